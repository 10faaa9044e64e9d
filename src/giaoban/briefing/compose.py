"""From an evaluated snapshot to the figures, levels, tables and checks of one place's briefing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from giaoban.briefing import arithmetic as sums
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

CHILD_COLUMNS = (
    "new", "new_change", "active", "home_share", "hospital", "deaths", "recovered", "incidence_7d",
    "level3", "level4", "beds_free", "population",
)  # fmt: skip
DAYS_OF_WEEK = 7


def figures(evaluation: Evaluation, unit: Unit, stated: Mapping[str, float | None]) -> list[dict[str, Any]]:
    """Every indicator of the catalogue for one place, in the catalogue's order."""
    place = situation.figures_of(evaluation, [unit.code])[unit.code]
    records = situation.record_count(evaluation, unit.path, list(situation.CATALOGUE))
    found = []
    for indicator in situation.CATALOGUE.values():
        figure = place.figure(indicator.id)
        found.append(
            {
                "id": indicator.id,
                "label": indicator.label_vi,
                "label_en": indicator.label_en,
                "chapter": indicator.chapter,
                "value": figure.value,
                "unit": indicator.unit,
                "base": figure.base,
                "change": figure.change,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "window": _window(evaluation, figure.window),
                "stated_before": stated.get(indicator.id),
                "status": _status(figure.value, indicator),
                "records": records[indicator.id],
            }
        )
    return found


def _window(evaluation: Evaluation, name: str) -> dict[str, str]:
    from giaoban.situation.frozen import standard

    window = next(w for w in standard(evaluation.start, evaluation.end) if w.name == name)
    return {"name": name, "from": window.start.isoformat(), "to": window.end.isoformat()}


def _status(value: float | None, indicator: situation.Indicator) -> str:
    if value is None:
        return "no_data"
    if indicator.unit == "percent" and value > 100:
        return "denominator_fault"
    return "computed"


def levels(evaluation: Evaluation, unit: Unit) -> list[dict[str, Any]]:
    """Announced beside proposed, for the unit itself and every unit below."""
    below = places.subtree(unit, on=evaluation.end).order_by("path")
    return [
        {"place": u.code, "name": u.full_name, "scale": u.level, **evaluation.levels[u.code]}
        for u in below
        if u.code in evaluation.levels
    ]


def tables(evaluation: Evaluation, unit: Unit) -> dict[str, Any]:
    """The rows of the units directly below, the 4 × 4 of level changes, who has not reported, the curve."""
    children = list(places.children(unit, on=evaluation.end))
    communes = list(places.communes_of(unit, on=evaluation.end))
    rows = situation.figures_of(evaluation, [c.code for c in children])
    silent = situation.not_reporting(evaluation, communes) if evaluation.count == "province" else []
    return {
        "children": [
            {
                "code": child.code,
                "name": child.full_name,
                **{c: rows[child.code].value(c) for c in CHILD_COLUMNS},
                "announced": evaluation.levels.get(child.code, {}).get("announced"),
                "proposed": evaluation.levels.get(child.code, {}).get("proposed"),
            }
            for child in children
        ],
        "transitions": situation.transitions(evaluation.levels, [c.code for c in communes]),
        "not_reporting": [{"code": c.code, "name": c.full_name} for c in silent],
        "communes": len(communes),
        "reconciliation": situation.reconciliation(evaluation, unit),
        "curve": [[day.isoformat(), n] for day, n in situation.curve(evaluation, unit.path)],
    }


def checks(
    evaluation: Evaluation, shown: list[dict[str, Any]], made: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Every relation between the figures, decided."""
    values = {f["id"]: f["value"] for f in shown}
    by_id = {f["id"]: f for f in shown}
    found: list[sums.Check] = []
    for indicator in situation.CATALOGUE.values():
        figure = by_id[indicator.id]
        if figure["value"] is None:
            continue
        found += [_parts_of(indicator.id, parts, values) for parts in indicator.breakdowns]
        if isinstance(indicator, situation.Share):
            found.append(
                sums.check_share(indicator.id, figure["numerator"], figure["denominator"], figure["value"])
            )
        elif figure["change"] is not None and isinstance(indicator, situation.Sum):
            found.append(sums.check_change(indicator.id, figure["value"], figure["base"], figure["change"]))
    if evaluation.count == "province":  # the ministry may announce a case after it was closed
        found += _stocks_and_flows(by_id)
    found += _of_units_below(values, made)
    days = DAYS_OF_WEEK if (evaluation.end - evaluation.start).days + 1 == DAYS_OF_WEEK else (
        (evaluation.end - evaluation.start).days + 1)  # fmt: skip
    found.append(sums.check_window("current", evaluation.start, evaluation.end, days))
    return [check.as_dict() for check in found]


def _parts_of(total: str, parts: tuple[str, ...], values: Mapping[str, float | None]) -> sums.Check:
    """A source that says nothing here (no register, no returns) is no part of the sum."""
    known = tuple(p for p in parts if values.get(p) is not None)
    return sums.check_sum(total, known or parts, values)


def _stocks_and_flows(by_id: Mapping[str, dict[str, Any]]) -> list[sums.Check]:
    """Active now = active then + new − recovered − dead; cumulative now = cumulative then + new."""
    ledger = {
        "active_then": by_id["active"]["base"],
        "new": by_id["new_linelist"]["value"],
        "recovered": _negative(by_id["recovered_linelist"]["value"]),
        "deaths": _negative(by_id["deaths_linelist"]["value"]),
        "active": by_id["active"]["value"],
        "cumulative": by_id["cumulative"]["value"],
        "cumulative_then": by_id["cumulative"]["base"],
        "new_all": by_id["new"]["value"],
    }
    checks = [_renamed(sums.check_sum("cumulative", ("cumulative_then", "new_all"), ledger))]
    if ledger["active"] is None:
        return checks
    return [
        *checks,
        _renamed(sums.check_sum("active", ("active_then", "new", "recovered", "deaths"), ledger)),
    ]


def _renamed(check: sums.Check) -> sums.Check:
    return sums.Check(
        "cumulative",
        check.figures,
        check.verdict,
        check.stated,
        check.computed,
        check.explanation,
        check.repairs,
    )


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


def _of_units_below(values: Mapping[str, float | None], made: Mapping[str, Any]) -> list[sums.Check]:
    """The sum over the units below, and what stands in no unit below: place not established."""
    children = made["children"]
    if not children:
        return []
    found = []
    for name in ("new", "active", "deaths", "population"):
        if values.get(name) is None:
            continue
        parts = {c["code"]: c[name] or 0.0 for c in children}
        rest = (values.get(name) or 0.0) - sum(parts.values())
        if name != "population":
            parts["not_established"] = max(0.0, rest)
        found.append(sums.check_sum(name, tuple(parts), {**parts, name: values.get(name)}))
    matrix = made["transitions"]
    moved = {f"from_{i + 1}": float(sum(row)) for i, row in enumerate(matrix)}
    if sum(moved.values()):
        total = {"levels_announced": values.get("levels_announced")}
        found.append(sums.check_sum("levels_announced", tuple(moved), {**moved, **total}))
    return found
