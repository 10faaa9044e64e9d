"""The written files, read back with plain csv code: what a recipient would see."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import demo

Row = dict[str, str]
CAM_PHA = "Thành phố Cẩm Phả"
WEEK8 = (date(2022, 2, 21), date(2022, 2, 27))
WEEK9 = (date(2022, 2, 28), date(2022, 3, 6))


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    """dd/mm/yyyy, as the files write dates."""
    d, m, y = text.split("/")
    return date(int(y), int(m), int(d))


def within(text: str, week: tuple[date, date]) -> bool:
    return bool(text) and week[0] <= day(text) <= week[1]


def age(row: Row) -> int:
    """Full years on the day of announcement."""
    born, then = day(row["birth"]), day(row["announced"])
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


@dataclass(frozen=True)
class Written:
    """The scene's files; `then` and `now` are the line list as known on 27 February and 6 March."""

    manifest: demo.Manifest
    lists: tuple[list[Row], list[Row]]
    then: dict[str, Row]
    now: dict[str, Row]

    def files(self, kind: str) -> list[list[Row]]:
        return [rows_of(f.path) for f in self.manifest.files if f.kind == kind]

    def active(self, on: date, known: dict[str, Row] | None = None) -> list[Row]:
        listed = self.now if known is None else known
        return [
            r
            for r in listed.values()
            if day(r["announced"]) <= on and not (r["outcome"] and day(r["outcome_date"]) <= on)
        ]

    def new(self, week: tuple[date, date], known: dict[str, Row] | None = None) -> list[Row]:
        listed = self.now if known is None else known
        return [r for r in listed.values() if within(r["announced"], week)]

    def deaths(self, week: tuple[date, date]) -> list[Row]:
        dead = [r for r in self.now.values() if r["outcome"] == "dead"]
        return [r for r in dead if within(r["outcome_date"], week)]
