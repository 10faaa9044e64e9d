"""A layout, and one record written by it. Pure.

YAML {columns, values, constants, dates, key} as for an import, and `header`: lines above the headings.
`columns` stand in their order, field: heading or heading: field; a heading without a field (`heading:`) is
a column of its own, filled from `constants` or left empty. A constant under a field's name is not written:
it is for whoever imports the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.documents.model import Cell
from giaoban.intake.fields import recognised
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold
from giaoban.registry.layouts.words import WORDS

PARTS = ("columns", "values", "constants", "dates", "key", "header")
_ORDERS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y", "ymd": "%Y-%m-%d"}
FLAG = {True: "x", False: ""}
SERIAL = "serial"  # the number of the row: written, never read back
_SERIALS = {fold(heading) for heading in ("STT", "TT", "Số TT", "Số thứ tự")}


@dataclass(frozen=True)
class Layout:
    """`columns` = (field or "", heading); `values` = {field: {their word: ours}}, as an import reads it."""

    columns: tuple[tuple[str, str], ...]
    constants: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: str = ""
    key: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    @property
    def headings(self) -> list[str]:
        return [heading for _, heading in self.columns]

    @property
    def fields(self) -> set[str]:
        return {name for name, _ in self.columns if name}

    def as_dict(self) -> dict[str, Any]:
        """As kept: lists, because a database may reorder the names of an object."""
        return {
            "columns": [list(column) for column in self.columns],
            "constants": dict(self.constants),
            "values": {name: dict(table) for name, table in self.values.items()},
            "dates": self.dates,
            "key": list(self.key),
            "header": list(self.header),
        }


def kept(given: Mapping[str, Any]) -> Layout:
    """A layout as `as_dict` wrote it."""
    return Layout(
        tuple((str(name), str(heading)) for name, heading in given["columns"]), given["constants"],
        given["values"], given["dates"], tuple(given["key"]), tuple(given["header"]),
    )  # fmt: skip


def parse(given: Any, known: Iterable[str]) -> Layout:
    """A layout as somebody wrote it; what it does not know is refused by name."""
    if not isinstance(given, dict) or set(given) - set(PARTS):
        strange = ", ".join(sorted(map(str, set(given) - set(PARTS)))) if isinstance(given, dict) else "?"
        _refuse(f"Mẫu xuất có phần lạ: {strange}.", f"Chỉ dùng các phần {', '.join(PARTS)}.")
    names, columns = {*known, SERIAL}, _table(given, "columns")
    constants = {str(k): v for k, v in _table(given, "constants").items()}
    found = [_column(left, right, names) for left, right in columns.items()]
    headed = {heading for _, heading in found}
    found += [("", heading) for heading in constants if heading not in headed and heading not in names]
    header, key = given.get("header") or (), given.get("key") or ()
    return checked(
        Layout(
            tuple(found), constants,
            {str(n): _texts(t) for n, t in _table(given, "values").items()}, str(given.get("dates") or ""),
            tuple(map(str, key if isinstance(key, list | tuple) else [key])),
            tuple(map(str, header if isinstance(header, list | tuple) else [header])),
        ),
        names,
    )  # fmt: skip


def checked(layout: Layout, known: Iterable[str]) -> Layout:
    """Refuse what could not be written or not be read again."""
    names = {*known, SERIAL}
    if not layout.columns:
        _refuse("Mẫu xuất chưa có cột nào.", "Thêm ít nhất một cột.")
    strange = sorted((layout.fields | set(layout.values)) - names)
    if strange:
        _refuse(f"Mẫu xuất nêu trường lạ: {', '.join(strange)}.", f"Các trường: {', '.join(sorted(names))}.")
    folded = [fold(heading) for heading in layout.headings]
    twice = sorted({h for h in layout.headings if folded.count(fold(h)) > 1})
    if twice or "" in folded:
        _refuse(
            f"Tiêu đề trống hoặc đứng hai lần: {', '.join(twice) or '–'}.", "Đặt cho mỗi cột một tiêu đề."
        )
    if layout.dates and layout.dates not in _ORDERS and "%" not in layout.dates:
        _refuse(f"Dạng ngày lạ “{layout.dates}”.", "Dùng dmy, mdy, ymd, hoặc dạng như %d.%m.%Y.")
    return layout


def _refuse(message: str, next_step: str) -> None:
    raise UserError("layout_unusable", message, next_step)


def _table(given: Mapping[str, Any], part: str) -> dict[str, Any]:
    found = given.get(part) or {}
    if not isinstance(found, dict):
        _refuse(f"Phần {part} của mẫu xuất phải là các dòng “tên: giá trị”.", "Sửa lại YAML.")
    return {str(name): value for name, value in found.items()}


def _texts(table: Any) -> dict[str, str]:
    return {str(k): "" if v is None else str(v) for k, v in table.items()} if isinstance(table, dict) else {}


def _column(left: str, right: Any, known: set[str]) -> tuple[str, str]:
    if right is None:
        return (left, left) if left in known else ("", left)
    if left in known:
        return left, str(right)
    if str(right) in known:
        return str(right), left
    _refuse(f"Cột “{left}”: không có trường “{right}”.", f"Các trường: {', '.join(sorted(known))}.")
    raise AssertionError


def numbers_rows(heading: str) -> bool:
    return fold(heading) in _SERIALS


def line(layout: Layout, row: Mapping[str, Any], serial: int) -> list[Cell]:
    """One record in the layout's columns; `serial` counts from 1."""
    told = {**row, SERIAL: serial}
    return [
        _cell(layout, name, told.get(name)) if name else layout.constants.get(heading)
        for name, heading in layout.columns
    ]


def _cell(layout: Layout, name: str, value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, bool):
        return _their_word(layout, name, "1" if value else "0") or FLAG[value]
    if isinstance(value, date):
        form = _ORDERS.get(layout.dates, layout.dates)
        return value.strftime(form) if form else value
    if isinstance(value, str):
        return _their_word(layout, name, value) or WORDS.get(name, {}).get(value, value)
    return value if isinstance(value, float) and not value.is_integer() else int(value)


def _their_word(layout: Layout, name: str, ours: str) -> str:
    """The first of their words that an import would read as ours."""
    table = layout.values.get(name, {})
    return next((theirs for theirs, means in table.items() if means == ours), "")


def mapping_of(layout: Layout, known: Sequence[str]) -> dict[str, Any]:
    """The import mapping that reads what the layout writes: {columns, values, constants, dates, key}."""
    columns: dict[str, Any] = {}
    for name, heading in layout.columns:
        if name and name != SERIAL and name not in columns:
            columns[name] = heading
    # a column of their own may bear a heading an import would take for a field
    for name, heading in layout.columns:
        means = recognised(heading) if name in ("", SERIAL) else None
        if means in known and means not in columns:
            columns[str(means)] = None
    found = {
        "columns": columns,
        "values": {name: dict(table) for name, table in layout.values.items()},
        "constants": {name: value for name, value in layout.constants.items() if name in known},
        "dates": layout.dates,
        "key": list(layout.key),
    }
    return {part: value for part, value in found.items() if value}
