"""Taking one file: its rows, the persons it brought compared, samples that waited for its cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from giaoban.intake.result import ImportResult
from giaoban.registry.duplicates import find
from giaoban.registry.lab import actions as samples
from giaoban.registry.preview import queries as previews
from giaoban.registry.sweeps.lists import import_sweep

# Bytes taken within a request: some 700 rows, measured 1.6 s, most of it for comparing. XLSX is packed.
_AT_ONCE, _AT_ONCE_PACKED = 100_000, 30_000
_SLOW = 10  # times as long takes a row of a sweep: each is a visit
_SWEEP = "sweep:"  # and the number of its round: the kind of its list while it waits
_ZIP = b"PK\x03\x04"


def take(
    *, by: Any, kind: str, path: Path, mapping: dict[str, Any],
    progress: Callable[[int], None] = lambda rows: None,
) -> int | None:  # fmt: skip
    """The batch the file became."""
    since = find.newest_person()
    result = _taker(kind)(path, by=by, mapping=mapping, progress=progress)
    find.after_import(by=by, since=since)
    samples.relink(by=by)
    return result.batch


def of_round(number: int) -> str:
    return f"{_SWEEP}{number}"


def is_of_round(kind: str) -> bool:
    """A list of a sweep is taken as its headings say: its page asks for no columns."""
    return kind.startswith(_SWEEP)


def _taker(kind: str) -> Callable[..., ImportResult]:
    if is_of_round(kind):
        return partial(import_sweep, round_id=int(kind.removeprefix(_SWEEP)))
    return previews.KINDS[kind].take


def is_quick(path: Path, kind: str) -> bool:
    """Whether a reader may wait for it with the page."""
    with path.open("rb") as file:
        packed = file.read(len(_ZIP)) == _ZIP
    most = _AT_ONCE_PACKED if packed else _AT_ONCE
    return path.stat().st_size <= (most // _SLOW if is_of_round(kind) else most)
