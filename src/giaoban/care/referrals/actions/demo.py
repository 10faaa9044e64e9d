"""Requests of a demo district in every state, made by the ordinary acts at moments of its morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from giaoban.care.models.episodes import Episode
from giaoban.care.referrals import actions
from giaoban.care.referrals.models import Referral
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case
from giaoban.resources.models import Vehicle

SetClock = Callable[[datetime], None]
_SUMMARY = "SpO2 {spo2} %, thở {rr} lần/phút, có bệnh nền (dữ liệu minh họa)."
# (hour, minute asked, rank, tier, capability, how far it went)
_PLAN = (
    (4, 50, "urgent", "2", "oxygen", "arrived"),
    (5, 5, "emergency", "3", "hfnc", "arrived"),
    (5, 40, "urgent", "2", "oxygen", "on_the_way"),
    (6, 10, "emergency", "3", "ventilator", "accepted"),
    (6, 15, "urgent", "2", "oxygen", "refused_by_one"),
    (6, 25, "urgent", "2", "oxygen", "desk_refused"),
    (6, 35, "planned", "1", "general", "cancelled"),
    (6, 40, "emergency", "3", "hfnc", "late"),
    (6, 45, "urgent", "2", "oxygen", "asked"),
    (6, 52, "planned", "1", "general", "asked"),
    (6, 54, "emergency", "2", "obstetric", "asked"),
    (6, 58, "urgent", "2", "oxygen", "asked"),
)


def refer_some(*, by: Any, district: Unit, morning: datetime, set_clock: SetClock) -> list[Referral]:
    """Elderly active cases at home of the district, one request each; nothing where there are no beds."""
    found = Facility.objects.filter(kind__in=["hospital", "collection"], beds__free__gt=0)
    near = list(found.filter(unit=district).distinct().order_by("code"))
    far = list(found.exclude(unit=district).filter(kind="hospital").distinct().order_by("code")[:2])
    cases = Case.objects.filter(unit__parent=district, outcome="", care="home", age__gte=60)
    made: list[Referral] = []
    for case, plan in zip(
        cases.select_related("person", "unit").order_by("-announced", "ref"), _PLAN, strict=False
    ):
        kind = "collection" if plan[3] == "1" else "hospital"
        own = next((f for f in near if f.kind == kind), None)
        if own is not None and far:
            made.append(_one(by, case, plan, [own, far[len(made) % len(far)]], morning, set_clock))
    set_clock(morning)
    return made


def _one(
    by: Any, case: Case, plan: Any, asked: list[Facility], morning: datetime, set_clock: SetClock
) -> Referral:
    hour, minute, rank, tier, capability, state = plan
    at = morning.replace(hour=hour, minute=minute)
    set_clock(at)
    own, other = asked
    row = actions.ask(
        by=by, case=case, unit=case.unit, tier=tier, capability=capability, rank=rank, reason="signs",
        summary=_SUMMARY.format(spo2=88 + minute % 6, rr=22 + minute % 7),
        facilities=[own] if state == "late" else [own, other], episode=_episode(case),
    )  # fmt: skip
    set_clock(at.replace(minute=min(59, minute + 4)))
    if state in ("arrived", "on_the_way", "accepted"):
        _carry(by, row, own, state)
    elif state == "refused_by_one":
        actions.refuse(by=by, referral=row, facility=own, refusal="no_staff")
    elif state == "desk_refused":
        actions.refuse_at_desk(by=by, referral=row, reason="chờ giường trống buổi sáng")
    elif state == "cancelled":
        actions.cancel(by=by, referral=row, reason="đỡ khó thở, theo dõi tiếp tại nhà")
    return row


def _carry(by: Any, row: Referral, own: Facility, state: str) -> None:
    actions.accept(by=by, referral=row, facility=own)
    car = Vehicle.objects.filter(base=own).exclude(trips__ended_at=None, trips__isnull=False).first()
    if car is not None and state != "accepted":
        actions.call_vehicle(by=by, referral=row, vehicle=car)
    if state in ("arrived", "on_the_way"):
        actions.set_off(by=by, referral=row)
    if state == "arrived":
        actions.arrive(by=by, referral=row)


def _episode(case: Case) -> Episode | None:
    return Episode.objects.filter(case=case, closed_at=None).first()
