"""What a person told of a file's columns, as a mapping; which columns still need telling. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from giaoban.intake.fields import goes_with, recognised
from giaoban.kernel.text import fold

NUMBERING = frozenset({"stt", "so tt", "tt", "no", "#"})  # counts lines, says nothing of them


def told_columns(headings: Sequence[str]) -> list[str]:
    """The headings a person can speak of: named ones, a name that stands twice once."""
    return list({fold(name): name for name in reversed(headings) if name}.values())[::-1]


def twice(headings: Sequence[str]) -> list[str]:
    """Named columns whose heading stands before them already."""
    names = [fold(name) for name in headings]
    return [name for n, name in enumerate(headings) if name and names[n] in names[:n]]


def signature(headings: Iterable[str]) -> str:
    """Equal for files with the same headings, in whatever order, case or marks they are written."""
    names = sorted({fold(name) for name in headings if name})
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()


def untold(headings: Sequence[str], fields: Iterable[str], mapping: Mapping[str, Any]) -> list[str]:
    """Columns that neither their heading nor the mapping explains."""
    field_of = fields_of(headings, fields, mapping)
    return [
        name
        for name in told_columns(headings)
        if not field_of[name] and fold(name).strip(" .") not in NUMBERING
    ]


def fields_of(headings: Sequence[str], fields: Iterable[str], mapping: Mapping[str, Any]) -> dict[str, str]:
    """{heading: the field it is taken for, "" where none}; what the mapping says comes first."""
    known, said = set(fields), _said(mapping.get("columns") or {}, set(fields))
    kept_out = {field for field, names in (mapping.get("columns") or {}).items() if names is None}
    taken = {field for field in said.values()} | kept_out
    found: dict[str, str] = {}
    for name in told_columns(headings):
        guess = name if name in known else recognised(name)
        field = said.get(fold(name), "")
        if not field and guess in known and guess not in taken:
            own = [other for other, its in found.items() if its == guess]
            if not own or (guess == "birth" and goes_with(name, own)):
                field = guess or ""
        found[name] = field
    return found


def _said(columns: Mapping[str, Any], known: set[str]) -> dict[str, str]:
    """{heading as folded: field}, whichever way round a line was written."""
    found: dict[str, str] = {}
    for left, right in columns.items():
        names = right if isinstance(right, list) else [right]
        if left in known:
            found |= {fold(str(name)): left for name in names if name is not None}
        else:
            found[fold(left)] = str(right)
    return found


def mapping_of(
    chosen: Mapping[str, str],
    fields: Iterable[str],
    constants: Mapping[str, str],
    dates: str,
    base: Mapping[str, Any],
) -> dict[str, Any]:
    """The mapping a person told: {heading: field}, constants and the order of dates.

    Meanings of cells, key and encoding of an earlier mapping stay. A column set to nothing is kept out also
    where its heading would be recognised.
    """
    known = set(fields)
    columns: dict[str, Any] = {}
    for name, field in chosen.items():
        if field in known:
            columns.setdefault(field, []).append(name)
    for name, field in chosen.items():
        guess = name if name in known else recognised(name)
        if not field and guess in known and guess not in columns:
            columns[guess] = None
    made: dict[str, Any] = {"columns": columns}
    if said := {field: value for field, value in constants.items() if value and field in known}:
        made["constants"] = said
    if dates:
        made["dates"] = dates
    return made | {part: base[part] for part in ("values", "key", "encoding") if base.get(part)}
