"""Cells of a workbook that show an error (#N/A): the reader of workbooks takes them for empty.

A name that a formula could not look up would be lost without a word.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ErrorCell = tuple[int, int, str]  # row and column from zero, what it shows
_CHUNK = 1 << 20
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')
_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>(?:(?!</(?:\w+:)?c>).)*?'
    rb"<(?:\w+:)?v>([^<]*)</",
    re.S,
)
_LONGEST = 1 << 14  # bytes of a cell with its formula that may lie over the edge of a chunk


def error_cells(path: Path, names: Sequence[str]) -> dict[str, list[ErrorCell]]:
    """{sheet: its cells in error}; `names` in the order of the workbook."""
    with zipfile.ZipFile(path) as packed:
        parts = _parts(packed)
        return {
            name: found
            for name, part in zip(names, parts, strict=False)
            if part in packed.namelist() and (found := list(_found(packed, part)))
        }


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


def _found(packed: zipfile.ZipFile, part: str) -> Iterator[ErrorCell]:
    with packed.open(part) as file:
        held = b""
        while chunk := file.read(_CHUNK):
            held += chunk
            edge = held.rfind(b"</c>") + 1 or len(held) - _LONGEST
            if b't="e"' in held:
                for letters, row, said in _CELL.findall(held, 0, max(0, edge) + 4):
                    yield int(row) - 1, _column(letters), said.decode("ascii", "replace")
            held = held[max(0, edge) :]


def _column(letters: bytes) -> int:
    """ "A" → 0, "AB" → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
