"""The level of one place on one day, under the rule in force or under one named for comparison."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings

from giaoban import policy
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.policy.rule import Rule
from giaoban.situation import actions, frozen, levels, queries
from giaoban.situation.models import Evaluation

WEEK = timedelta(days=7)


def level(unit: Unit, on: date, rule_name: str | None = None) -> dict[str, Any]:
    """{place, name, on, level, low, high, outcome, rule, reasons, status, hypothetical, lowered_by, …}."""
    if on > clock.today():
        raise UserError(
            "day_in_future",
            f"Ngày {date_vi(on)} chưa đến.",
            f"Chọn ngày không muộn hơn {date_vi(clock.today())}.",
        )
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    in_force = rules.in_force("epidemic_level", on, unit.path)
    rule = rules.find(rule_name, "epidemic_level") if rule_name else in_force
    held = places.announced_levels(on).get(unit.id)
    answer = {
        "place": unit.code,
        "name": unit.full_name,
        "on": on.isoformat(),
        "window": {"from": (on - WEEK + timedelta(days=1)).isoformat(), "to": on.isoformat()},
        "announced": held.level if held else None,
        "rule": rule.name if rule else None,
        "hypothetical": bool(rule_name) and rule != in_force,
    }
    return answer | (_computed(unit, on, rule) if rule else _no_rule(on))


def _no_rule(on: date) -> dict[str, Any]:
    reason = f"Ngày {date_vi(on)} chưa có quy định về cấp độ dịch."
    return {
        "outcome": "no_rule", "level": None, "low": None, "high": None, "reasons": [reason],
        "status": "no_rule", "lowered_by": [],
    }  # fmt: skip


def _computed(unit: Unit, on: date, rule: Rule) -> dict[str, Any]:
    evaluation = evaluation_ending(on)
    line = _line(evaluation, unit.path)
    windows = frozen.standard(evaluation.start, evaluation.end)
    counts = queries.counts_of(evaluation, [row[0] for row in line])
    found = levels.of_units(counts, line, windows, evaluation.params, on, rule).get(unit.code)
    if found is None:
        reason = "Không có số liệu nào của đơn vị này trong bản chốt."
        return {"outcome": "no_data", "level": None, "low": None, "high": None, "reasons": [reason],
                "status": rule.status, "lowered_by": [], "snapshot": evaluation.snapshot_id}  # fmt: skip
    mine = next(row for row in line if row[0] == unit.code)
    return {
        "outcome": found["outcome"] if found["proposed"] else "undetermined",
        "level": found["proposed"],
        "low": found["low"],
        "high": found["high"],
        "reasons": found["reasons"],
        "status": found["status"],
        "lowered_by": levels.lowering(counts, mine, line, windows, evaluation.params, on, rule),
        "snapshot": evaluation.snapshot_id,
    }


def evaluation_ending(on: date) -> Evaluation:
    """The newest evaluation that ends on a day; where there is none, a week is frozen and evaluated."""
    found = (
        Evaluation.objects.filter(end=on, count="province")
        .select_related("snapshot")
        .order_by("-snapshot__known_at", "-id")
        .first()
    )
    if found:
        return found
    snapshot = actions.freeze(by=None, known_at=clock.now(), on=on)
    return actions.evaluate(
        by=None, snapshot=snapshot, start=on - WEEK + timedelta(days=1), end=on, count="province"
    )


def _line(evaluation: Evaluation, path: str) -> list[levels.UnitRow]:
    """The unit and those above it as they stand in the snapshot."""
    with frozen.opened(evaluation.snapshot) as con:
        rows: list[levels.UnitRow] = con.execute(
            "SELECT code, level, path, population FROM units "
            "WHERE path = $path OR starts_with($path, path || '/') ORDER BY path",
            {"path": path},
        ).fetchall()
    return rows
