"""What the reader of workbooks does not tell of their cells: which show an error, and how far they reach.

It takes an error (#N/A) for empty, so a name that a formula could not look up would be lost without a word;
and it makes room for every cell up to the farthest one, so a stray one in the last corner took all memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ErrorCell = tuple[int, int, str]  # row and column from zero, what it shows
_CHUNK = 1 << 20
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>(?:(?!</(?:\w+:)?c>).)*?'
    rb"<(?:\w+:)?v>([^<]*)</",
    re.S,
)
_FAR = re.compile(rb'<c r="([A-Z]{2,3})(\d+)"')  # beyond the first 26 columns: rarely any
_NEAR = 26
_ROW = re.compile(rb'<row r="(\d+)"')
_LONGEST = 1 << 14  # bytes of a cell with its formula that may lie over the edge of a chunk


class Raw(NamedTuple):
    errors: list[ErrorCell]
    rows: int
    columns: int


def raw_cells(path: Path, names: Sequence[str]) -> dict[str, Raw]:
    """Of each sheet; `names` in the order of the workbook."""
    with zipfile.ZipFile(path) as packed:
        parts = zip(names, _parts(packed), strict=False)
        return {name: _seen(packed, part) for name, part in parts if part in packed.namelist()}


def _parts(packed: zipfile.ZipFile) -> list[str]:
    """Where each sheet stands in the package, in the order of the workbook."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(packed.namelist()):
        return []
    related = {}
    for relation in _RELATION.findall(packed.read("xl/_rels/workbook.xml.rels")):
        said = dict(_ATTRIBUTE.findall(relation))
        target = said.get(b"Target", b"").decode()
        related[said.get(b"Id", b"")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return [related.get(one, "") for one in _SHEET.findall(packed.read("xl/workbook.xml"))]


def _seen(packed: zipfile.ZipFile, part: str) -> Raw:
    errors: list[ErrorCell] = []
    rows, columns, held = 0, _NEAR, b""
    with packed.open(part) as file:
        while chunk := file.read(_CHUNK):
            held += chunk
            edge = max(0, held.rfind(b"</c>") + 1 or len(held) - _LONGEST)
            if b't="e"' in held:
                for letters, row, said in _ERROR.findall(held, 0, edge + 4):
                    errors.append((int(row) - 1, _number(letters) - 1, said.decode("ascii", "replace")))
            columns = max(columns, *(_number(letters) for letters, _ in _FAR.findall(held)), 0)
            rows = max(rows, *map(int, _ROW.findall(held, max(0, held.rfind(b"<row ")))), 0)
            held = held[edge:]
    return Raw(errors, rows, columns)


def _number(letters: bytes) -> int:
    """ "A" → 1, "AB" → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
