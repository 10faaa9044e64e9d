"""`read`: a text becomes structured data."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from giaoban.reading import figures
from giaoban.reading.citations import legal_bases
from giaoban.reading.closing import closing_of
from giaoban.reading.gazetteer import Gazetteer
from giaoban.reading.heading import Heading, heading_of
from giaoban.reading.model import Reading
from giaoban.reading.names import chair_of
from giaoban.reading.outline import bounds
from giaoban.reading.source import Source, lay_out
from giaoban.reading.task_table import table_tasks
from giaoban.reading.tasks import TaskReader
from giaoban.reading.text import canonical


@dataclass
class Parsed:
    """What reading and checking share."""

    source: Source
    heading: Heading
    figures: list[figures.Found]
    stop: int


def parse(text: str, today: date | None = None) -> Parsed:
    """Lay out a canonical text and find its figures."""
    source = lay_out(text)
    heading = heading_of(source, today)
    _, last = bounds(source, heading)
    stop = source.paragraphs[last].start if last < len(source.paragraphs) else len(source.flat)
    return Parsed(source, heading, figures.find(source, stop), stop)


def read(
    text: str,
    gazetteer: Gazetteer | None = None,
    indicators: Collection[str] | None = None,
    today: date | None = None,
) -> Reading:
    """Structure of a text; what it lacks stays empty.

    `indicators` limits the ids given to figures to those of the catalogue in force; `today`
    resolves a date without a year only when the text itself gives no year.
    """
    parsed = parse(canonical(text), today)
    source, heading = parsed.source, parsed.heading
    chair = chair_of(source.flat[: parsed.stop])
    result = Reading(
        kind=heading.kind,
        number=heading.number,
        date=heading.date,
        place=heading.place,
        body=heading.body,
        chair=chair,
        date_rule=heading.rule,
        symbol=heading.symbol,
        date_resolved=heading.resolved if heading.date else None,
        legal_bases=legal_bases(source, heading.number, parsed.stop),
        figures=figures.published(source, parsed.figures, indicators),
    )
    if heading.formal:
        closing = closing_of(source.text)
        result.signer, result.signer_title = closing.signer, closing.title
        result.recipients = closing.recipients or list(heading.addressees)
    result.addressees = list(heading.addressees)
    told = TaskReader(source, heading, chair).read()
    rows = table_tasks(source, heading.resolved)
    spoken = [t for t in told if not any(t.start < r.end and r.start < t.end for r in rows)]
    result.tasks = sorted([*spoken, *rows], key=lambda t: t.start)
    return result
