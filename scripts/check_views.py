#!/usr/bin/env python3
"""Pages and commands read through `queries.py`, which is scoped, and never import another app's pages.

A view that says `Case.objects` shows the cases of every place to everybody. Run by `./giaoban test`; prints
`file:line: what` and exits 1 when it finds something.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "giaoban"
PAGES = {"views", "forms", "presenters"}
# documents.forms are the forms of Decree 30, not a page's: packages without Django have no pages
NO_DJANGO = {"reading", "documents", "analytics", "policy"}
READERS = PAGES | {"cli", "commands"}  # what may not ask the models by itself
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def role(path: Path) -> str | None:
    """`views` for registry/views.py and registry/views/lists.py; None for a module without a rule."""
    if path.parts[0] in NO_DJANGO:
        return None
    names = [*path.parts[1:-1], path.stem]
    return next((name for name in names if name in READERS), None)


def unscoped(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every use of a model's manager."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield node.lineno, f".{node.attr} in a page or command: ask queries.py"


def foreign_pages(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Every import of another app's views, forms or presenters."""
    for node in ast.walk(tree):
        for name in _imported(node):
            parts = name.split(".")
            page = len(parts) > 2 and parts[0] == "giaoban" and parts[2] in PAGES
            if page and parts[1] not in NO_DJANGO | {package}:
                yield getattr(node, "lineno", 0), f"imports {name}: pages are leaves"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def offences(source: str, path: Path) -> list[tuple[int, str]]:
    """All offences of one module; `path` is relative to src/giaoban."""
    tree = ast.parse(source, str(path))
    found = list(foreign_pages(tree, path.parts[0]))
    if role(path):
        found += unscoped(tree)
    return sorted(set(found))


def main() -> int:
    found = 0
    for path in sorted(SOURCE.rglob("*.py")):
        for line, what in offences(path.read_text(encoding="utf-8"), path.relative_to(SOURCE)):
            print(f"{path.relative_to(ROOT)}:{line}: {what}")
            found += 1
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
