"""Beds by tier and capability: each district's five numbers are those it returned, shared out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import Sum

from giaoban.intake.models import Return
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import BedCount, BedGroup, BedQuota
from giaoban.resources.models.beds import STATED

# (kind of facility, tier, capability, share of the district's beds): guesses
_SHARES = (
    ("collection", "1", "general", 0.62),
    ("hospital", "2", "oxygen", 0.26),
    ("hospital", "2", "obstetric", 0.02),
    ("hospital", "3", "hfnc", 0.06),
    ("hospital", "3", "ventilator", 0.04),
)
_DAYS = 7
_RESERVE = 0.2  # of a quota that should stand ready; a guess
_CAUSE = "stated"


def groups(sites: list[Facility], rng: Random, at: datetime) -> int:
    stated = _returned()
    rows: list[BedGroup] = []
    by_place = {(s.kind, s.unit_id): s for s in sites}
    for unit, numbers in stated.items():
        shared = {name: _shared(numbers.get(f"beds_{name}", 0)) for name in STATED}
        for n, (kind, tier, capability, _) in enumerate(_SHARES):
            site = by_place.get((kind, unit))
            if site is None:
                continue
            values = {name: shared[name][n] for name in STATED}
            values["free"] = min(values["free"], values["staffed"])
            rows.append(BedGroup(facility=site, tier=tier, capability=capability, stated_at=at, **values))
    BedGroup.objects.bulk_create(rows)
    BedCount.objects.bulk_create(
        [count for group in rows for count in _history(group, rng, at)], batch_size=1000
    )
    return len(rows)


def _returned() -> dict[int, dict[str, int]]:
    """{district: {id: number}} of its newest return of beds."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Return.objects.filter(indicator__startswith="beds_", superseded_at=None).order_by("to_date")
    for unit, indicator, value in rows.values_list("unit", "indicator", "value"):
        found[unit][indicator] = round(value)
    return found


def _shared(total: int) -> list[int]:
    """By the shares, whole, adding up to the total: what is left over is tier 1's."""
    parts = [int(total * share) for *_, share in _SHARES]
    parts[0] += total - sum(parts)
    return parts


def _history(group: BedGroup, rng: Random, at: datetime) -> list[BedCount]:
    """A week of statements in which beds filled up to what stands now."""
    numbers = {name: getattr(group, name) for name in STATED}
    counts, free = [], group.free
    for day in range(_DAYS + 1):
        numbers["free"] = min(group.staffed, free)
        counts.append(BedCount(group=group, at=at - timedelta(days=day), cause=_CAUSE, **numbers))
        free += rng.randint(0, max(1, group.staffed // 40))
    return counts[::-1]


def quotas(province: Unit, on: date) -> int:
    """The province's quota is what was planned; a part of it should stand ready."""
    planned = BedGroup.objects.order_by("tier").values_list("tier").annotate(n=Sum("planned"))
    rows = [
        BedQuota(
            unit=province, tier=tier, beds=n, reserve=round(n * _RESERVE),
            document="Chỉ tiêu minh họa", valid_from=on - timedelta(days=30),
        )
        for tier, n in planned
    ]  # fmt: skip
    BedQuota.objects.bulk_create(rows)
    return len(rows)
