"""Columns to CSV, the way offices send it: UTF-8, dates as dd/mm/yyyy."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = Sequence[str] | NDArray[Any]
NO_DAY = np.iinfo(np.int32).min  # the missing date of day columns

FIRST = np.datetime64("1900-01-01", "D").astype(int)  # nobody in the demo was born before
LAST = np.datetime64("2023-01-01", "D").astype(int)


def _day_texts() -> NDArray[Any]:
    days = np.arange(FIRST, LAST).astype("datetime64[D]").astype(str)
    return np.array([f"{d[8:10]}/{d[5:7]}/{d[:4]}" for d in days] + [""], dtype=object)


DAY_TEXTS = _day_texts()


def day(text: str) -> int:
    """An ISO date as days since 1970, the form all day columns have."""
    return int(np.datetime64(text, "D").astype(int))


def days_as_text(days: NDArray[Any]) -> NDArray[Any]:
    """dd/mm/yyyy, empty where the date is missing. A look-up, because formatting takes seconds."""
    places = np.where(days == NO_DAY, len(DAY_TEXTS) - 1, days - FIRST)
    texts: NDArray[Any] = DAY_TEXTS[places]
    return texts


def flags_as_text(flags: NDArray[Any]) -> NDArray[Any]:
    texts: NDArray[Any] = np.array(["0", "1"], dtype=object)[flags.astype(int)]
    return texts


def write_columns(path: Path, columns: dict[str, Column]) -> int:
    """Write named columns of equal length; returns the number of rows."""
    lists = [c.tolist() if isinstance(c, np.ndarray) else list(c) for c in columns.values()]
    lengths = {len(values) for values in lists}
    if len(lengths) != 1:
        raise ValueError(f"columns of {path.name} differ in length: {sorted(lengths)}")
    write_rows(path, list(columns), zip(*lists, strict=True))
    return lengths.pop()


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
