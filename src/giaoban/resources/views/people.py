"""Who works at a site, what a mobile station answers for, who is on duty when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.places.models import Facility
from giaoban.resources import forms
from giaoban.resources.actions import people as acts
from giaoban.resources.models.staff import StationKind
from giaoban.resources.queries import people as queries
from giaoban.resources.rules import first_gap
from giaoban.resources.views.common import here, tabs

Done = str | None  # what was done, or None where a form has to be mended


@needs("roster")
def staff(request: Any, site: int | None = None) -> HttpResponse:
    found, sites = here(request, site)
    page = _staff_forms(request, found, sites)
    error: UserError | None = None
    if request.method == "POST":
        try:
            if done := _staff_act(request, found, page):
                messages.success(request, done)
                return redirect("staff_of", found.pk)
        except UserError as raised:
            error = raised
    wrong = error is not None or any(page[name].errors for name in ("add", "move", "area") if page[name])
    context = {**page, "here": found, "sites": sites, "place": found.unit, "error": error}
    context |= {"tabs": tabs(request, "staff", found), "to": "staff_of"}
    return render(request, "resources/staff.html", context, status=422 if wrong else 200)


def _staff_forms(request: Any, found: Facility, sites: list[Facility]) -> dict[str, Any]:
    today = clock.today()
    team = _team(request, found)
    data = {request.POST["act"]: request.POST} if request.POST.get("act") else {}
    mobile = found.kind in (StationKind.MOBILE, StationKind.CARE_TEAM)
    others = [s for s in sites if s.pk != found.pk]
    given = {"since": today}
    return {
        "team": team,
        "add": forms.StaffForm(data.get("add"), initial=given),
        "move": forms.MoveForm(data.get("move"), team=team, sites=others, initial=given) if others else None,
        "areas": queries.areas_of(found, today) if mobile else [],
        "area": forms.AreaForm(data.get("area"), units=queries.communes_near(found), initial=given)
        if mobile
        else None,
        "today": today,
    }


def _team(request: Any, found: Facility) -> list[queries.Member]:
    """Names of colleagues are looked at to work with them; the look is written down all the same."""
    team = queries.team(found, clock.today())
    if team:
        accounts.log_access(
            by=request.user, subject=f"facility:{found.pk}", purpose=_("nhân lực, lịch trực"), rows=len(team)
        )
    return team


def _staff_act(request: Any, found: Facility, page: dict[str, Any]) -> Done:
    act, by = request.POST.get("act", ""), request.user
    if act == "hand_back":
        area = next((a for a in page["areas"] if a.pk == whole(request.POST.get("area"), -1)), None)
        if area is None:
            raise Http404
        acts.hand_back_area(by=by, area=area, last_day=clock.today())
        return _("Đã bàn giao lại; trạm cố định phụ trách từ ngày mai.")
    form = page.get(act)
    if act not in ("add", "move", "area") or form is None:
        raise Http404
    if not form.is_valid():
        return None
    run: dict[str, Callable[[], str]] = {
        "add": lambda: _add(by, found, form.cleaned_data),
        "move": lambda: _move(request, found, form.cleaned_data),
        "area": lambda: _give(by, found, form.cleaned_data),
    }
    return run[act]()


def _add(by: Any, found: Facility, given: dict[str, Any]) -> str:
    since = given.pop("since")
    acts.enlist_at(by=by, facility=found, since=since, **given)
    return _("Đã thêm người vào đơn vị.")


def _move(request: Any, found: Facility, given: dict[str, Any]) -> str:
    goal, _sites = here(request, given["to"])
    who = queries.member(found, clock.today(), given["staff"])
    if who is None:
        raise Http404
    acts.post_staff(by=request.user, staff=who, facility=goal, since=given["since"], reason=given["reason"])
    return _("Đã ghi phân công mới; phân công cũ kết thúc ngày hôm trước.")


def _give(by: Any, found: Facility, given: dict[str, Any]) -> str:
    unit = next((u for u in queries.communes_near(found) if u.pk == given["unit"]), None)
    if unit is None:
        raise Http404
    acts.assign_area(by=by, facility=found, unit=unit, since=given["since"], hamlet=given["hamlet"])
    return _("Đã giao địa bàn.")


@needs("roster")
def rosters(request: Any, site: int | None = None) -> HttpResponse:
    """Eight days of one site, nights that nobody holds told as such; for a whole area who is missing."""
    found, sites = here(request, site)
    team = _team(request, found)
    data = request.POST if request.POST.get("act") == "add" else None
    form = forms.ShiftForm(data, team=team, initial={"day": clock.today()})
    error: UserError | None = None
    if request.method == "POST":
        try:
            if done := _roster_act(request, found, form):
                messages.success(request, done)
                return redirect("rosters_of", found.pk)
        except UserError as raised:
            error = raised
    context = {
        "here": found, "sites": sites, "place": found.unit, "error": error, "form": form, "team": team,
        "days": _days(found, team, clock.now()), "tabs": tabs(request, "rosters", found), "to": "rosters_of",
        "empty": queries.empty_tonight(request.scope, clock.now()) if len(sites) > 1 else [],
        "now": clock.now(),
    }  # fmt: skip
    return render(request, "resources/rosters.html", context, status=422 if error or form.errors else 200)


def _days(found: Facility, team: list[queries.Member], now: datetime) -> list[dict[str, Any]]:
    """Each day with its lines, and from when its night is empty."""
    first = now.date()
    midnight = datetime(first.year, first.month, first.day)
    lines = queries.shifts(found, midnight, midnight + timedelta(days=queries.DAYS + 1))
    names = {m.staff.pk: m for m in team}
    night = queries.night_hours(first, found.unit.path)
    days = []
    for n in range(queries.DAYS):
        day = first + timedelta(days=n)
        gap = None
        if night is not None:
            start, end = queries.tonight(datetime.combine(day, night[0]), night)
            gap = first_gap([(s.starts_at, s.ends_at) for s in lines], start, end)
        mine = [{"s": s, "who": names.get(s.staff_id)} for s in lines if s.starts_at.date() == day]
        days.append({"day": day, "lines": mine, "gap": gap, "night": night})
    return days


def _roster_act(request: Any, found: Facility, form: forms.ShiftForm) -> Done:
    act = request.POST.get("act", "")
    if act == "cancel":
        line = queries.shift(found, whole(request.POST.get("shift"), -1))
        if line is None:
            raise Http404
        acts.take_off_duty(by=request.user, shift=line)
        return _("Đã hủy ca trực.")
    if act != "add":
        raise Http404
    if not form.is_valid():
        return None
    who = queries.member(found, clock.today(), form.cleaned_data["staff"])
    if who is None:
        raise Http404
    spans = form.spans()
    acts.put_on_duties(
        by=request.user, facility=found, staff=who, spans=spans, rank=form.cleaned_data["rank"]
    )
    return _("Đã ghi lịch trực.")
