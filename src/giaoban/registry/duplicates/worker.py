"""Compares persons in a process of its own: the only place where identities of many are opened at once.

Run by `process`. Told by standard input: the key, then pickled columns until None; answers with pickled
pairs. Nothing is written to disk: the database is in memory and may not spill, and no core file is left.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from collections.abc import Iterator
from typing import Any

COLUMNS = ("id", "unit", "district", "new", "birth", "precision", "sex", "name_n", "phone_n", "sealed")


def main() -> None:
    import pyarrow as pa
    from django.conf import settings

    _without_core()
    asked = pickle.load(sys.stdin.buffer)
    settings.configure(GIAOBAN_KEY=asked["key"])
    tables = [_opened(columns) for columns in _columns()]
    found = []
    if tables:
        from giaoban.registry.duplicates import compare

        found = compare.pairs(pa.concat_tables(tables), total=asked["total"], threads=asked["threads"])
    pickle.dump([(c.a, c.b, c.score, c.levels) for c in found], sys.stdout.buffer)


def _columns() -> Iterator[tuple[Any, ...]]:
    while (columns := pickle.load(sys.stdin.buffer)) is not None:
        yield columns


def _opened(columns: tuple[Any, ...]) -> Any:
    import pyarrow as pa

    from giaoban.kernel.sealing import unseal

    *plain, sealed = columns
    people = [unseal(content) for content in sealed]
    types = (pa.int64(), pa.int64(), pa.int64(), pa.bool_(), pa.string(), pa.string(), pa.string(),
             pa.int64(), pa.int64())  # fmt: skip
    found = {n: pa.array(c, t) for n, c, t in zip(COLUMNS[:-1], plain, types, strict=True)}
    found["birth"] = found["birth"].cast(pa.date32())
    for word in ("name", "cid", "phone"):
        found[word] = pa.array([person.get(word, "") for person in people], pa.string())
    return pa.table(found)


def _without_core() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
