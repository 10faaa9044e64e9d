"""Importing what is decided about places: announced levels, and the facilities that stand in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.intake import actions as intake
from giaoban.intake import values
from giaoban.intake.cells import Columns
from giaoban.intake.faults import Fault, no_date
from giaoban.intake.fields import FACILITIES
from giaoban.intake.mapping import Mapping
from giaoban.intake.models import Batch
from giaoban.intake.place_resolver import PlaceResolver
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.taking import taking
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told
from giaoban.places import actions as places
from giaoban.places import announcements, trees

_NEEDED = ("code", "name", "kind")
_LONGEST = {"code": 24, "name": 160, "kind": 24, "phone": 20}  # as the model has them
Progress = Callable[[int], None]


def import_announcements(
    path: Path,
    *,
    by: Any,
    mapping: Any = None,
    at: datetime | None = None,
    progress: Progress = lambda rows: None,
) -> ImportResult:
    """Announced levels: unit, level, number, issuer, effective_at. All or nothing of what can be read."""
    at = at or clock.now()
    with keep(path) as (copy, sha256):
        read = announcements.read(copy)
        with transaction.atomic():
            batch = intake.open_batch(
                by=by, kind="announcements", path=path, sha256=sha256, source="announcements", place_id=None,
                at=at,
            )  # fmt: skip
            written = places.announce_levels(read.rows, by=by, recorded_at=at)
            rows = len(read.rows) + len(read.refused)
            result = ImportResult(path.name, rows, *written, batch=batch.id)
            issues = [Fault(*refused[1:]).issue(refused.row, [refused.value]) for refused in read.refused]
            _keep(batch, issues, result)
            intake.close_batch(by=by, batch=batch, result=result, at=at)
    progress(result.rows)
    return result


def import_facilities(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Progress = lambda rows: None,
) -> ImportResult:
    """Stations, hospitals and sites by code; a row whose place is not sure waits."""
    at = at or clock.now()
    with taking(
        path, by=by, kind="facilities", fields=FACILITIES, usable=_usable, mapping=mapping, at=at,
        outcome=ImportResult,
    ) as file:  # fmt: skip
        columns, lines = Columns(file.mapping), list(file.sheet.rows)
        columns.take(lines)
        rows, issues = _facilities(columns, len(lines), at.date())
        with transaction.atomic():
            written = places.add_facilities(rows, by=by)
            _keep(file.batch, issues, file.result)
        file.result.rows, file.result.accepted = len(lines), written.accepted
        file.result.unchanged = len(rows) - written.accepted
    progress(file.result.rows)
    return file.result


def _usable(mapping: Mapping, path: Path) -> None:
    missing = [name for name in _NEEDED if not mapping.has(name)]
    if missing:
        raise UserError(
            "header_unrecognised",
            told("Tệp “%(file)s” thiếu cột %(columns)s.", file=path.name, columns=", ".join(missing)),
            told("Cần các cột: %(columns)s.", columns=", ".join(FACILITIES)),
        )


def _facilities(
    columns: Columns, n: int, today: date
) -> tuple[list[places.FacilityRow], list[dict[str, Any]]]:
    texts = {name: columns.texts(name) for name in (*_NEEDED, "phone")}
    since, until = (columns.meant(name, values.read_date, no_date) for name in ("valid_from", "valid_to"))
    for i in range(n):
        for name, column in texts.items():
            if (not column[i] and name in _NEEDED) or len(column[i]) > _LONGEST[name]:
                columns.faults.setdefault(i, _no_text(columns.heading(name), column[i], _LONGEST[name]))
    resolver, stated = PlaceResolver(trees.fallback_unit(today)), columns.places()
    rows, held = [], []
    for i in columns.sound():
        found = resolver.resolve(stated[i], today)
        if found.sure and found.unit_id is not None:
            fields = {name: column[i] for name, column in texts.items()}
            rows.append(
                places.FacilityRow(
                    **fields, unit_id=found.unit_id, valid_from=since[i] or today, valid_to=until[i]
                )
            )
        else:
            held.append(found.issue(*columns.row(i)))
    return rows, [*columns.issues(), *held]


def _no_text(column: str, value: str, longest: int) -> Fault:
    if not value:
        return Fault(
            column, "", "value_missing", told("Ô bắt buộc còn trống."), told("Điền mã, tên và loại cơ sở.")
        )
    return Fault(
        column,
        value,
        "too_long",
        told("Ô này dài quá %(longest)s ký tự.", longest=longest),
        told("Rút ngắn rồi gửi lại."),
    )


def _keep(batch: Batch, issues: list[dict[str, Any]], result: ImportResult) -> None:
    intake.keep_issues(batch=batch, issues=issues)
    result.add_issues(issues)
