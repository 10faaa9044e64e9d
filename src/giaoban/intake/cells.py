"""Cells read column by column: a list says the same few things many times, so each is understood once."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import repeat
from typing import Any

from giaoban.intake.faults import ERRORS, Fault, error, formula
from giaoban.intake.mapping import Mapping
from giaoban.intake.values import identity_number, phone_number
from giaoban.intake.workbooks import Row
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold, nfc
from giaoban.kernel.told import told

_REMEMBERED = 50_000  # different cells of a column, a century of days among them; memory stays flat
# Of no width, or of no meaning: what is copied from pages and chats brings them along.
_UNSEEN = re.compile("[\x00-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BREAKS = re.compile(r"[\s\x85]+")
Read = Callable[[Any], Any]
Explain = Callable[[str, str], Fault]


def text(cell: Any) -> str:
    """A cell as text: composed, in one line, without what nobody sees; whole numbers without a point."""
    if type(cell) is str:
        said = cell if cell.isascii() else nfc(cell)
        if not said.isprintable():  # neither line breaks nor signs without width are
            said = _UNSEEN.sub("", _BREAKS.sub(" ", said))
        return " ".join(said.split()) if "  " in said else said.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return nfc(str(cell)).strip()


class _Meanings(dict[Any, Any]):
    """From a cell to what it means, or to the fault in it."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.read, self.faulty = read, False

    def __missing__(self, cell: Any) -> Any:
        found = self.read(cell)
        self.faulty = self.faulty or type(found) is Fault
        if len(self) >= _REMEMBERED:
            self.clear()
        self[cell] = found
        return found


class Columns:
    """A batch of rows seen as columns under one mapping; faults are kept by the place of their row."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._meanings: dict[str, _Meanings] = {}
        self._rows: list[Row] = []
        self._columns: list[tuple[Any, ...]] = []
        self.faults: dict[int, Fault] = {}

    def take(self, rows: list[Row]) -> None:
        self._rows, self.faults = rows, {}
        self._columns = list(zip(*(cells for _, cells in rows), strict=False))  # all at least header-wide

    def heading(self, name: str) -> str:
        return self.mapping.headings.get(name, name)

    def raw(self, name: str) -> tuple[Any, ...] | list[Any]:
        """The cells of a field, the first filled one where the mapping names several columns."""
        first, *others = self.mapping.index[name]
        if not others:
            return self._columns[first]
        every = [self._columns[i] for i in (first, *others)]
        return [next((c for c in cells if c not in ("", None)), "") for cells in zip(*every, strict=True)]

    def of(self, position: int) -> tuple[Any, ...]:
        return self._columns[position]

    def meant(self, name: str, read: Read, explain: Explain, absent: Any = None) -> list[Any]:
        """What each cell of a field means; `read` raises ValueError for what it cannot mean."""
        if name not in self.mapping.index or not self._rows:
            return self._constant(name, read, absent)
        meanings = self._meanings.get(name)
        if meanings is None:
            meanings = self._meanings[name] = _Meanings(self._careful(name, read, explain))
        found = [meanings[cell] for cell in self.raw(name)]
        if meanings.faulty:
            for place, value in enumerate(found):
                if type(value) is Fault:
                    self.faults.setdefault(place, value)
                    found[place] = absent
        return found

    def texts(self, name: str) -> list[str]:
        """A column in which hardly two cells are equal: names, numbers, addresses."""
        found, number = self._texts(name), _NUMBERS.get(name)
        return list(map(number, found)) if number else found

    def _texts(self, name: str) -> list[str]:
        if name not in self.mapping.index or not self._rows:
            return self._constant(name, text, "")
        table = self.mapping.values.get(name)
        if table is not None:
            return self.meant(name, text, lambda column, cell: formula(column, cell), "")
        found = [
            c.strip() if type(c) is str and c.isascii() and c.isprintable() and "  " not in c else text(c)
            for c in self.raw(name)
        ]
        for place, cell in enumerate(found):
            if cell[:1] in _MARKS:
                plain = _plain(self.heading(name), cell)
                if type(plain) is Fault:
                    self.faults.setdefault(place, plain)
                else:
                    found[place] = plain
        return found

    def places(self) -> list[tuple[str, ...]]:
        """The place of each row: one text, or province, district and commune."""
        parts = zip(*(self.texts(f) for f in ("province", "district", "commune")), strict=True)
        if not self.mapping.has("place"):
            return list(parts)
        return [(whole,) if whole else part for whole, part in zip(self.texts("place"), parts, strict=True)]

    def row(self, place: int) -> Row:
        return self._rows[place]

    def sound(self) -> list[int]:
        """The places of the rows without a fault."""
        return [i for i in range(len(self._rows)) if i not in self.faults]

    def issues(self) -> list[dict[str, Any]]:
        return [fault.issue(*self._rows[place]) for place, fault in sorted(self.faults.items())]

    def _constant(self, name: str, read: Read, absent: Any) -> list[Any]:
        value = self.mapping.constants.get(name)
        try:
            found = absent if value is None else read(value)
        except (ValueError, OverflowError) as error:
            raise UserError(
                "mapping_constant",
                told(
                    "Không hiểu giá trị “%(value)s” ở constants của trường %(name)s.", value=value, name=name
                ),
                told("Sửa bảng ánh xạ."),
            ) from error
        return list(repeat(found, len(self._rows)))

    def _careful(self, name: str, read: Read, explain: Explain) -> Read:
        table, heading = self.mapping.values.get(name, {}), self.heading(name)

        def careful(cell: Any) -> Any:
            if type(cell) is str and cell[:1] in _MARKS:
                cell = _plain(heading, cell)
                if type(cell) is Fault:
                    return cell
            if table:
                cell = table.get(fold(text(cell)), cell)
            try:
                return read(cell)
            except Stated as stated:
                return stated.fault(heading, text(cell))
            except (ValueError, OverflowError):
                return explain(heading, text(cell))

        return careful


class Stated(ValueError):
    """Raised by a reader that knows better than the column's explanation what is wrong with a cell."""

    def __init__(self, code: str, reason: str, next_step: str) -> None:
        super().__init__(code)
        self._parts = (code, reason, next_step)

    def fault(self, column: str, value: str) -> Fault:
        return Fault(column, value, *self._parts)


_MARKS = ("=", "#")
_NUMBERS = {"phone": phone_number, "cid": identity_number}  # one person's is one, however it is written


def _plain(heading: str, cell: str) -> Any:
    """="0912" is how spreadsheets keep a text a text; any other formula is a fault, and so is an error."""
    if cell[0] == "#":
        return error(heading, cell) if cell.strip() in ERRORS else cell
    if len(cell) >= 3 and cell[1] == '"' and cell[-1] == '"':
        return text(cell[2:-1])
    return formula(heading, cell)
