"""A table as pages state it: columns say how a value is shown, rows are mappings by column key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from giaoban.kernel.text import whole

NUMERIC = {"number", "signed", "percent", "bar", "unit"}
_LAST_PAGE = 999_999


@dataclass(frozen=True)
class Column:
    """`kind`: text number signed percent bar unit date moment level mark.

    `link` names the row key that holds the address of this cell; `sort` makes the head a link that orders by
    `key` (the view orders); `head` marks the column that names the row.
    """

    key: str
    label: str | Promise
    kind: str = "text"
    unit: str = ""
    places: int | None = None
    link: str = ""
    sort: bool = False
    head: bool = False
    hint: str | Promise = ""

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC


def largest(rows: Sequence[Mapping[str, Any]], key: str) -> float:
    """The full length of a bar: the largest value of the column, never zero."""
    return max((abs(row[key]) for row in rows if row.get(key) is not None), default=0) or 1


def page_number(asked: str | None) -> int:
    """Of a long list as its address names it; the first where that is no page anybody turns to."""
    number = whole(asked, 1)
    return number if 1 <= number <= _LAST_PAGE else 1


def order_by(
    rows: Sequence[Mapping[str, Any]], sort: str, columns: Sequence[Column]
) -> list[Mapping[str, Any]]:
    """Rows ordered by `?sort=key` or `?sort=-key`, empty cells last; an unknown key changes nothing."""
    key, falling = sort.removeprefix("-"), sort.startswith("-")
    if key not in {column.key for column in columns if column.sort}:
        return list(rows)
    filled = [row for row in rows if row.get(key) is not None]
    empty = [row for row in rows if row.get(key) is None]
    return sorted(filled, key=lambda row: row[key], reverse=falling) + empty
