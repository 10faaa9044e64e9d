"""Cases past their last day and not closed: one list per place, closed in one batch."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import wholes
from giaoban.registry import access, actions, presenters, queries

PAGE = 100


@needs("close_cases")
def overdue(request: HttpRequest) -> HttpResponse:
    error: UserError | None = None
    if request.method == "POST":
        try:
            return _close(request)
        except UserError as raised:
            error = raised
    today = clock.today()
    last_day = actions.last_day_of_isolation(today)
    found = queries.overdue(request.scope, last_day) if last_day else None
    listed = found.select_related("unit__parent") if found is not None else []
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    cases = list(page)
    picked = set(request.POST.getlist("ref")) if error else set()
    if request.GET.get("pick") == "all" and not error:
        picked = {str(case.ref) for case in cases}
    names = access.identities(
        by=request.user,
        scope=request.scope,
        cases=cases,
        subject="overdue",
        purpose=_("kết thúc cách ly ca quá hạn"),
    )
    context = {
        "error": error,
        "last_day": last_day,
        "today": today,
        "total": page.paginator.count,
        "page": page,
        "rows": [_row(case, names, picked) for case in cases],
        "all_picked": bool(cases) and len(picked) == len(cases),
    }
    return render(request, "registry/overdue.html", context, status=422 if error else 200)


def _row(case: Any, names: dict[int, dict[str, str]], picked: set[str]) -> dict[str, Any]:
    told = presenters.row(case, names.get(case.person_id))
    return {**told, "ref": case.ref, "picked": str(case.ref) in picked}


def _close(request: HttpRequest) -> HttpResponse:
    refs = wholes(request.POST.getlist("ref"))
    try:
        ended = date.fromisoformat(request.POST.get("ended_on", ""))
    except ValueError as wrong:
        raise UserError(
            "date_unreadable", _("Không hiểu ngày kết thúc."), _("Chọn một ngày trong lịch.")
        ) from wrong
    n = actions.close_overdue(by=request.user, scope=request.scope, refs=refs, ended_on=ended)
    messages.success(
        request, ngettext("Đã kết thúc cách ly %(n)s ca.", "Đã kết thúc cách ly %(n)s ca.", n) % {"n": n}
    )
    return redirect("overdue")
