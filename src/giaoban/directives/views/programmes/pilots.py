"""Pilots: the list, beginning one after a look at the places beside it, both groups, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.directives.presenters import label
from giaoban.directives.presenters.programmes import pilots as presenters
from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.actions import pilots as actions
from giaoban.directives.programmes.models import Pilot, PilotPlace
from giaoban.directives.programmes.queries import pilots as queries
from giaoban.directives.programmes.queries import windows
from giaoban.directives.views.programmes import common
from giaoban.directives.views.programmes.forms import DecisionForm, PilotForm
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError


@common.reads
def pilots(request: Any) -> HttpResponse:
    page = Paginator(queries.pilots(request.scope), common.PAGE).get_page(request.GET.get("page"))
    context = {
        "sections": words.sections("pilots"),
        "columns": presenters.LIST_COLUMNS,
        "rows": [presenters.list_row(p, clock.today()) for p in page.object_list],
        "page": page,
        "may_begin": common.has_below(request),
    }
    return render(request, "directives/programmes/pilots.html", context)


@needs("assign")
def pilot_new(request: Any) -> HttpResponse:
    """Typed, then looked at with the places the rule proposes, then begun."""
    home = request.posting.place
    units = [u for u in common.units_below(request) if u.pk != home.pk]
    form = PilotForm(request.POST or None, units=units, measures=common.measure_choices(poolable=True))
    error: UserError | None = None
    beside: list[dict[str, Any]] | None = None
    if form.is_valid():
        given = form.arguments()
        try:
            if request.POST.get("do") == "begin":
                made = actions.begin_pilot(by=request.user, place=home, **given)
                messages.success(request, _("Đã bắt đầu thí điểm."))
                return redirect("pilot", made.pk)
            beside = _beside(home, given, units)
        except UserError as raised:
            error = raised
    rule = queries.rule_on(clock.today(), home.path)
    context = {
        "form": form,
        "error": error,
        "beside": beside,
        "columns": presenters.MATCH_COLUMNS,
        "rule": rule,
        "rule_words": presenters.rule_in_words(rule, clock.today()) if rule else "",
    }
    wrong = error is not None or bool(form.errors)
    return render(request, "directives/programmes/pilot_new.html", context, status=422 if wrong else 200)


def _beside(home: Any, given: dict[str, Any], units: list[Any]) -> list[dict[str, Any]]:
    before = windows.last_before(given["first_day"])
    rule = queries.rule_on(given["first_day"], home.path)
    same_level = len({u.level for u in given["units"]}) == 1
    if before is None or rule is None or not same_level:
        return []
    return presenters.match_rows(queries.proposed(home, given["units"], before, rule), units)


def _found(request: Any, pk: int) -> Pilot:
    found = queries.pilot(request.scope, pk)
    if found is None:
        raise Http404
    return found


@common.reads
def pilot(request: Any, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


def _page(
    request: Any, found: Pilot, tried: DecisionForm | None = None, error: UserError | None = None
) -> HttpResponse:
    told, today = queries.told(found), clock.today()
    said, caution = presenters.told_in_words(told)
    rule = queries.rule_on(found.first_day, found.place.path)
    acts = common.may_assign(request, found.place) and found.decision in ("", Pilot.CONTINUE)
    context = {
        "pilot": found,
        "place": found.place,
        "state": presenters.state(found, today),
        "due": queries.is_due(found, today),
        "measure": label(found.measure),
        "better": _("tăng") if found.direction == "up" else _("giảm"),
        "told": told,
        "said": said,
        "caution": caution,
        "group_columns": presenters.group_columns(found.measure),
        "groups": presenters.group_rows(told),
        "place_columns": presenters.place_columns(found.measure),
        "places": _open_only(request, presenters.place_rows(told), told),
        "rule": rule,
        "rule_words": presenters.rule_in_words(rule, found.first_day) if rule else "",
        "decision": words.DECISIONS.get(found.decision, ""),
        "form": (tried or _decision(request, found)) if acts else None,
        "beside": [p for p in found.places.all() if p.arm == PilotPlace.COMPARISON] if acts else [],
        "error": error,
    }
    wrong = error is not None or tried is not None
    return render(request, "directives/programmes/pilot.html", context, status=422 if wrong else 200)


def _open_only(request: Any, rows: list[dict[str, Any]], told: queries.Told) -> list[dict[str, Any]]:
    """Figures of places outside the reader's scope are shown, their rows are not opened."""
    inside = {t.place.unit.full_name for t in told.lines if request.scope.covers(t.place.unit.path)}
    for row in rows:
        if row["place"] not in inside:
            row["before_url"] = row["after_url"] = ""
    return rows


def _decision(request: Any, found: Pilot, data: Any = None) -> DecisionForm:
    taken = {p.unit_id for p in found.places.all() if p.arm == PilotPlace.PILOT}
    level = next((p.unit.level for p in found.places.all() if p.arm == PilotPlace.PILOT), "commune")
    units = [u for u in common.units_below(request) if u.level == level and u.pk not in taken]
    return DecisionForm(data, now=clock.now(), level=level, units=units)


@needs("assign")
@require_POST
def pilot_decide(request: Any, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = _decision(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        actions.decide_pilot(by=request.user, pilot=found, **form.arguments())
    except UserError as raised:
        return _page(request, found, form, raised)
    messages.success(request, _("Đã ghi quyết định."))
    return redirect("pilot", pk)


@needs("assign")
@require_POST
def pilot_drop(request: Any, pk: int) -> HttpResponse:
    """A proposed place taken out by somebody who knows it."""
    found = _found(request, pk)
    code = request.POST.get("unit", "")
    unit = next((p.unit for p in found.places.all() if p.unit.code == code), None)
    if unit is None:
        raise Http404
    try:
        actions.drop_comparison(by=request.user, pilot=found, unit=unit)
        messages.success(request, _("Đã bỏ một nơi đối chứng."))
    except UserError as raised:
        messages.error(request, f"{raised.message} {raised.next_step}")
    return redirect("pilot", pk)
