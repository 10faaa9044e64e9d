"""A text read and checked with what the installation knows: its places, its indicators, its records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban import reading as grammar
from giaoban.directives.notices.gazetteer import gazetteer_on
from giaoban.directives.notices.recorded import CATALOGUE, Covers, Recorded, recorded


@dataclass(frozen=True)
class Read:
    """`records` by the position of the figure in `reading.figures`."""

    text: str
    reading: grammar.Reading
    check: dict[str, Any]
    records: dict[int, Recorded]


def read_text(text: str, today: date, covers: Covers = lambda path: True) -> Read:
    """Everything that can be said of a canonical text; a date it lacks is taken as today."""
    found = grammar.read(text, indicators=CATALOGUE.keys(), today=today)
    on = found.date_resolved or today
    checked = grammar.check(text, gazetteer_on(on))
    return Read(text, found, checked, recorded(text, found, on, covers))


def reading_dict(read: Read) -> dict[str, Any]:
    """The published JSON of `giaoban read`, with `records` beside the figures the registry knows."""
    told = read.reading.as_dict()
    for n, figure in enumerate(told["figures"]):
        known = read.records.get(n)
        figure["records"] = known.as_dict() if known else None
    return told


def check_dict(read: Read) -> dict[str, Any]:
    """The published JSON of `giaoban check`; a relation names the records of each figure it relates."""
    told = dict(read.check)
    told["relations"] = [{**r, "records": _within(read, r["spans"])} for r in read.check["relations"]]
    told["figures"] = [_beside(read, n) for n in sorted(read.records)]
    return told


def _within(read: Read, spans: list[dict[str, int]]) -> list[dict[str, Any]]:
    figures = read.reading.figures
    return [
        {"start": figures[n].start, "end": figures[n].end, **known.as_dict()}
        for n, known in sorted(read.records.items())
        if any(s["start"] < figures[n].end and figures[n].start < s["end"] for s in spans)
    ]


def _beside(read: Read, n: int) -> dict[str, Any]:
    f = read.reading.figures[n]
    return {
        "text": f.text, "indicator": f.indicator, "value": f.value, "unit": f.unit, "period": f.period,
        "approx": f.approx, "start": f.start, "end": f.end, "records": read.records[n].as_dict(),
    }  # fmt: skip
