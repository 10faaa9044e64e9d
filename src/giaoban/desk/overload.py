"""Stations that drown: F0 per staff now and in a week, people nobody called, what runs out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from giaoban.accounts.scope import Scope
from giaoban.care import load as care
from giaoban.places.models import Facility, Unit
from giaoban.policy.decide import decide
from giaoban.registry import queries as registry
from giaoban.resources.queries import beds, load
from giaoban.resources.queries.stock import centre
from giaoban.resources.redistribution import Move, Need, propose
from giaoban.resources.rules import runs_out

_WATCHED = ("pack_a", "pack_b", "molnupiravir", "favipiravir", "test_kit")
_WEEK = 7  # days the projection looks back and ahead


@dataclass(frozen=True)
class Commune:
    """One commune's load. `silent` is None where nobody's home care is followed in the system yet."""

    unit: Unit
    station: Facility | None
    f0: int
    later: int
    staff: float  # its own and what mobile stations lend
    own: int
    doctors: int
    silent: int | None
    needed: int
    overloaded: bool
    soon: bool

    @property
    def per_staff(self) -> float | None:
        return self.f0 / self.staff if self.staff else None


def communes(scope: Scope, now: datetime) -> list[Commune]:
    """Every commune with a station, those with most home F0 unheard of first, then by F0 per staff."""
    on = now.date()
    home, before = registry.home_by_unit(scope, on, on - timedelta(days=_WEEK))
    silent = care.unheard_by_unit(scope, now)
    stations = load.stations(scope, on)
    staff = load.staff_by_station(on)
    helped = _helped(stations, staff, load.areas(on))
    rule = load.norms(on, scope.path)
    rows = []
    for station in (s for s in stations if s.kind == "station"):
        unit, (own, doctors) = station.unit, staff.get(station.pk, (0, 0))
        f0, hands = home.get(unit.pk, 0), own + helped.get(unit.pk, 0.0)
        later = max(0, 2 * f0 - before.get(unit.pk, 0))
        said = _norm(rule, on, max(f0, later), hands, doctors)
        now_said = _norm(rule, on, f0, hands, doctors)
        rows.append(
            Commune(
                unit, station, f0, later, hands, own, doctors,
                silent.get(unit.pk, 0) if silent else None,
                said["staff_needed"], now_said["overloaded"], said["overloaded"],
            )
        )  # fmt: skip
    return sorted(rows, key=lambda c: (-(c.silent or 0), -(c.per_staff or c.f0), c.unit.code))


def _helped(
    stations: list[Facility], staff: dict[int, tuple[int, int]], areas: dict[int, list[int]]
) -> dict[int, float]:
    """{commune: hands lent by mobile stations and teams}, shared evenly over what each was given."""
    found: dict[int, float] = defaultdict(float)
    for station in stations:
        for unit in areas.get(station.pk, []):
            found[unit] += staff.get(station.pk, (0, 0))[0] / len(areas[station.pk])
    return found


def _norm(rule: Any, on: date, f0: int, staff: float, doctors: int) -> dict[str, Any]:
    if rule is None:
        return {"staff_needed": 0, "overloaded": False}
    return dict(decide(rule, on, {"f0": f0, "staff": staff, "doctors": doctors}).result)


def staff_moves(rows: list[Commune]) -> list[Move]:
    """Whole people from stations that stay within the norm to those that do not; mobile help counts too."""
    sites = [
        Need(c.station.pk, c.own, max(0, c.needed - int(c.staff - c.own)), centre(c.unit))
        for c in rows
        if c.station is not None
    ]
    return propose(sites)


def stock_moves(scope: Scope, now: datetime, item: str) -> list[Move]:
    """Between the shelves of stations and stores, up to the least days of cover of the norm."""
    rule = load.norms(now.date(), scope.path)
    if rule is None:
        return []
    sites = [s for s in load.stations(scope, now.date()) if s.kind == "station"]
    cover = float(rule.param("cover_days_least", now.date()).value)
    return propose(
        load.stock_needs(sites, item, now, cover), float(rule.param("tolerance", now.date()).value)
    )


def shelves_short(scope: Scope, now: datetime) -> list[dict[str, Any]]:
    """By item: stations below the least days of cover, and how much all of them lack together."""
    rule = load.norms(now.date(), scope.path)
    if rule is None:
        return []
    sites = [s for s in load.stations(scope, now.date()) if s.kind == "station"]
    cover = float(rule.param("cover_days_least", now.date()).value)
    found = []
    for item, needs in load.needs_by_item(sites, _WATCHED, now, cover).items():
        short = [n for n in needs if n.have < n.keep]
        found.append(
            {"item": item, "short": len(short), "lack": sum(n.keep - n.have for n in short),
             "there": sum(n.have for n in needs)}
        )  # fmt: skip
    return found


def beds_ahead(scope: Scope, now: datetime) -> list[dict[str, Any]]:
    """By tier: lying, free, quota and the doubled reserve, and when they run out at the pace of the week."""
    quotas: dict[str, dict[str, int]] = defaultdict(lambda: {"beds": 0, "reserve": 0})
    for quota in beds.quotas(scope, now.date()):
        quotas[quota["tier"]]["beds"] += quota["beds"]
        quotas[quota["tier"]]["reserve"] += quota["reserve"]
    pace = beds.filled_a_day(scope, now)
    rows = []
    for tier in beds.by_tier(scope, now.date()):
        lying, more = tier["staffed"] - tier["free"], pace.get(tier["tier"], 0.0)
        asked = quotas.get(tier["tier"])  # a place without a document of its own was asked for nothing
        doubled = 2 * asked["reserve"] if asked else None
        rows.append(
            {**tier, "lying": lying, "pace": more, "quota": asked and asked["beds"], "doubled": doubled,
             "reserve_missing": max(0, (doubled or 0) - tier["open"]),
             "out": runs_out(now.date(), tier["open"], more)}
        )  # fmt: skip
    return rows
