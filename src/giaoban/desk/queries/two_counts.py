"""The province's count and the ministry's of one window side by side, with the hour each is cut off at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from giaoban import policy
from giaoban.briefing.models import Briefing
from giaoban.desk.queries.cuts import Cut
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.policy import cut_off
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

COMPARED = ("new", "cumulative", "active", "recovered", "deaths")


@dataclass(frozen=True)
class Compared:
    id: str
    province: float | None
    ministry: float | None


@dataclass(frozen=True)
class TwoCounts:
    """`slug` is the briefing by the ministry's count, where there is one.

    `frozen_apart`: when the ministry's count was frozen, where that is another snapshot.
    """

    rows: list[Compared]
    province_until: datetime | None
    ministry_until: datetime | None
    back_fill: float | None
    new_ministry: float | None
    slug: str
    frozen_apart: datetime | None


def two_counts(unit: Unit, cut: Cut) -> TwoCounts | None:
    """Of the same snapshot where it was evaluated so, else of the newest one that was; else nothing."""
    theirs = Evaluation.objects.filter(start=cut.start, end=cut.end, count="ministry")
    newest = theirs.select_related("snapshot").order_by("-snapshot__known_at", "-id")
    theirs_at = newest.filter(snapshot=cut.snapshot_id).first() or newest.first()
    if theirs_at is None:
        return None
    mine_at = Evaluation.objects.select_related("snapshot").get(id=cut.evaluation_id)
    mine, said = (situation.figures_of(e, [unit.code])[unit.code] for e in (mine_at, theirs_at))
    return TwoCounts(
        rows=[Compared(name, mine.value(name), said.value(name)) for name in COMPARED],
        province_until=_until(cut, unit.path),
        ministry_until=_until(cut, places.root(cut.end).path.split("/")[0]),
        back_fill=mine.value("back_fill"),
        new_ministry=mine.value("new_ministry"),
        slug=_slug(unit, theirs_at),
        frozen_apart=theirs_at.snapshot.known_at if theirs_at.snapshot_id != cut.snapshot_id else None,
    )


def _until(cut: Cut, path: str) -> datetime | None:
    """The window's last day at the cut-off hour in force there."""
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("cut_off", cut.end, path)
    return datetime.combine(cut.end, cut_off.hour(rule, cut.end)) if rule else None


def _slug(unit: Unit, evaluation: Evaluation) -> str:
    found = Briefing.objects.filter(evaluation=evaluation, place=unit).values_list("slug", flat=True)
    return found.first() or ""
