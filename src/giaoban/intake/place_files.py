"""Importing what is decided about places: announced levels, and the facilities that stand in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from giaoban.intake import actions as intake
from giaoban.intake.mapping import bind
from giaoban.intake.models import Batch
from giaoban.intake.place_resolver import PlaceResolver
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import open_sheet
from giaoban.kernel import clock
from giaoban.places import actions as places
from giaoban.places import announcements

_FACILITY = ("code", "name", "kind", "province", "district", "commune", "valid_from", "phone")
Progress = Callable[[int], None]


def import_announcements(
    path: Path, *, by: Any, mapping: Any = None, at: datetime | None = None, progress: Progress | None = None
) -> ImportResult:
    """Announced levels: unit, level, number, issuer, effective_at."""
    at = at or clock.now()
    with keep(path) as (copy, sha256):
        read = announcements.read(copy)
    batch = _open(by, "announcements", path, sha256, at)
    written = places.announce_levels(read.rows, by=by, recorded_at=at)
    result = ImportResult(
        path.name, len(read.rows) + len(read.refused), written.accepted, written.unchanged, batch=batch.id
    )
    result.refused = [r._asdict() for r in read.refused]
    intake.close_batch(by=by, batch=batch, result=result, at=at)
    return result


def import_facilities(
    path: Path, *, by: Any, mapping: Any = None, at: datetime | None = None, progress: Progress | None = None
) -> ImportResult:
    """Stations, hospitals and sites by code; a row whose place is not sure waits."""
    at = at or clock.now()
    with keep(path) as (copy, sha256):
        sheet = open_sheet(copy)
        index = bind({}, sheet.columns, _FACILITY).index
        lines = list(sheet.rows)
    batch = _open(by, "facilities", path, sha256, at)
    resolver = PlaceResolver(None)
    result = ImportResult(path.name, len(lines), batch=batch.id)
    rows = []
    for number, cells in lines:
        line = {name: str(cells[i]).strip() for name, i in index.items()}
        found = resolver.resolve(
            (line.get("province", ""), line.get("district", ""), line.get("commune", "")), at.date()
        )
        if not found.sure or found.unit_id is None:
            result.held.append({"row": number, "reason": found.reason, "suggestions": found.suggestions})
            continue
        since = date.fromisoformat(line["valid_from"])
        rows.append(
            places.FacilityRow(
                code=line["code"], name=line["name"], kind=line["kind"], unit_id=found.unit_id,
                valid_from=since, valid_to=None, phone=line.get("phone", ""),
            )
        )  # fmt: skip
    written = places.add_facilities(rows, by=by)
    result.accepted, result.unchanged = written.accepted, written.unchanged
    intake.close_batch(by=by, batch=batch, result=result, at=at)
    return result


def _open(by: Any, kind: str, path: Path, sha256: str, at: datetime) -> Batch:
    return intake.open_batch(by=by, kind=kind, path=path, sha256=sha256, source=kind, place_id=None, at=at)
