"""The two line lists of the small registry: what each commune's week was, told as rows."""

from __future__ import annotations

import csv
from pathlib import Path

COLUMNS = (
    "case_id", "name", "birth", "sex", "place", "sampled", "announced", "ministry_announced", "found",
    "severity", "care_place", "tier", "support", "status_date", "outcome", "outcome_date", "occupation",
    "underlying",
)  # fmt: skip
Row = dict[str, str]
# Announced a week; how many of week 8 became known only after its Sunday.
WEEK_8 = {"06778": 5, "06781": 3, "06790": 2}
WEEK_9 = {"06778": 7, "06781": 4, "06790": 1}
LATE = 2


def sooner() -> list[Row]:
    return _week("A", WEEK_8, "2022-02-23")


def later() -> list[Row]:
    """Week 9, two late rows of week 8, one death and one in hospital under twelve."""
    rows = _week("B", WEEK_9, "2022-03-02") + _week("L", {"06778": LATE}, "2022-02-24")
    rows[0] |= {"outcome": "dead", "outcome_date": "2022-03-05", "underlying": "1"}
    rows[1] |= {"care_place": "hospital", "severity": "severe", "tier": "3", "birth": "2015-05-05"}
    return rows


def _week(prefix: str, counts: dict[str, int], announced: str) -> list[Row]:
    rows = []
    for place, count in counts.items():
        for n in range(count):
            number = f"{prefix}{place}{n}"
            rows.append(_row(number, place, announced))
    return rows


def _row(number: str, place: str, announced: str) -> Row:
    return {
        "case_id": number, "name": f"Người Mẫu {number}", "birth": "1980-01-01", "sex": "f", "place": place,
        "sampled": announced, "announced": announced, "ministry_announced": announced, "found": "community",
        "severity": "mild", "care_place": "home", "tier": "1", "support": "none", "status_date": announced,
    }  # fmt: skip


def write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path
