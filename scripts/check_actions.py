#!/usr/bin/env python3
"""Every write to the database stands in `actions.py` (or a module listed below with its reason).

An action is keyword-only, names who does it, holds one transaction and writes the audit row; a `.save()` in a
view has none of these. Run by `./giaoban test`; prints `file:line: what` and exits 1 when it finds something.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "giaoban"
# Packages without models: their `.save(path)` writes a document, not a row.
NO_DJANGO = {"reading", "documents", "analytics", "policy"}
# The kernel is what actions are made of (audit rows, bulk writing).
FOUNDATION = {"kernel"}
# Part of an action though not called so: path under src/giaoban → why.
_BATCH = "bulk writing of one checked batch; its caller holds the transaction and the audit row"
WRITERS: dict[str, str] = {
    "intake/return_rows.py": _BATCH,
    "places/loading.py": _BATCH,
    "registry/lab/write.py": _BATCH,
    "registry/linelist/correct.py": _BATCH,
    "registry/linelist/people.py": _BATCH,
    "registry/linelist/states.py": _BATCH,
    "registry/linelist/write.py": _BATCH,
    "registry/residents.py": _BATCH,
    "situation/increment.py": "what an extract builds upon; part of the freeze, or of a migration",
}

ROW_WRITES = {"save", "delete", "asave", "adelete"}
MANAGER_WRITES = {
    "create",
    "acreate",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
}
SET_WRITES = {"update", "delete", "aupdate", "adelete"}
QUERYSET_WORDS = {"objects", "filter", "exclude", "all", "select_for_update", "_default_manager"}


def is_action(path: Path) -> bool:
    """Whether a module under src/giaoban may write."""
    parts = path.parts
    listed = any(path.as_posix() == w or path.as_posix().startswith(w.rstrip("/") + "/") for w in WRITERS)
    return (
        parts[0] in NO_DJANGO | FOUNDATION
        or path.name == "actions.py"
        or "actions" in parts[:-1]
        or "migrations" in parts[:-1]
        or listed
    )


def offences(source: str, name: str = "<text>") -> Iterator[tuple[int, str]]:
    """Line and text of each write in a module that may not write."""
    for node in ast.walk(ast.parse(source, name)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node):
            yield node.lineno, f".{node.func.attr}( outside actions.py"


def _writes(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    word, receiver = call.func.attr, call.func.value
    through_queryset = bool(QUERYSET_WORDS & set(_words(receiver)))
    if word in SET_WRITES and through_queryset:
        return True
    if word in ROW_WRITES:
        # a row is saved or deleted without a positional argument; a file or a cache entry has one
        return not call.args
    if word in MANAGER_WRITES:
        return through_queryset or word != "create" or bool(call.keywords and not call.args)
    # giaoban.kernel.bulk writes as well
    return word == "insert" and isinstance(receiver, ast.Name) and receiver.id == "bulk"


def _words(node: ast.expr) -> Iterator[str]:
    """The names in `Case.objects.filter(…).order_by`, whatever stands between."""
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return


def main() -> int:
    found = 0
    for path in sorted(SOURCE.rglob("*.py")):
        inside = path.relative_to(SOURCE)
        if is_action(inside):
            continue
        for line, what in offences(path.read_text(encoding="utf-8"), str(path)):
            print(f"{path.relative_to(ROOT)}:{line}: {what}")
            found += 1
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
