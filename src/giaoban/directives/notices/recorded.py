"""What the records say where a text states the same figure: same indicator, place and window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from giaoban.briefing.models import Briefing
from giaoban.briefing.queries import as_of
from giaoban.directives.notices.mentions import Mentions
from giaoban.directives.notices.spoken import Spoken, spoken
from giaoban.places.models import Unit
from giaoban.reading import Figure, Reading
from giaoban.reading.relation import fits
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

CATALOGUE = situation.CATALOGUE
WEEK = 7
# A text speaks of "this week" until the next one is over and told (a guess).
_STILL_THIS = timedelta(days=13)
_ROUNDED = re.compile(r"triệu|nghìn|ngàn|tỷ|vạn", re.I)
Covers = Callable[[str], bool]


@dataclass(frozen=True)
class Recorded:
    """`briefing` None: no briefing of that place, the evaluation itself says it."""

    value: float
    briefing: str | None
    figure: str
    as_of: datetime | date
    place: str
    start: date
    end: date
    verdict: str  # holds fails undecided: the text's figure against this one

    def as_dict(self) -> dict[str, Any]:
        return {
            "value": self.value, "briefing": self.briefing, "figure": self.figure,
            "as_of": self.as_of.isoformat(), "place": self.place, "from": self.start.isoformat(),
            "to": self.end.isoformat(), "verdict": self.verdict,
        }  # fmt: skip


def recorded(
    text: str, reading: Reading, on: date, covers: Covers = lambda path: True
) -> dict[int, Recorded]:
    """{position in `reading.figures`: what the records say}; of places the reader covers."""
    wanted = [(n, f) for n, f in enumerate(reading.figures) if f.indicator in CATALOGUE]
    if not wanted:
        return {}
    mentions = Mentions(text, reading, on)
    found = {}
    for n, figure in wanted:
        unit = mentions.unit_of(figure.start)
        window = spoken(figure.period, figure.indicator or "", on)
        if unit is not None and window is not None and covers(unit.path):
            known = _ask(figure, unit, window, on)
            if known is not None:
                found[n] = known
    return found


def _ask(figure: Figure, unit: Unit, window: Spoken, on: date) -> Recorded | None:
    evaluation = _evaluation(window, on)
    if evaluation is None or not (unit.valid_from <= evaluation.end):
        return None
    name = figure.indicator or ""
    briefing = Briefing.objects.filter(evaluation=evaluation, place=unit).first()
    part, of = ("base", "base") if window.before else ("value", "current")
    stated = next((f for f in briefing.figures if f["id"] == name), None) if briefing else None
    value = stated[part] if stated else _computed(evaluation, unit, name, of)
    if value is None:
        return None
    shift = timedelta(days=(evaluation.end - evaluation.start).days + 1 if window.before else 0)
    told_until: datetime | date = evaluation.end - shift
    if briefing is not None and not window.before:
        told_until = as_of(briefing)
    return Recorded(
        value=value, briefing=briefing.slug if briefing and stated else None, figure=name,
        as_of=told_until, place=unit.code, start=evaluation.start - shift, end=evaluation.end - shift,
        verdict=_verdict(figure, value),
    )  # fmt: skip


def _evaluation(window: Spoken, on: date) -> Evaluation | None:
    found = Evaluation.objects.filter(count="province").defer("levels").select_related("snapshot")
    found = found.order_by("-end", "-snapshot__known_at", "-id")
    if window.start:
        return found.filter(start=window.start, end=window.end).first()
    if window.end:
        found = found.filter(end=window.end)
    else:
        found = found.filter(end__lte=on, end__gte=on - _STILL_THIS)
    return next((e for e in found if (e.end - e.start).days + 1 == WEEK), None)


def _computed(evaluation: Evaluation, unit: Unit, indicator: str, window: str) -> float | None:
    return situation.figures_of(evaluation, [unit.code])[unit.code].value(indicator, window)


def _verdict(figure: Figure, value: float) -> str:
    """A fall is written without its sign; "1,2 triệu" is not meant to the last case."""
    down = (figure.compare or "").lower().startswith("giảm")
    exact = Decimal(str(-value if down else value))
    printed = Decimal(str(figure.value))
    approx = figure.approx or ("~" if _ROUNDED.search(figure.text) else None)
    exponent = printed.normalize().as_tuple().exponent
    return fits(exact, printed, max(0, -int(exponent)), approx)
