"""Taking one file: its rows, the persons it brought compared, samples that waited for its cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from giaoban.registry.duplicates import find
from giaoban.registry.lab import actions as samples
from giaoban.registry.preview import queries as previews

# Bytes taken within a request: some 700 rows, measured 1.6 s, most of it for comparing. XLSX is packed.
_AT_ONCE, _AT_ONCE_PACKED = 100_000, 30_000
_ZIP = b"PK\x03\x04"


def take(
    *, by: Any, kind: str, path: Path, mapping: dict[str, Any],
    progress: Callable[[int], None] = lambda rows: None,
) -> int | None:  # fmt: skip
    """The batch the file became."""
    since = find.newest_person()
    result = previews.KINDS[kind].take(path, by=by, mapping=mapping, progress=progress)
    find.after_import(by=by, since=since)
    samples.relink(by=by)
    return result.batch


def is_quick(path: Path) -> bool:
    """Whether a reader may wait for it with the page."""
    with path.open("rb") as file:
        packed = file.read(len(_ZIP)) == _ZIP
    return path.stat().st_size <= (_AT_ONCE_PACKED if packed else _AT_ONCE)
