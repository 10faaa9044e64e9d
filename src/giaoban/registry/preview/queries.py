"""The first rows of a file as an import would take them. Reads only: nothing is written, nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from giaoban.intake import returns
from giaoban.intake.date_orders import refuse_month_first, watched
from giaoban.intake.faults import Fault
from giaoban.intake.fields import LAB, LINELIST, RESIDENTS, RETURNS
from giaoban.intake.mapping import Mapping, bind, encoding_in
from giaoban.intake.models import Batch
from giaoban.intake.place_resolver import PlaceResolver
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import open_sheet
from giaoban.intake.uploads.rules import untold
from giaoban.intake.workbooks import Row
from giaoban.kernel import bulk
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal
from giaoban.places import trees as places
from giaoban.places.models import Unit
from giaoban.registry import residents
from giaoban.registry.lab import run as lab
from giaoban.registry.lab.rows import LabReader
from giaoban.registry.linelist import run
from giaoban.registry.linelist.known import known_cases
from giaoban.registry.linelist.record import Record, RowReader
from giaoban.registry.linelist.shapes import Context, prepare
from giaoban.registry.linelist.write import lacking
from giaoban.registry.resident_rows import ResidentReader

SHOWN = 20  # rows of a preview: a screenful


@dataclass(frozen=True)
class PreviewRow:
    """`said` is what was understood, in the order of importance; `unit_id` where the row would count."""

    row: int
    outcome: str  # accepted, unchanged, corrected, refused, held
    said: tuple[Any, ...] = ()
    unit_id: int | None = None
    column: str = ""
    reason: str = ""
    next_step: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    rows: list[PreviewRow]
    places: dict[int, str] = field(default_factory=dict)  # {unit id: full name}


_Taken = tuple[list[PreviewRow], list[dict[str, Any]]]


@dataclass(frozen=True)
class Kind:
    """What is done with a file of a kind."""

    fields: list[str]
    usable: Callable[[Mapping, Path], None]
    take: Callable[..., ImportResult]
    look: Callable[[list[Row], Mapping, PlaceResolver, datetime], _Taken]


def preview(path: Path, kind: str, mapping: dict[str, Any], at: datetime) -> Preview:
    """What would become of the first rows; a mapping that cannot be used raises UserError.

    The file was looked at when it was received: it need not be read to its end for every page.
    """
    asked = KINDS[kind]
    sheet = open_sheet(path, encoding=encoding_in(mapping), sound=True)
    bound = bind(mapping, sheet.columns, asked.fields)
    asked.usable(bound, path)
    refuse_month_first(watched(bound), sheet.again())
    rows = list(islice(sheet.rows, SHOWN))
    taken, issues = asked.look(rows, bound, PlaceResolver(places.fallback_unit(at.date())), at)
    found = sorted([*taken, *map(_untaken, issues)], key=lambda r: r.row)
    names = Unit.objects.filter(id__in={r.unit_id for r in found if r.unit_id})
    return Preview(found, dict(names.values_list("id", "full_name")))


class Look(NamedTuple):
    headings: list[str]
    explains_itself: bool


def look(path: Path, kind: str, mapping: dict[str, Any]) -> Look:
    """Its headings, and whether they or the mapping tell all that an import needs.

    A mapping was written for the file: what it leaves out it leaves out on purpose.
    """
    asked, sheet = KINDS[kind], open_sheet(path, encoding=encoding_in(mapping))
    if mapping:
        return Look(sheet.columns, True)
    try:
        bound = bind({}, sheet.columns, asked.fields)
        asked.usable(bound, path)
        refuse_month_first(watched(bound), sheet.again())
    except UserError:
        return Look(sheet.columns, False)
    return Look(sheet.columns, not untold(sheet.columns, asked.fields, {}))


def first_cells(path: Path, rows: int, mapping: dict[str, Any]) -> list[list[str]]:
    """For each column the first filled cells, so that a person sees what it holds."""
    sheet = open_sheet(path, encoding=encoding_in(mapping), sound=True)
    lines = [cells for _, cells in islice(sheet.rows, SHOWN)]
    columns = [[str(c) for c in column if c not in ("", None)] for column in zip(*lines, strict=False)]
    return [cells[:rows] for cells in columns] or [[] for _ in sheet.columns]


def _untaken(issue: dict[str, Any]) -> PreviewRow:
    return PreviewRow(
        issue["row"], issue["outcome"], column=issue.get("column", ""), reason=issue["reason"],
        next_step=issue.get("next", ""),
        suggestions=tuple(f"{s['name']} ({s['code']})" for s in issue.get("suggestions", [])),
    )  # fmt: skip


def _cases(rows: list[Row], bound: Mapping, resolver: PlaceResolver, at: datetime) -> _Taken:
    records, issues = RowReader(bound, at.date()).read(rows)
    context = Context(
        batch=Batch(), source=str(bound.constants.get("source", "linelist"))[:80], disease="", at=at,
        stamp=bulk.db_time(at), places=resolver, present=frozenset({*bound.index, *bound.constants}),
    )  # fmt: skip
    prepared = [prepare(record, context) for record in records]
    taken = []
    for row, known in zip(prepared, known_cases(prepared, context), strict=True):
        r = row.record
        fault = lacking(r) if known is None else None
        if isinstance(known, Fault):
            issues.append(known.issue(r.row, r.cells))
        elif fault:
            issues.append(fault.issue(r.row, r.cells))
        elif not row.place.sure:
            issues.append(row.place.issue(r.row, r.cells))
        else:
            outcome = "accepted" if known is None else _again(known[1] == row.fingerprint)
            said = (r.case_id, r.name, _birth(r), r.announced)
            taken.append(PreviewRow(r.row, outcome, said, row.place.unit_id))
    return taken, issues


def _birth(record: Record) -> Any:
    """The day, the year where no day is known, else the age."""
    if record.birth and record.birth_precision != "day":
        return record.birth.year
    return record.birth or record.age


def _again(same: bool) -> str:
    return "unchanged" if same else "corrected"


def _returns(rows: list[Row], bound: Mapping, resolver: PlaceResolver, at: datetime) -> _Taken:
    found, issues = returns.ReturnReader(bound, resolver, "returns", at.date()).read(rows)
    issues += [r.place.issue(r.row, r.cells) for r in found if not r.place.sure]
    return [
        PreviewRow(r.row, "accepted", (r.start, r.end, r.indicator, r.value), r.unit_id)
        for r in found
        if r.place.sure
    ], issues


def _residents(rows: list[Row], bound: Mapping, resolver: PlaceResolver, at: datetime) -> _Taken:
    people, issues = ResidentReader(bound, resolver, at.date()).read(rows)
    untaken = {issue["row"] for issue in issues}
    numbers = [number for number, _ in rows if number not in untaken]
    return [
        PreviewRow(number, "accepted", (unseal(p.sealed)["name"], p.birth, len(p.doses)), p.unit_id)
        for number, p in zip(numbers, people, strict=True)
    ], issues


def _samples(rows: list[Row], bound: Mapping, resolver: PlaceResolver, at: datetime) -> _Taken:
    found, issues = LabReader(bound, at.date()).read(rows)
    taken = []
    for s in found:
        place = resolver.resolve(s.place, s.day)
        if any(s.place) and not place.sure:
            issues.append(place.issue(s.row, s.cells))
        else:
            said = (s.sample_id, s.name, s.day, s.result, s.variant)
            taken.append(PreviewRow(s.row, "accepted", said, place.unit_id))
    return taken, issues


KINDS = {
    "lab": Kind(LAB, lab.usable, lab.import_lab, _samples),
    "linelist": Kind(LINELIST, run.usable, run.import_linelist, _cases),
    "returns": Kind(RETURNS, returns.usable, returns.import_returns, _returns),
    "residents": Kind(RESIDENTS, residents.usable, residents.import_residents, _residents),
}
