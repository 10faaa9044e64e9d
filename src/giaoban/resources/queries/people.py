"""Who works where, who is on duty when, and which nights nobody is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban import policy
from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.kernel import wording
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Facility, Unit
from giaoban.policy import climb
from giaoban.resources import rules
from giaoban.resources.models import Shift, Staff, StaffPosting, StationArea
from giaoban.resources.models.staff import StationKind
from giaoban.resources.queries.roster import standing

DAYS = 8  # of a roster's page: a week and the day that begins it


@dataclass(frozen=True)
class Member:
    """Somebody of a site's team, with name and phone out of the seal: show them, never log them."""

    staff: Staff
    name: str
    phone: str
    since: date
    until: date | None


def team(facility: Facility, on: date) -> list[Member]:
    """Who works there on that day or will from a later one, by profession."""
    rows = StaffPosting.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), facility=facility)
    found = []
    for row in rows.select_related("staff").order_by("staff__profession", "staff__ref"):
        who = unseal(row.staff.sealed)
        name, phone = str(who.get("name", "")), str(who.get("phone", ""))
        found.append(Member(row.staff, name, phone, row.valid_from, row.valid_to))
    return found


def member(facility: Facility, on: date, ref: int) -> Staff | None:
    """Somebody of that site's team on that day."""
    return next((m.staff for m in team(facility, on) if m.staff.ref == ref), None)


def areas_of(facility: Facility, on: date) -> QuerySet[StationArea]:
    """What a mobile station or team answers for, from that day on."""
    rows = StationArea.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), facility=facility)
    return rows.select_related("unit").order_by("unit__path", "valid_from")


def communes_near(facility: Facility) -> list[Unit]:
    """Communes of the facility's own district: what it may be given."""
    district = "/".join(facility.unit.path.split("/")[:3])
    return list(Unit.objects.filter(path__startswith=district + "/", valid_to=None).order_by("path"))


def shifts(facility: Facility, since: datetime, until: datetime) -> list[Shift]:
    rows = Shift.objects.filter(facility=facility, starts_at__lt=until, ends_at__gt=since, cancelled_at=None)
    return list(rows.select_related("staff").order_by("starts_at", "rank", "id"))


def shift(facility: Facility, shift_id: int) -> Shift | None:
    return Shift.objects.filter(facility=facility, pk=shift_id, cancelled_at=None).first()


def night_hours(on: date, path: str) -> tuple[time, time] | None:
    """From when until when the roster takes alarms, by the rule in force there; None without a rule."""
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("alarm_climb", on, path)
    return climb.times(rule, on).night if rule else None


def empty_nights(units: Collection[int], night: tuple[datetime, datetime]) -> dict[int, datetime]:
    """{place: from when nobody of any site that answers for it is on duty} in that night."""
    sites = _sites_of(units, night[0].date())
    rows = Shift.objects.filter(
        starts_at__lt=night[1],
        ends_at__gt=night[0],
        cancelled_at=None,
        facility__in=set().union(*sites.values()),
    )
    held: dict[int, list[tuple[datetime, datetime]]] = {}
    for facility, start, end in rows.values_list("facility", "starts_at", "ends_at"):
        held.setdefault(facility, []).append((start, end))
    found = {}
    for unit in units:
        mine = [span for site in sites.get(unit, ()) for span in held.get(site, ())]
        if (gap := rules.first_gap(mine, *night)) is not None:
            found[unit] = gap
    return found


def nobody_on_call(units: Collection[int], at: datetime) -> set[int]:
    """The places for which nobody is on duty at that moment, all of them in three reads."""
    return set(empty_nights(units, (at, at + timedelta(microseconds=1))))


def _sites_of(units: Collection[int], on: date) -> dict[int, set[int]]:
    """{place: what stands there, and the mobile stations and teams it was given}."""
    found: dict[int, set[int]] = {unit: set() for unit in units}
    here = Facility.objects.filter(standing(on), unit__in=units).values_list("id", "unit")
    given = StationArea.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on, unit__in=units,
        facility__kind__in=StationKind.values,
    ).values_list("facility", "unit")  # fmt: skip
    for facility, unit in (*here, *given):
        found[unit].add(facility)
    return found


def tonight(now: datetime, night: tuple[time, time]) -> tuple[datetime, datetime]:
    """The night that is, or the next one to come."""
    start, end = night
    day = now.date() - timedelta(days=1) if now.time() < end < start else now.date()
    return datetime.combine(day, start), datetime.combine(day + timedelta(days=end <= start), end)


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """A night to come without anybody on duty, before it is one: the station's own, or how many there are."""
    night = night_hours(now.date(), scope.path) if scope.allows("roster") and not scope.facility_id else None
    if night is None:
        return
    units = _with_station(scope, now.date())
    empty = empty_nights(units, tonight(now, night))
    if not empty:
        return
    one = len(units) == 1
    words = ngettext(
        "%(n)s trạm chưa có người trực đêm nay", "%(n)s trạm chưa có người trực đêm nay", len(empty)
    ) % {"n": wording.number(len(empty))}
    title = _("Đêm nay chưa có người trực") if one else words
    yield Duty(
        kind="empty_roster", key=f"{scope.path}:{tonight(now, night)[0].date()}", place=scope.path,
        role=scope.role, due=min(empty.values()), severity=Severity.DUE, title=title,
        link=reverse("rosters"),
    )  # fmt: skip


def _with_station(scope: Scope, on: date) -> list[int]:
    stations = scope.within(Facility.objects.filter(standing(on), kind=StationKind.STATION))
    return list(stations.order_by("unit__path").values_list("unit", flat=True).distinct())


def empty_tonight(scope: Scope, now: datetime) -> list[tuple[Facility, datetime]]:
    """The stations of the scope whose place nobody answers for in some hour of tonight, with that hour."""
    night = night_hours(now.date(), scope.path)
    if night is None:
        return []
    empty = empty_nights(_with_station(scope, now.date()), tonight(now, night))
    rows = scope.within(
        Facility.objects.filter(standing(now.date()), kind=StationKind.STATION, unit__in=empty)
    )
    return [(row, empty[row.unit_id]) for row in rows.select_related("unit").order_by("unit__path")]
