"""The proposed level of every unit from the evaluated figures, beside the announced one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

from giaoban import policy
from giaoban.analytics import figures
from giaoban.analytics.catalogue import CATALOGUE, needed
from giaoban.analytics.windows import Window
from giaoban.policy.levels import LevelInputs, elderly_age, propose, what_lowers
from giaoban.policy.rule import Rule

NAN = float("nan")
UnitRow = tuple[str, str, str, int | None]  # code, level, path, population


def of_units(
    rolled: pa.Table,
    units: Sequence[UnitRow],
    windows: tuple[Window, ...],
    params: Mapping[str, float],
    on: date,
    rule: Rule | None = None,
    disease: str = "",
) -> dict[str, dict[str, Any]]:
    """{code: announced, previous, proposed, low, high, reasons, status, rule} of the units with people.

    Without `rule` the one in force at each unit is used; provinces may override it.
    """
    places = _places(rolled, windows, params)
    counted = [u for u in units if u[0] in places and u[1] != "country"]
    groups: dict[str | None, tuple[Rule | None, list[UnitRow]]] = {}
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    for unit in counted:
        chosen = rule or rules.in_force("epidemic_level", on, unit[2], disease=disease or None)
        groups.setdefault(chosen.id if chosen else None, (chosen, []))[1].append(unit)
    found: dict[str, dict[str, Any]] = {}
    for chosen, members in groups.values():
        found |= _proposed(chosen, members, places, {u[2]: u for u in units}, on)
    return found


def _places(
    rolled: pa.Table, windows: tuple[Window, ...], params: Mapping[str, float]
) -> Mapping[str, figures.Place]:
    """Every unit with a count, told only what a level is judged by: a tenth of the rows."""
    read = pc.is_in(rolled["indicator"], value_set=pa.array(sorted(needed(_judged_by()))))
    found = figures.places(rolled.filter(read), windows, params)
    without = figures.Place({}, {}, windows, params)
    return {unit: found.get(unit, without) for unit in rolled["unit"].unique().to_pylist()}


def _judged_by() -> set[str]:
    """What `_inputs` and `announced` ask for, and what says whether a line list was kept."""
    elderly = {name for name in CATALOGUE if name.startswith("coverage_elderly")}
    return elderly | {
        "new", "new_community", "deaths", "coverage_adults_dose1", "coverage_high_risk_dose2", "aged12_dose2",
        "beds_free", "levels_announced", "level1", "level2", "level3", "level4",
        "cumulative_linelist", "cumulative_returns",
    }  # fmt: skip


def _proposed(
    rule: Rule | None,
    units: list[UnitRow],
    places: Mapping[str, figures.Place],
    by_path: Mapping[str, UnitRow],
    on: date,
) -> dict[str, dict[str, Any]]:
    inputs = _inputs(rule, units, places, by_path, on)
    proposal = propose(rule, on, inputs)
    found = {}
    for i, (code, scale, *_) in enumerate(units):
        own = scale == "commune"  # above communes the counts are of the communes below, not of the unit
        found[code] = {
            "announced": announced(places[code], "current") if own else None,
            "previous": announced(places[code], "base") if own else None,
            "proposed": int(proposal.level[i]) or None,
            "low": int(proposal.low[i]) or None,
            "high": int(proposal.high[i]) or None,
            "outcome": proposal.outcome,
            "reasons": [r.text_vi for r in proposal.reasons[i]],
            "status": proposal.status[i],
            "rule": rule.name if rule else None,
        }
    return found


def lowering(
    rolled: pa.Table,
    unit: UnitRow,
    units: Sequence[UnitRow],
    windows: tuple[Window, ...],
    params: Mapping[str, float],
    on: date,
    rule: Rule | None,
) -> list[str]:
    """What would bring the proposed level of one unit down; `units` are it and those above it."""
    places = _places(rolled, windows, params)
    if rule is None or unit[0] not in places:
        return []
    return what_lowers(rule, on, _inputs(rule, [unit], places, {u[2]: u for u in units}, on))


def announced(place: figures.Place, window: str) -> int | None:
    """The announced level of one unit: the level count that is one. None above communes."""
    held = [level for level in (1, 2, 3, 4) if place.value(f"level{level}", window) == 1]
    total = place.value("levels_announced", window)
    return held[0] if len(held) == 1 and total == 1 else None


def _inputs(
    rule: Rule | None,
    units: list[UnitRow],
    places: Mapping[str, figures.Place],
    by_path: Mapping[str, UnitRow],
    on: date,
) -> LevelInputs:
    def column(indicator: str, window: str = "current") -> np.ndarray[Any, Any]:
        values = [places[u[0]].value(indicator, window) for u in units]
        return np.array([NAN if v is None else v for v in values])

    age = elderly_age(rule, on) if rule else None
    population = np.array([float(u[3]) if u[3] else NAN for u in units])
    full = column("aged12_dose2") / population * 100
    return LevelInputs.of(
        len(units),
        population=population,
        community_cases_14d=column("new_community", "d14"),
        cases_7d=column("new", "d7"),
        deaths_7d=column("deaths", "d7"),
        adult_dose1_pct=column("coverage_adults_dose1"),
        elderly_full_pct=column(f"coverage_elderly{age or 65}_dose2"),
        full_pct=full,
        high_risk_full_pct=column("coverage_high_risk_dose2"),
        free_beds_per_100k=_free_beds(units, places, by_path),
        previous_level=[(u[1] == "commune" and announced(places[u[0]], "base")) or 0 for u in units],
    )


def _free_beds(
    units: list[UnitRow], places: Mapping[str, figures.Place], by_path: Mapping[str, UnitRow]
) -> np.ndarray[Any, Any]:
    """Free beds per 100,000 of the nearest unit above a commune that reports beds: its communes share it."""
    rates = []
    for unit in units:
        rates.append(NAN)
        path = unit[2]
        while path in by_path:
            code, _, _, people = by_path[path]
            beds = places[code].value("beds_free") if code in places else None
            if beds is not None and people and (beds or unit[1] != "commune"):
                rates[-1] = beds / people * 100_000
                break
            path = path.rpartition("/")[0]
    return np.array(rates)
