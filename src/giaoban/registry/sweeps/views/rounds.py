"""A round on a phone: the next door, large choices, who is left; and the lists of missing doses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.registry.declarations.queries import hamlets
from giaoban.registry.models import Household, SweepRound
from giaoban.registry.sweeps import actions, forms, presenters, queries
from giaoban.registry.sweeps.rules import age, nearest

PAGE = 50


@needs("close_cases")
def sweeps(request: Any) -> HttpResponse:
    home, error = request.posting.place, None
    typed = request.POST.get("hamlet", "").strip()
    if request.method == "POST":
        try:
            made = actions.open_round(
                by=request.user, scope=request.scope, unit=home, hamlet=typed, on=clock.today(),
                unknown=request.POST.get("unknown") == "yes",
            )  # fmt: skip
            return redirect("sweep", made.pk)
        except UserError as raised:
            error = raised
    page = Paginator(queries.rounds(request.scope), PAGE).get_page(request.GET.get("page"))
    context = {
        "columns": presenters.ROUND_COLUMNS,
        "rows": [presenters.round_row(r) for r in page],
        "page": page,
        "hamlets": hamlets(home.pk) if home.level == "commune" else [],
        "may_open": home.level == "commune",
        "error": error,
        "typed": typed,
        "unknown": error is not None and error.code == "hamlet_unknown",
        "near": nearest(typed, queries.hamlets(home)) if error else [],
    }
    return render(request, "registry/sweeps.html", context, status=422 if error else 200)


def _round(request: Any, round_id: int) -> SweepRound:
    found = queries.round_of(request.scope, round_id)
    if found is None:
        raise Http404
    return found


@needs("close_cases")
def sweep(request: Any, round_id: int) -> HttpResponse:
    found = _round(request, round_id)
    if request.method == "POST" and request.POST.get("act") == "close":
        actions.close_round(by=request.user, sweep=found, on=clock.today())
        return redirect("sweep", found.pk)
    told = queries.progress(found)
    left = Paginator(queries.not_visited(found), PAGE).get_page(request.GET.get("page"))
    ids = [p.pk for p in left]
    named = request.scope.allows("see_identities") and bool(ids)
    if named:
        purpose = _("đi rà soát: người chưa đến")
        accounts.log_access(by=request.user, subject=f"sweep:{found.pk}", purpose=purpose, rows=len(ids))
    names = queries.names(ids) if named else {}
    context = {
        "sweep": found,
        "name": presenters.name(found),
        "figures": presenters.figures(told),
        "unknown": not told.residents,
        "reconciled": presenters.reconciliation(told),
        "next": None if found.closed_on else queries.next_door(found),
        "page": left,
        "left": [(p.household, names.get(p.pk, {}), age(p.birth, clock.today())) for p in left],
        "replaced": [(e, presenters.replaced(e)) for e in queries.history(found)],
    }
    return render(request, "registry/sweep.html", context)


@needs("see_identities")
def door(request: Any, round_id: int, household_id: int) -> HttpResponse:
    found = _round(request, round_id)
    household = queries.household(found, household_id)
    if household is None:
        raise Http404
    error: UserError | None = None
    newcomer = forms.NewcomerForm(request.POST if request.POST.get("act") == "add" else None)
    if request.method == "POST":
        try:
            answer = _entered(request, found, household, newcomer)
            if answer is not None:
                return answer
        except UserError as raised:
            error = raised
    people = queries.door(found, household, clock.today())
    accounts.log_access(
        by=request.user, subject=f"sweep:{found.pk}", purpose=_("rà soát từng hộ"), rows=len(people)
    )
    first = next((each.identity for each in people if each.identity.get("address")), {})
    context = {
        "sweep": found,
        "household": household,
        "address": first.get("address", ""),
        "people": [presenters.resident(each, request.POST if error else {}) for each in people],
        "newcomer": newcomer,
        "error": error,
        "doors": queries.households(found).count(),
        "number": queries.households(found).filter(pk__lte=household.pk).count(),
    }
    return render(request, "registry/door.html", context, status=422 if error else 200)


def _entered(request: Any, found: SweepRound, household: Household, newcomer: Any) -> HttpResponse | None:
    if request.POST.get("act") == "add":
        if newcomer.is_valid():
            declared = newcomer.declared(clock.today())
            actions.add_at_door(by=request.user, sweep=found, household=household, declared=declared)
            return redirect("sweep_door", found.pk, household.pk)
        return None
    people = queries.door(found, household, clock.today())
    done = actions.enter(by=request.user, sweep=found, said=forms.door(request.POST, people))
    if done.corrected:
        messages.warning(
            request,
            _("%(n)s người đã có bản ghi khác; bản của bạn thay thế, bản trước vẫn giữ.")
            % {"n": done.corrected},
        )
    if done.left:
        said = _("Ca bệnh mở theo kết quả dương tính trước đó vẫn còn; nếu đã nhập nhầm, báo CDC đính chính.")
        messages.warning(request, said)
    if done.found:
        said = ngettext("Ghi %(n)s ca mới nhờ rà soát.", "Ghi %(n)s ca mới nhờ rà soát.", done.found)
        messages.success(request, said % {"n": done.found})
    following = queries.next_door(found, household.pk)
    return redirect("sweep_door", found.pk, following.pk) if following else redirect("sweep", found.pk)


@needs("close_cases")
def missing_doses(request: Any) -> HttpResponse:
    """Whose due dose is missing, by reason: the list of names behind the coverage."""
    kind, today = request.GET.get("reason", ""), clock.today()
    chosen = queries.LISTS.get(kind, kind if kind in presenters.REASONS else None) if kind else None
    missing = queries.missing_doses(request.scope, today, chosen)
    page = Paginator(missing, PAGE).get_page(request.GET.get("page"))
    ids = [entry.person_id for entry in page]
    named = request.scope.allows("see_identities") and bool(ids)
    if named:
        purpose = _("danh sách thiếu mũi tiêm")
        accounts.log_access(by=request.user, subject="missing_doses", purpose=purpose, rows=len(ids))
    names = queries.names(ids) if named else {}
    counts = queries.reasons(request.scope, today)
    tabs = [{"url": "?", "label": _("Tất cả"), "current": chosen is None, "count": sum(counts.values())}]
    for code, label in presenters.REASONS.items():
        said = "unanswered" if code == "" else code
        tabs.append(
            {
                "url": f"?reason={said}",
                "label": label,
                "current": chosen == code,
                "count": counts.get(code, 0),
            }
        )
    rows = [presenters.missing_row(e, names.get(e.person_id), age(e.person.birth, today)) for e in page]
    context = {"columns": presenters.MISSING_COLUMNS, "rows": rows, "page": page, "tabs": tabs}
    return render(request, "registry/missing_doses.html", context)
