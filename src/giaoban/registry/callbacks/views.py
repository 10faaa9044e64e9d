"""Call back what stations report as done: samples by week, calls, agreement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.registry.callbacks import actions, presenters, queries, rules

PAGE = 100


def _callers_only(request: Any) -> None:
    if request.scope.role not in rules.CALLERS:
        raise PermissionDenied("call_back")


@needs("close_cases")
def callbacks(request: Any) -> HttpResponse:
    _callers_only(request)
    week = rules.week_before(clock.today())
    if request.method == "POST":
        made = actions.draw(by=request.user, place=request.posting.place, week_from=week)
        if made:
            said = ngettext("Đã chọn mẫu của %(n)s trạm.", "Đã chọn mẫu của %(n)s trạm.", len(made))
            messages.success(request, said % {"n": len(made)})
        else:
            messages.warning(
                request, _("Không có gì để chọn thêm: các trạm đã được chọn mẫu hoặc không báo việc nào.")
            )
        return redirect("callbacks")
    state = "open" if request.GET.get("state") == "open" else "all"
    page = Paginator(queries.samples(request.scope, state), PAGE).get_page(request.GET.get("page"))
    context = {
        "columns": presenters.COLUMNS,
        "rows": [presenters.row(s, queries.agreement(s)) for s in page],
        "page": page,
        "state": state,
        "week": week,
        "figures": presenters.figures(queries.total(request.scope, week)),
    }
    return render(request, "registry/callbacks.html", context)


@needs("see_identities")
def callback_sample(request: Any, sample_id: int) -> HttpResponse:
    _callers_only(request)
    found = queries.sample(request.scope, sample_id)
    if found is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        try:
            _answer(request)
            return redirect("callback_sample", found.pk)
        except UserError as raised:
            error = raised
    items = queries.items(found)
    accounts.log_access(
        by=request.user, subject=f"callback:{found.pk}", purpose=presenters.PURPOSE, rows=len(items)
    )
    names = queries.names(items)
    context = {
        "sample": found,
        "told": queries.agreement(found),
        "items": [presenters.item(item, names.get(item.person_id, {})) for item in items],
        "outcomes": presenters.OUTCOMES.items(),
        "error": error,
    }
    return render(request, "registry/callback_sample.html", context, status=422 if error else 200)


def _answer(request: Any) -> None:
    actions.answer(
        by=request.user, scope=request.scope, item_id=whole(request.POST.get("item"), 0),
        outcome=request.POST.get("outcome", ""), note=request.POST.get("note", ""),
    )  # fmt: skip
