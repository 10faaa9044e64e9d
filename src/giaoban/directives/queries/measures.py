"""What the records say of a task's measure, at its start and by the newest figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db.models import QuerySet

from giaoban.directives.models import Task
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

CATALOGUE = situation.CATALOGUE
_KEPT = 64  # measures of evaluations kept in a process; a province's row is a few hundred numbers


def _light() -> QuerySet[Evaluation]:
    """Without the levels of every unit, which nobody here reads."""
    return Evaluation.objects.defer("levels")


def light(pk: int | None) -> Evaluation | None:
    return _light().filter(pk=pk).first() if pk else None


def newest(like: Evaluation | None = None) -> Evaluation | None:
    """The newest evaluation; with `like`, of the same count and length: a day is no measure of a week."""
    found = _light().order_by("-end", "-snapshot__known_at", "-id")
    if like is None:
        return found.filter(count="province").first() or found.first()
    length = like.end - like.start
    same = (e for e in found.filter(count=like.count, end__gte=like.end) if e.end - e.start == length)
    return next(same, like)


def values(evaluation: Evaluation | None, indicator: str, codes: Sequence[str]) -> dict[str, float | None]:
    """{unit code: value}; None where the records say nothing."""
    if evaluation is None or indicator not in CATALOGUE:
        return dict.fromkeys(codes)
    known = _values(evaluation.pk, evaluation.counts, indicator, tuple(sorted(set(codes))))
    return {code: known.get(code) for code in codes}


@lru_cache(maxsize=_KEPT)
def _values(pk: int, counts: str, indicator: str, codes: tuple[str, ...]) -> dict[str, float | None]:
    """An evaluation never changes, so what it says is read once a process. `counts` is its content's hash."""
    evaluation = _light().get(pk=pk)
    found = situation.figures_of(evaluation, codes)
    return {code: found[code].value(indicator) for code in codes}


def newest_of(tasks: Sequence[Task]) -> dict[int, tuple[Evaluation, float | None]]:
    """{task id: the newest evaluation comparable with its start, the value there} of tasks with a measure."""
    measured = [t for t in tasks if t.measure and t.start_evaluation_id]
    starts = _light().in_bulk({t.start_evaluation_id for t in measured})
    latest = {pk: newest(like=start) or start for pk, start in starts.items()}
    groups: dict[tuple[str, int], list[Task]] = {}
    for task in measured:
        groups.setdefault((task.measure, task.start_evaluation_id), []).append(task)
    found: dict[int, tuple[Evaluation, float | None]] = {}
    for (measure, pk), members in groups.items():
        known = values(latest[pk], measure, [t.unit.code for t in members])
        found.update({t.pk: (latest[pk], known[t.unit.code]) for t in members})
    return found
