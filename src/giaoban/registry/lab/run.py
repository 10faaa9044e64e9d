"""Importing one laboratory's list from end to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from giaoban.intake.fields import LAB
from giaoban.intake.mapping import Mapping
from giaoban.intake.place_resolver import PlaceResolver
from giaoban.intake.result import ImportResult
from giaoban.intake.taking import taking
from giaoban.kernel import bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told
from giaoban.registry.lab.link import prepare
from giaoban.registry.lab.rows import LabReader
from giaoban.registry.lab.write import write

_BATCH = 5_000


@dataclass
class LabResult(ImportResult):
    """Of the rows written: those of a known person, and the positive ones that wait to be confirmed."""

    linked: int = 0
    waiting: int = 0

    def as_dict(self) -> dict[str, Any]:
        return super().as_dict() | {"linked": self.linked, "waiting": self.waiting}


def import_lab(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> LabResult:
    """Import a list of results. An unreadable file raises UserError before anything is written."""
    at = at or clock.now()
    with taking(
        path, by=by, kind="lab", fields=LAB, usable=usable, mapping=mapping, at=at, outcome=LabResult
    ) as file:
        batch, result = file.batch, file.result
        reader, resolver = LabReader(file.mapping, at.date()), PlaceResolver(file.fallback)
        said: set[int] = set()
        for rows in file.parts(_BATCH):
            samples, issues = reader.read(rows)
            prepared = [prepare(s, resolver.resolve(s.place, s.day)) for s in samples]
            done = write(prepared, issues, batch, bulk.db_time(at), at.date(), said)
            result.rows += len(rows)
            for name in ("accepted", "unchanged", "corrected", "linked", "waiting"):
                setattr(result, name, getattr(result, name) + getattr(done, name))
            result.add_issues(done.issues)
            progress(result.rows)
    return result


def usable(mapping: Mapping, path: Path) -> None:
    if mapping.has("sample_id") or mapping.has("name"):
        return
    raise UserError(
        "header_unrecognised",
        told("Tệp “%(file)s” không có cột nào nhận ra là mã mẫu hay họ tên.", file=path.name),
        told("Đặt tên cột ở dòng đầu, hoặc gửi kèm bảng ánh xạ."),
    )
