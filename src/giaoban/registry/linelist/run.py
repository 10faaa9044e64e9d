"""Importing one line-list file from end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from giaoban.intake import actions as intake
from giaoban.intake.fields import LINELIST
from giaoban.intake.mapping import Mapping, bind, load
from giaoban.intake.place_resolver import PlaceResolver
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import Row, open_sheet, read_through
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import trees as places
from giaoban.registry.linelist.record import Record, Refused, RowReader
from giaoban.registry.linelist.shapes import Context
from giaoban.registry.linelist.write import write

BATCH = 5_000  # rows a transaction: about a third of a second, so no other writer waits over one
SOURCE = "linelist"


def import_linelist(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportResult:
    """Import a case line list. An unreadable file raises UserError before anything is written."""
    at = at or clock.now()
    given = mapping if isinstance(mapping, dict) else load(mapping)
    with keep(path) as (copy, sha256):
        sheet = open_sheet(copy)
        bound = bind(given, sheet.columns, LINELIST)
        _usable(bound, path)
        read_through(copy)
        source = str(bound.constants.get("source", SOURCE))
        fallback = places.fallback_unit(at.date())
        batch = intake.open_batch(
            by=by, kind="linelist", path=path, sha256=sha256, source=source,
            place_id=fallback.id if fallback else None, at=at,
        )  # fmt: skip
        context = Context(
            batch=batch, source=source, disease=str(bound.constants.get("disease", "covid-19")),
            at=at, places=PlaceResolver(fallback),
            present=frozenset({*bound.index, *bound.constants}),
        )  # fmt: skip
        result = ImportResult(path.name, batch=batch.id)
        reader = RowReader(bound, at.date())
        for rows in _batches(sheet.rows):
            _take(rows, reader, context, result)
            progress(result.rows)
    intake.close_batch(by=by, batch=batch, result=result, at=at)
    return result


def _usable(mapping: Mapping, path: Path) -> None:
    if mapping.has("case_id") or mapping.has("name") or mapping.key:
        return
    raise UserError(
        "header_unrecognised",
        f"Tệp “{path.name}” không có cột nào nhận ra là mã ca bệnh hay họ tên.",
        "Đặt tên cột ở dòng đầu, hoặc gửi kèm bảng ánh xạ (--mapping).",
    )


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _take(rows: list[Row], reader: RowReader, context: Context, result: ImportResult) -> None:
    records: list[Record] = []
    refused: list[dict[str, Any]] = []
    for number, cells in rows:
        try:
            records.append(reader.read(number, cells))
        except Refused as reason:
            refused.append(_refusal(number, cells, reason))
    done = write(records, refused, context)
    result.rows += len(rows)
    result.accepted += done.accepted
    result.unchanged += done.unchanged
    result.corrected += done.corrected
    result.refused += [_public(r, ("row", "column", "value", "code", "reason", "next")) for r in refused]
    result.held += [_public(h, ("row", "reason", "suggestions")) for h in done.held]


def _refusal(row: int, cells: list[Any], reason: Refused) -> dict[str, Any]:
    return {
        "row": row, "outcome": "refused", "column": reason.column, "value": str(reason.value),
        "code": reason.code, "reason": reason.reason, "next": reason.next_step, "cells": cells,
    }  # fmt: skip


def _public(issue: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: issue[key] for key in keys}
