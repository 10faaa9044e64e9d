"""Beds by tier and capability, what is asked of a place, and how fast they fill."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from giaoban.accounts.scope import Scope
from giaoban.places.models import Facility
from giaoban.resources.models import BedCount, BedGroup, BedQuota
from giaoban.resources.models.beds import STATED
from giaoban.resources.queries.roster import standing


def hospitals(scope: Scope, on: date) -> QuerySet[Facility]:
    """Facilities that state beds: one's own, or those of the scope."""
    found = Facility.objects.filter(standing(on), Q(kind="hospital") | Q(kind="collection"))
    if scope.facility_id:
        return found.filter(id=scope.facility_id)
    return scope.within(found).select_related("unit").order_by("unit__path", "code")


def groups(facility: Facility) -> QuerySet[BedGroup]:
    return BedGroup.objects.filter(facility=facility).order_by("tier", "capability")


def by_tier(scope: Scope, on: date) -> list[dict[str, Any]]:
    """The five numbers and the held ones, by tier."""
    rows = BedGroup.objects.filter(facility__in=hospitals(scope, on).values("id"))
    sums = {name: Sum(name) for name in (*STATED, "held")}
    return list(rows.order_by("tier").values("tier").annotate(open=Sum(F("free") - F("held")), **sums))


def open_groups(scope: Scope, on: date, tier: str = "", capability: str = "") -> QuerySet[BedGroup]:
    """Groups with a bed that can still be promised, the most first."""
    found = BedGroup.objects.filter(facility__in=hospitals(scope, on).values("id"), free__gt=F("held"))
    if tier:
        found = found.filter(tier=tier)
    if capability:
        found = found.filter(capability=capability)
    return found.select_related("facility__unit").order_by("tier", F("held") - F("free"))


def quotas(scope: Scope, on: date) -> list[dict[str, Any]]:
    """Beds and reserve asked of the scope's places by the newest document of each, by tier."""
    rows = scope.within(
        BedQuota.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    ).order_by("unit", "tier", "-valid_from")
    newest: dict[tuple[int, str], BedQuota] = {}
    for row in rows:
        newest.setdefault((row.unit_id, row.tier), row)
    return [
        {"unit": q.unit_id, "tier": q.tier, "beds": q.beds, "reserve": q.reserve, "document": q.document}
        for q in newest.values()
    ]


def quotas_told(scope: Scope, on: date) -> QuerySet[BedQuota]:
    """What documents asked of the places of the scope, in force or to come, the newest first."""
    rows = scope.within(BedQuota.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on)))
    return rows.select_related("unit").order_by("unit__path", "tier", "-valid_from")


def filled_a_day(scope: Scope, now: datetime, days: int = 7) -> dict[str, float]:
    """Net beds filled a day by tier over the last days, from what was written down of each group."""
    since = now - timedelta(days=days)
    facilities = hospitals(scope, now.date()).values("id")
    first: dict[int, int] = {}
    newest: dict[int, tuple[str, int]] = {}
    rows = (
        BedCount.objects.filter(group__facility__in=facilities, at__gte=since, at__lte=now)
        .order_by("at", "id")
        .values_list("group", "group__tier", "staffed", "free")
    )
    for group, tier, staffed, free in rows:
        first.setdefault(group, staffed - free)
        newest[group] = (tier, staffed - free)
    pace: dict[str, float] = {}
    for group, (tier, lying) in newest.items():
        pace[tier] = pace.get(tier, 0.0) + (lying - first[group]) / days
    return pace
