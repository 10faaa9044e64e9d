"""The level of one unit: announced by whom, proposed with its reasons, and what would bring it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from django.conf import settings

from giaoban import policy
from giaoban.desk.queries.cuts import Cut
from giaoban.places import queries as places
from giaoban.places.models import AnnouncedLevel, Unit
from giaoban.situation import frozen, levels
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

_EVALUATIONS = 4  # levels of a whole province's evaluation are about 1 MB in a process


@dataclass(frozen=True)
class LevelOf:
    announced: int | None
    previous: int | None
    proposed: int | None
    low: int | None
    high: int | None
    outcome: str  # "level", "no_rule", or "" where the evaluation says nothing of the unit
    reasons: tuple[str, ...]
    status: str
    rule: str | None
    order: AnnouncedLevel | None
    lowers: tuple[str, ...]


def level_of(cut: Cut, unit: Unit) -> LevelOf:
    told = levels_of(cut).get(unit.code) or {}
    return LevelOf(
        announced=told.get("announced"),
        previous=told.get("previous"),
        proposed=told.get("proposed"),
        low=told.get("low"),
        high=told.get("high"),
        outcome=told.get("outcome", ""),
        reasons=tuple(told.get("reasons", ())),
        status=told.get("status", ""),
        rule=told.get("rule"),
        order=_order(cut, unit),
        lowers=_lowers(cut.evaluation_id, cut.counts, unit.id) if told else (),
    )


def levels_of(cut: Cut) -> Mapping[str, dict[str, Any]]:
    """{unit code: announced, previous, proposed, reasons …} of every unit of the evaluation."""
    return _levels(cut.evaluation_id, cut.counts)


@lru_cache(maxsize=_EVALUATIONS)
def _levels(evaluation_id: int, counts: str) -> Mapping[str, dict[str, Any]]:
    found: Mapping[str, dict[str, Any]] = Evaluation.objects.values_list("levels", flat=True).get(
        id=evaluation_id
    )
    return found


def _order(cut: Cut, unit: Unit) -> AnnouncedLevel | None:
    """The announcement in force at the window's end, as known at the cut-off."""
    return (
        AnnouncedLevel.objects.filter(
            unit=unit, effective_at__lte=datetime.combine(cut.end, time.max), recorded_at__lte=cut.known_at
        )
        .order_by("-effective_at")
        .first()
    )


@lru_cache(maxsize=256)
def _lowers(evaluation_id: int, counts: str, unit_id: int) -> tuple[str, ...]:
    evaluation = Evaluation.objects.defer("levels").get(id=evaluation_id)
    unit = Unit.objects.get(id=unit_id)
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    rule = rules.in_force("epidemic_level", evaluation.end, unit.path)
    above = places.ancestors(unit)
    figures = situation.figures_of(evaluation, [u.code for u in (*above, unit)])
    rows = [(u.code, u.level, u.path, int(figures[u.code].value("population") or 0)) for u in (*above, unit)]
    rolled = situation.counts_of(evaluation, [row[0] for row in rows])
    windows = frozen.standard(evaluation.start, evaluation.end)
    return tuple(levels.lowering(rolled, rows[-1], rows, windows, evaluation.params, evaluation.end, rule))
