"""Writing checked returns: one transaction for at most 5,000 of them, all or nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from giaoban.intake.actions import keep_issues
from giaoban.intake.faults import Fault
from giaoban.intake.models import Batch, Return
from giaoban.intake.place_resolver import Resolution
from giaoban.intake.result import ImportResult
from giaoban.kernel import bulk
from giaoban.kernel.told import told

BATCH = 5_000  # rows a transaction: so few that no other writer waits over a second
_COLUMNS = [
    "unit_id", "publisher_id", "established", "place_text", "from_date", "to_date", "indicator",
    "value", "source", "key", "batch_id", "recorded_at",
]  # fmt: skip


class ReturnRow(NamedTuple):
    row: int
    cells: list[Any]
    key: bytes
    place: Resolution
    unit_id: int
    publisher_id: int | None
    written: str  # the place as written
    start: date
    end: date
    indicator: str
    value: float
    source: str


class ReturnWriter:
    """Writes the batches of one file and accounts for their rows."""

    def __init__(self, batch: Batch, at: datetime, result: ImportResult) -> None:
        self.batch, self.at, self.result = batch, bulk.db_time(at), result
        # what the file has said so far: 100 bytes a row, and returns come by the thousand
        self.stated: dict[bytes, float] = {}

    def write(self, rows: list[ReturnRow], issues: list[dict[str, Any]]) -> None:
        """Write one batch, all or nothing."""
        first, unchanged, issues = [], 0, list(issues)
        for row in rows:
            if row.key not in self.stated:
                self.stated[row.key] = row.value
                first.append(row)
            elif self.stated[row.key] != row.value:
                issues.append(_twice(row))
            elif row.place.sure:
                unchanged += 1
            else:
                issues.append(row.place.issue(row.row, row.cells))
        issues += [row.place.issue(row.row, row.cells) for row in first if not row.place.sure]
        with transaction.atomic():
            bulk.one_writer()
            counts = self._store(first)
            keep_issues(batch=self.batch, issues=issues)
        self.result.rows += sum(counts.values()) + unchanged + len(issues)
        self.result.accepted += counts["accepted"]
        self.result.unchanged += counts["unchanged"] + unchanged
        self.result.corrected += counts["corrected"]
        self.result.add_issues(issues)

    def _store(self, rows: list[ReturnRow]) -> Counter[str]:
        """Insert what is new or different; the counts are of the rows whose place is sure."""
        known = {
            key: (id_, value, unit, publisher)
            for id_, key, value, unit, publisher in bulk.fetch(
                Return, ["id", "key", "value", "unit_id", "publisher_id"], "key", [row.key for row in rows],
                where="superseded_at IS NULL",
            )
        }  # fmt: skip
        counts: Counter[str] = Counter()
        new, old = [], []
        for row in rows:
            before = known.get(row.key)
            if before and before[1:] == (row.value, row.unit_id, row.publisher_id):
                counts["unchanged"] += row.place.sure
                continue
            if before:
                old.append((self.at, before[0]))
            counts["corrected" if before else "accepted"] += row.place.sure
            new.append(self._values(row))
        bulk.update(Return, ["superseded_at"], old)
        bulk.insert(Return, _COLUMNS, new)
        return counts

    def _values(self, row: ReturnRow) -> tuple[Any, ...]:
        day = bulk.day_writer()
        return (
            row.unit_id, row.publisher_id, row.place.sure, row.written, day(row.start), day(row.end),
            row.indicator, row.value, row.source, row.key, self.batch.id, self.at,
        )  # fmt: skip


def _twice(row: ReturnRow) -> dict[str, Any]:
    return Fault(
        "value", f"{row.value:g}", "stated_twice",
        told("Cùng địa bàn, cùng kỳ, cùng chỉ số mà hai số khác nhau trong một tệp."),
        told("Giữ một dòng đúng rồi gửi lại."),
    ).issue(row.row, row.cells)  # fmt: skip
