"""Scene Bắc Giang: daily counts by commune as published from 27 April to 13 July 2021.

Nothing is generated. A row counts for the province that published it; whether its place is
Bắc Giang's is for the product to establish. By the fact file: a published row stands outside when
its district's name is none of the ten districts of Bắc Giang without their kind (161 of 5,649
cases, in 36 names, Ba Đồn with 92 the largest), and 15 rows with 16 cases published by four other
provinces stand in communes that are Bắc Giang's by district and name.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from demo.facts import read
from demo.manifest import File, Freeze, Manifest, Progress, local
from demo.write import write_rows

__all__ = ["build_bac_giang"]

HERE = Path(__file__).parent
PROVINCE = "24"
SOURCE = "Số ca theo xã do các tỉnh công bố"
HEADER = ("publisher", "province", "district", "commune", "from", "to", "indicator", "value", "source")
LAST_WEEKS = (date(2021, 7, 4), date(2021, 7, 11))  # ends of the last two whole ISO weeks


def build_bac_giang(out: Path, progress: Progress) -> Manifest:
    progress("returns_daily_counts.csv", 0.0)
    rows = [
        (r["publisher"], r["publisher"], r["district"], r["commune"], r["date"], r["date"], "new_cases",
         r["cases"], SOURCE)
        for r in read(HERE / "daily_counts.csv")
    ]  # fmt: skip
    path = out / "returns_daily_counts.csv"
    write_rows(path, HEADER, rows)
    at = local("2021-07-13", 20)
    freezes = tuple(Freeze(at, date.fromordinal(end.toordinal() - 6), end) for end in LAST_WEEKS)
    files = (File(path, "returns", at, len(rows), "daily-counts"),)
    progress(path.name, 1.0)
    return Manifest("bac-giang", PROVINCE, local("2021-07-14", 7), files, freezes)
