"""The queue of pairs, one pair side by side, what a merge changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.accounts.access import needs
from giaoban.kernel.errors import UserError
from giaoban.registry import access
from giaoban.registry.duplicates import actions, presenters, queries, rules

PAGE = 50
_DONE = {
    "merged": gettext_lazy("Đã gộp hai hồ sơ."), "different": gettext_lazy("Đã ghi: hai người khác nhau."),
    "later": gettext_lazy("Đã để sau."), "waiting": gettext_lazy("Đã đưa lại vào hàng chờ."),
}  # fmt: skip


@needs("merge")
def duplicates(request: HttpRequest) -> HttpResponse:
    shown = request.GET.get("tab", "waiting")
    if shown not in ("waiting", "later", "merged"):
        raise Http404
    page = Paginator(_listed(request, shown), PAGE).get_page(request.GET.get("page"))
    pairs, merges = ([], list(page)) if shown == "merged" else (list(page), [])
    people = [p for pair in pairs for p in (pair.first, pair.second)]
    people += [p for merge in merges for p in (merge.kept, merge.absorbed)]
    names = _names(request, people, "duplicates")
    tabs = [_tab(request, name, shown, page) for name in ("waiting", "later", "merged")]
    context = {
        "page": page, "tabs": tabs, "shown": shown, "rows": [presenters.row(p, names) for p in pairs],
        "merges": [presenters.merge_row(m, names) for m in merges],
    }  # fmt: skip
    return render(request, "registry/duplicates.html", context)


def _listed(request: HttpRequest, name: str) -> Any:
    return queries.merges(request.scope) if name == "merged" else queries.queue(request.scope, name)


def _tab(request: HttpRequest, name: str, shown: str, page: Any) -> dict[str, Any]:
    count = page.paginator.count if name == shown else _listed(request, name).order_by().count()
    return {
        "url": f"{reverse('duplicates')}?tab={name}", "label": presenters.STATES[name],
        "current": name == shown, "count": count,
    }  # fmt: skip


def _names(request: HttpRequest, people: list[Any], subject: str) -> dict[int, dict[str, str]]:
    """Names of those inside the reader's places; the look is logged."""
    inside = [person for person in people if request.scope.covers(person.unit.path)]
    purpose = _("xem hồ sơ nghi trùng")
    return access.names_of(
        by=request.user, scope=request.scope, persons=inside, subject=subject, purpose=purpose
    )


@needs("merge")
def duplicate(request: HttpRequest, pair_id: int) -> HttpResponse:
    pair = queries.pair(request.scope, pair_id)
    if pair is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        try:
            return _decide(request, pair)
        except UserError as raised:
            error = raised
            pair = queries.pair(request.scope, pair_id) or pair
    sides = queries.sides(request.scope, pair)
    names = _names(request, [pair.first, pair.second], f"pair:{pair.id}")
    merge = queries.merges(request.scope).filter(pair=pair, undone_at=None).first()
    context = {
        "pair": pair, "error": error, "lines": presenters.compared(sides, names), "sides": sides,
        "agreement": presenters.agreement(pair), "state": presenters.STATES[pair.state], "merge": merge,
        "why": [presenters.WHY[w] for w in rules.against_merging_alone(pair.levels, queries.standing(pair))],
        "may_decide": queries.may_decide(request.scope, pair),
    }  # fmt: skip
    return render(request, "registry/duplicate.html", context, status=409 if error else 200)


def _decide(request: HttpRequest, pair: Any) -> HttpResponse:
    state = request.POST.get("state", "")
    merge = actions.decide(
        by=request.user, scope=request.scope, pair_id=pair.id, state=state,
        seen=request.POST.get("seen", ""), note=request.POST.get("note", ""),
    )  # fmt: skip
    messages.success(request, _DONE[state])
    if merge:
        return redirect("merge", merge.id)
    following = queries.queue(request.scope).first()
    return redirect("duplicate", following.id) if following else redirect("duplicates")


@needs("merge")
def merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    found = queries.merge(request.scope, merge_id)
    if found is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        try:
            actions.undo(
                by=request.user, scope=request.scope, merge_id=found.id, note=request.POST.get("note", "")
            )
            messages.success(request, _("Đã hủy lần gộp; hai hồ sơ như trước."))
            return redirect("duplicate", found.pair_id)
        except UserError as raised:
            error = raised
    names = _names(request, [found.kept, found.absorbed], f"merge:{found.id}")
    context = {
        "merge": found, "line": presenters.merge_row(found, names), "error": error,
        "changes": [presenters.change(c) for c in queries.changes(found)],
        "episodes": queries.episodes(found), "may_decide": queries.may_decide(request.scope, found.pair),
    }  # fmt: skip
    return render(request, "registry/merge.html", context, status=409 if error else 200)
