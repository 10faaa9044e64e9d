"""`giaoban docs`: writes the pages of `docs/` that are made from the code, or says which are stale."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from giaoban.config.commands import common
from giaoban.config.documented import commands, layers, rules

MADE = "<!-- Written by `./giaoban docs`; changes here are lost. -->\n\n"


def docs(
    check: Annotated[
        bool, typer.Option("--check", help="Không ghi; kết thúc với mã 1 khi có trang đã cũ.")
    ] = False,
) -> None:
    """Viết lại các trang tài liệu sinh từ mã nguồn: chỉ số, bảng, quy định, vai trò, lệnh, tầng."""
    with without_installation():
        stale = {name: text for name, text in pages().items() if not is_current(name, text)}
    if not check:
        for name, text in stale.items():
            (common.ROOT / "docs" / name).write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name}: {'đã cũ' if check else 'đã viết lại'}", file=sys.stderr)
    if check and stale:
        print("→ Chạy ./giaoban docs rồi commit các trang đó.", file=sys.stderr)
        raise typer.Exit(1)


def pages() -> dict[str, str]:
    """File name and text of every generated page. Django must be set up."""
    from giaoban.config.documented import roles
    from giaoban.situation import definitions

    makers: dict[str, Callable[[], str]] = {
        "commands.md": commands.commands_markdown,
        "indicators.md": lambda: definitions.indicators_markdown(common.ROOT / "tests" / "spec"),
        "layers.md": layers.layers_markdown,
        "roles.md": roles.roles_markdown,
        "rules.md": rules.rules_markdown,
        "tables.md": definitions.tables_markdown,
    }
    return {name: MADE + make().rstrip() + "\n" for name, make in makers.items()}


def is_current(name: str, text: str) -> bool:
    path = common.ROOT / "docs" / name
    return path.is_file() and path.read_text(encoding="utf-8") == text


@contextmanager
def without_installation() -> Iterator[None]:
    """A state that is thrown away: pages are the same everywhere, and no installation is touched."""
    before = os.environ.get("GIAOBAN_STATE")
    with tempfile.TemporaryDirectory(prefix="giaoban-docs-") as directory:
        common.setup(Path(directory))
        yield
    if before is None:
        del os.environ["GIAOBAN_STATE"]
    else:
        os.environ["GIAOBAN_STATE"] = before
