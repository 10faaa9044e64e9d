"""Persons of a small register, as the comparison is told of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from giaoban.registry.duplicates import compare

USUAL = {
    "name": "Nguyễn Thị Thu Hương", "birth": date(1988, 3, 11), "precision": "day", "sex": "f",
    "cid": "", "phone": "", "unit": 1, "district": 1, "new": True, "name_n": None, "phone_n": None,
}  # fmt: skip
_TYPES = {
    "id": pa.int64(), "name": pa.string(), "birth": pa.date32(), "precision": pa.string(), "sex": pa.string(),
    "cid": pa.string(), "phone": pa.string(), "unit": pa.int64(), "district": pa.int64(), "new": pa.bool_(),
    "name_n": pa.int64(), "phone_n": pa.int64(),
}  # fmt: skip


def compared(*people: dict[str, Any], total: int = 0) -> list[compare.Compared]:
    rows = [{**USUAL, **told, "id": number} for number, told in enumerate(people)]
    table = pa.table({name: pa.array([row[name] for row in rows], of) for name, of in _TYPES.items()})
    return compare.pairs(table, total=total, threads=1)


def levels(first: dict[str, Any], second: dict[str, Any], **more: Any) -> dict[str, str]:
    """How two agree if they are proposed, nothing if they are not."""
    found = compared(first, second, **more)
    return found[0].levels if found else {}
