"""Frozen windows that can be compared: of one count and one length, the newest snapshot of each."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from giaoban.situation.models import Evaluation

WEEK = timedelta(days=6)  # from the first to the last day of a week


def _light() -> QuerySet[Evaluation]:
    """Without the levels of every unit, which nobody here reads."""
    return Evaluation.objects.defer("levels").select_related("snapshot")


def evaluation(pk: int) -> Evaluation | None:
    return _light().filter(pk=pk).first()


def comparable(like: Evaluation, since: date, until: date | None = None) -> list[Evaluation]:
    """Windows beginning from a day on, oldest first."""
    found = _light().filter(count=like.count, start__gte=since)
    if until is not None:
        found = found.filter(end__lte=until)
    length = like.end - like.start
    best: dict[date, Evaluation] = {}
    for one in found.order_by("end", "snapshot__known_at", "id"):
        if one.end - one.start == length:
            best[one.end] = one
    return list(best.values())


def newest_week(until: date | None = None) -> Evaluation | None:
    """The newest frozen week of the province's own count."""
    found = _light().filter(count="province")
    if until is not None:
        found = found.filter(end__lte=until)
    weeks = (e for e in found.order_by("-end", "-snapshot__known_at", "-id") if e.end - e.start == WEEK)
    return next(weeks, None)


def last_before(day: date) -> Evaluation | None:
    """The newest week that ended before a day."""
    return newest_week(day - timedelta(days=1))
