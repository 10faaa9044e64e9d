"""A mapping says which column is which field: YAML {columns, values, constants, dates, key}.

`columns` may be written field: heading or heading: field. Without a mapping the headings themselves decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from giaoban.intake.fields import recognised
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold

_PARTS = {"columns", "values", "constants", "dates", "key"}


@dataclass(frozen=True)
class Mapping:
    """Which cell holds which field. `index` = {field: position}."""

    index: dict[str, int]
    headings: dict[str, str]
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)  # field or "*" → strptime form, dmy or mdy
    key: tuple[str, ...] = ()
    key_index: tuple[int, ...] = ()

    def has(self, name: str) -> bool:
        return name in self.index or name in self.constants


def load(path: Path | None) -> dict[str, Any]:
    """The mapping file as written; an unknown part or a broken file is refused before anything is read."""
    if path is None:
        return {}
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(
            "mapping_unreadable", f"Không đọc được bảng ánh xạ “{path.name}”.", "Sửa lại YAML."
        ) from error
    return check(given)


def check(given: Any) -> dict[str, Any]:
    """A mapping has the five parts and no other."""
    strange = sorted(map(str, set(given) - _PARTS)) if isinstance(given, dict) else ["?"]
    if strange:
        raise UserError(
            "mapping_unknown_part",
            f"Bảng ánh xạ có phần lạ: {', '.join(strange)}.",
            "Chỉ dùng các phần columns, values, constants, dates, key.",
        )
    parts: dict[str, Any] = given
    return parts


def bind(given: dict[str, Any], columns: list[str], fields: Iterable[str]) -> Mapping:
    """Tie a mapping to the columns of a file. A named column that is not there is an error."""
    known = set(fields)
    positions = {fold(name): i for i, name in reversed(list(enumerate(columns))) if name}
    index, headings = _explicit(given.get("columns") or {}, positions, columns, known)
    for i, name in enumerate(columns):
        guess = name if name in known else recognised(name) if name else None
        if guess in known and guess not in index and i not in index.values():
            index[guess], headings[guess] = i, name
    key = given.get("key") or ()
    key = (key,) if isinstance(key, str) else tuple(key)
    key_index = tuple(_key_position(k, index, positions) for k in key)
    constants = given.get("constants") or {}
    strange = set(constants) - known
    if strange:
        raise UserError(
            "mapping_unknown_field",
            f"constants nêu trường lạ: {', '.join(sorted(strange))}.",
            f"Các trường được nhận: {', '.join(sorted(known))}.",
        )
    return Mapping(
        index, headings, _values(given.get("values") or {}), constants,
        _dates(given.get("dates")), key, key_index,
    )  # fmt: skip


def _explicit(
    given: dict[str, Any], positions: dict[str, int], columns: list[str], known: set[str]
) -> tuple[dict[str, int], dict[str, str]]:
    index: dict[str, int] = {}
    headings: dict[str, str] = {}
    for left, right in given.items():
        name, heading = (left, right) if left in known else (right, left)
        if name not in known:
            raise UserError(
                "mapping_unknown_field",
                f"Bảng ánh xạ nêu trường lạ “{name}”.",
                f"Các trường được nhận: {', '.join(sorted(known))}.",
            )
        position = positions.get(fold(str(heading)))
        if position is None:
            raise UserError(
                "mapping_column_absent",
                f"Tệp không có cột “{heading}” mà bảng ánh xạ nêu.",
                f"Các cột của tệp: {', '.join(c for c in columns if c)}.",
            )
        index[name], headings[name] = position, str(heading)
    return index, headings


def _key_position(key: str, index: dict[str, int], positions: dict[str, int]) -> int:
    position = index.get(key, positions.get(fold(str(key))))
    if position is None:
        raise UserError(
            "mapping_key_absent",
            f"Khóa “{key}” không phải là trường hay cột của tệp.",
            "Sửa phần key.",
        )
    return position


def _values(given: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {
        name: {fold(str(raw)): str(meant) for raw, meant in (table or {}).items()}
        for name, table in given.items()
    }


def _dates(given: Any) -> dict[str, str]:
    if not given:
        return {}
    if isinstance(given, str):
        return {"*": given}
    return {("*" if name in ("format", "order", "default") else name): str(v) for name, v in given.items()}
