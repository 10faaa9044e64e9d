"""A mapping says which column is which field: YAML {columns, values, constants, dates, key, encoding}.

`columns` may be written field: heading or heading: field; where a line could be read both ways the first
counts. Several headings for one field mean the first of them that is filled; `field: null` keeps a column out
that would be recognised by its heading. Without a mapping the headings themselves decide. `encoding` is of
text files alone, and only where it is said: Latin-1 and its like fit any bytes, so they are never found out.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from math import isfinite
from pathlib import Path
from typing import Any

import yaml

from giaoban.intake.fields import goes_with, recognised, says_less
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold
from giaoban.kernel.told import told

_PARTS = {"columns", "values", "constants", "dates", "key", "encoding"}
_PLACES = ("place", "province", "district", "commune")
_ORDERS = ("dmy", "mdy", "ymd")
_MOST = 20_000  # names and values of a mapping, a guess: one that repeats its parts has no end


@dataclass(frozen=True)
class Mapping:
    """Which cells hold which field: `index` = {field: positions}, the first filled one counts."""

    index: dict[str, tuple[int, ...]]
    headings: dict[str, str]
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)  # field or "*" → strptime form, dmy, mdy or ymd
    key: tuple[str, ...] = ()
    key_index: tuple[int, ...] = ()
    encoding: str = ""

    def has(self, name: str) -> bool:
        return name in self.index or name in self.constants

    def date_form(self, name: str) -> str:
        return self.dates.get(name, self.dates.get("*", ""))


def load(path: Path | None) -> dict[str, Any]:
    """The mapping file as written; an unknown part or a broken file is refused before anything is read."""
    if path is None:
        return {}
    try:
        given = parsed(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UserError(
            "mapping_unreadable",
            told("Không đọc được bảng ánh xạ “%(file)s”.", file=path.name),
            told("Sửa lại YAML."),
        ) from error
    return check(given)


def parsed(raw: bytes) -> Any:
    """What a file of YAML says, as a database keeps it: a day as its text. ValueError where it cannot."""
    try:
        return _plain(yaml.safe_load(raw.decode("utf-8")) or {}, count())
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError("not a mapping") from error


def _plain(said: Any, seen: Iterator[int]) -> Any:
    if next(seen) > _MOST:
        raise ValueError("too much")
    if isinstance(said, dict):
        return {_plain(str(name), seen): _plain(value, seen) for name, value in said.items()}
    if isinstance(said, list):
        return [_plain(value, seen) for value in said]
    if isinstance(said, date):
        return str(said)
    endless = isinstance(said, float) and not isfinite(said)
    if endless or isinstance(said, bytes | set) or "\0" in str(said):
        raise ValueError("no value of a mapping")
    str(said).encode()  # half a sign outside the plane of common ones is none
    return said


def check(given: Any) -> dict[str, Any]:
    """A mapping has the six parts and no other."""
    strange = sorted(map(str, set(given) - _PARTS)) if isinstance(given, dict) else ["?"]
    if strange:
        raise UserError(
            "mapping_unknown_part",
            told("Bảng ánh xạ có phần lạ: %(names)s.", names=", ".join(strange)),
            told("Chỉ dùng các phần columns, values, constants, dates, key, encoding."),
        )
    parts: dict[str, Any] = given
    encoding_in(parts)
    return parts


def encoding_in(given: dict[str, Any]) -> str:
    """The encoding a mapping names, as the reader knows it; "" where it names none."""
    named = given.get("encoding")
    if not named:
        return ""
    try:
        if isinstance(named, str) and isinstance(b"aa".decode(named), str):  # not every codec makes text
            return codecs.lookup(named).name
    except (LookupError, UnicodeError, ValueError):
        pass
    raise UserError(
        "mapping_encoding",
        told("Bảng ánh xạ nêu bảng mã lạ “%(named)s”.", named=named),
        told("Dùng một tên như cp1252, latin-1, cp1251, euc-kr; tệp UTF-8 hay Excel thì bỏ phần này."),
    )


def bind(given: dict[str, Any], columns: list[str], fields: Iterable[str]) -> Mapping:
    """Tie a mapping to the columns of a file. A named column that is not there is an error."""
    known = set(fields)
    positions = {fold(name): i for i, name in reversed(list(enumerate(columns))) if name}
    index = _explicit(_table(given, "columns"), positions, columns, known)
    taken, said = {i for places in index.values() for i in places}, set(index)
    for i, name in enumerate(columns):
        guess = name if name in known else recognised(name) if name else None
        if guess not in known or guess in said or i in taken:
            continue
        places = index.get(guess, ())
        if not places or (guess == "birth" and goes_with(name, [columns[at] for at in places])):
            index[guess] = (*places, i)
    if len(index.get("birth", ())) > 1:
        index["birth"] = tuple(sorted(index["birth"], key=lambda at: says_less(columns[at])))
    if "place" in known and "address" in index and not any(name in index for name in _PLACES):
        index["place"] = index["address"]  # a list with nothing but addresses: each ends in its place
    index = {name: places for name, places in index.items() if places}
    key = given.get("key") or ()
    key = tuple(map(str, key)) if isinstance(key, list | tuple) else (str(key),)
    constants = {name: _day(value) for name, value in _table(given, "constants").items()}
    _known_only(constants, known, "constants")
    return Mapping(
        index, {name: columns[places[0]] for name, places in index.items()},
        _values(_table(given, "values"), known), constants, _dates(given.get("dates"), known),
        key, tuple(_key_position(k, index, positions) for k in key), encoding_in(given),
    )  # fmt: skip


def _table(given: dict[str, Any], part: str) -> dict[str, Any]:
    found = given.get(part) or {}
    if not isinstance(found, dict):
        raise UserError(
            "mapping_malformed",
            told("Phần %(part)s của bảng ánh xạ phải là các dòng “tên: giá trị”.", part=part),
            told("Sửa lại YAML."),
        )
    return {str(name): value for name, value in found.items()}


def _day(value: Any) -> Any:
    """A constant's day, whatever form the mapping names for the days of the file."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return value
    return day if str(day) == value else value


def _known_only(names: Iterable[str], known: set[str], part: str) -> None:
    strange = sorted(set(names) - known)
    if strange:
        raise UserError(
            "mapping_unknown_field",
            told(
                "Phần %(part)s của bảng ánh xạ nêu trường lạ: %(names)s.", part=part, names=", ".join(strange)
            ),
            told("Các trường được nhận: %(fields)s.", fields=", ".join(sorted(known))),
        )


def _explicit(
    given: dict[str, Any], positions: dict[str, int], columns: list[str], known: set[str]
) -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    for left, right in given.items():
        if right is None and left in known:
            index[left] = ()
            continue
        names = list(map(str, right)) if isinstance(right, list) else [str(right)]
        if left in known and all(fold(name) in positions for name in names):
            index[left] = tuple(positions[fold(name)] for name in names)
        elif str(right) in known and fold(left) in positions:
            index[str(right)] = (*index.get(str(right), ()), positions[fold(left)])
        elif left in known or str(right) in known:
            _no_column(names if left in known else [left], positions, columns)
        else:
            _known_only([left], known, "columns")
    return index


def _no_column(names: list[str], positions: dict[str, int], columns: list[str]) -> None:
    absent = [name for name in names if fold(name) not in positions]
    raise UserError(
        "mapping_column_absent",
        told("Tệp không có cột “%(names)s” mà bảng ánh xạ nêu.", names=", ".join(absent)),
        told("Các cột của tệp: %(columns)s.", columns=", ".join(c for c in columns if c)),
    )


def _key_position(key: str, index: dict[str, tuple[int, ...]], positions: dict[str, int]) -> int:
    position = index[key][0] if key in index else positions.get(fold(key))
    if position is None:
        raise UserError(
            "mapping_key_absent",
            told("Khóa “%(key)s” không phải là trường hay cột của tệp.", key=key),
            told("Sửa phần key của bảng ánh xạ."),
        )
    return position


def _values(given: dict[str, Any], known: set[str]) -> dict[str, dict[str, str]]:
    """{field: {cell as folded: what it stands for}}; a cell of its own is left as it is."""
    _known_only(given, known, "values")
    return {
        name: {fold(str(cell)): "" if means is None else str(means) for cell, means in table.items()}
        for name in given
        for table in [_table(given, name)]
    }


def _dates(given: Any, known: set[str]) -> dict[str, str]:
    """One form for all dates, or {field: form} with `default` for the rest."""
    if not given:
        return {}
    forms = given if isinstance(given, dict) else {"*": given}
    everywhere = ("format", "order", "default")
    found = {("*" if name in everywhere else str(name)): str(v) for name, v in forms.items()}
    _known_only(set(found) - {"*"}, known, "dates")
    for form in found.values():
        if form not in _ORDERS and "%" not in form:
            raise UserError(
                "mapping_date_form",
                told("Bảng ánh xạ nêu dạng ngày lạ “%(form)s”.", form=form),
                told("Dùng dmy (ngày/tháng/năm), mdy, ymd, hoặc dạng như %d.%m.%Y."),
            )
    return found
