"""What became of earlier conclusions, as the next briefing tells it: the reports and the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from giaoban.briefing.models import Briefing
from giaoban.directives import rules
from giaoban.directives.models import Conclusion, Task, TaskStatus
from giaoban.directives.queries import measures
from giaoban.situation.models import Evaluation


@dataclass(frozen=True)
class Path:
    """A measure of the briefing's place, when the work was given and now, and how many units reached it."""

    indicator: str
    unit: str
    then: float | None
    now: float | None
    reached: int
    decided: int


@dataclass(frozen=True)
class FollowUp:
    conclusion: Conclusion
    given: int
    received: int
    done: int
    late: int
    stuck: int
    paths: list[Path] = field(default_factory=list)
    obstacles: list[tuple[str, str]] = field(default_factory=list)  # body, what stands in its way


def follow_up(briefing: Briefing, now: datetime) -> list[FollowUp]:
    """Conclusions of meetings before this briefing that still run or moved in its window."""
    found = list(_earlier(briefing).select_related("place").order_by("concluded_on", "id"))
    below = Q(unit=briefing.place_id) | Q(unit__path__startswith=briefing.place.path + "/")
    tasks = (
        Task.objects.filter(below, conclusion__in=[c.pk for c in found])
        .exclude(state="withdrawn")
        .select_related("unit")
        .order_by("unit__path", "id")
    )
    mine: dict[int, list[Task]] = {}
    for task in tasks:
        mine.setdefault(task.conclusion_id, []).append(task)
    words = _obstacles(tasks)
    return [_told(c, mine[c.pk], briefing, now, words) for c in found if c.pk in mine]


def _earlier(briefing: Briefing) -> QuerySet[Conclusion]:
    end = briefing.evaluation.end
    codes = briefing.place.path.split("/")
    above = ["/".join(codes[: n + 1]) for n in range(len(codes))]
    before = Q(briefing__evaluation__end__lt=end) | Q(briefing=None, concluded_on__lte=end)
    runs = Task.objects.filter(conclusion=OuterRef("pk")).exclude(state__in=("accepted", "withdrawn"))
    moved = TaskStatus.objects.filter(
        task__conclusion=OuterRef("pk"), at__date__gte=briefing.evaluation.start
    )
    return Conclusion.objects.filter(before, Exists(runs) | Exists(moved), place__path__in=above)


def _told(
    conclusion: Conclusion, tasks: Sequence[Task], briefing: Briefing, now: datetime, words: dict[int, str]
) -> FollowUp:
    return FollowUp(
        conclusion=conclusion,
        given=len(tasks),
        received=sum(t.state != "given" for t in tasks),
        done=sum(t.state in ("done", "accepted") for t in tasks),
        late=sum(rules.is_overdue(t.state, t.due_at, now) for t in tasks),
        stuck=sum(t.state == "stuck" for t in tasks),
        paths=_paths(tasks, briefing),
        obstacles=[(t.body, words[t.pk]) for t in tasks if t.state == "stuck" and t.pk in words],
    )


def _paths(tasks: Sequence[Task], briefing: Briefing) -> list[Path]:
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        if task.measure in measures.CATALOGUE:
            groups.setdefault(task.measure, []).append(task)
    return [_path(name, members, briefing) for name, members in groups.items()]


def _path(name: str, tasks: Sequence[Task], briefing: Briefing) -> Path:
    here = briefing.place.code
    start = measures.light(next((t.start_evaluation_id for t in tasks if t.start_evaluation_id), None))
    then = measures.values(start, name, [here])[here]
    now = measures.values(briefing.evaluation, name, [here])[here]
    known = measures.values(briefing.evaluation, name, [t.unit.code for t in tasks])
    verdicts = [_verdict(t, known[t.unit.code], briefing.evaluation) for t in tasks]
    decided = [v for v in verdicts if v is not None]
    return Path(name, measures.CATALOGUE[name].unit, then, now, sum(decided), len(decided))


def _verdict(task: Task, value: float | None, evaluation: Evaluation) -> bool | None:
    goal = rules.target_of(task.start_value, task.target, task.target_change)
    return rules.has_reached(value, goal, task.direction)


def _obstacles(tasks: QuerySet[Task]) -> dict[int, str]:
    """{task: the last obstacle it reported}."""
    stuck = tasks.filter(state="stuck").order_by().values("pk")
    rows = TaskStatus.objects.filter(task__in=stuck, move="stuck").order_by("seq")
    return dict(rows.values_list("task_id", "note"))
