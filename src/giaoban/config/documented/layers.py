"""docs/layers.md: the layers of the import contract and what lives in each."""

from __future__ import annotations

import ast
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from giaoban.config.commands.common import ROOT

INTRO = """# Layers

Imports only go down: a package imports packages below it, never one above or beside it. Layers and
contracts are those of `pyproject.toml` (`[tool.importlinter]`), the words those of each package's own
docstring. `./giaoban test` holds the code to them. Why: [ADR 0001](adr/0001-imports-only-go-down.md).
"""


def layers_markdown() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    lines = [INTRO, "| layer, from the top | what lives there |", "|---|---|"]
    for layer in layers:
        lines += [f"| `{name}` | {_what(name)} |" for name in layer.split(" | ")]
    beside = ", ".join(layer.replace(" | ", " and ") for layer in layers if "|" in layer)
    lines += ["", f"Packages in one line of the contract stand beside each other: {beside}.", ""]
    lines += ["## Contracts", "", "| contract | what it forbids |", "|---|---|"]
    lines += [f"| {contract['name']} | {_forbids(contract)} |" for contract in contracts]
    return "\n".join([*lines, ""])


def _what(package: str) -> str:
    """The package's docstring, read without importing it: some need Django."""
    spec = find_spec(f"giaoban.{package}")
    assert spec is not None and spec.origin is not None, package
    told = ast.get_docstring(ast.parse(Path(spec.origin).read_text("utf-8"))) or ""
    return " ".join(told.split())


def _forbids(contract: dict[str, Any]) -> str:
    if contract["type"] == "layers":
        return "a package imports one above or beside it; a package that is in no layer"
    if contract["type"] == "protected":
        allowed = _names(contract["allowed_importers"])
        return f"{_names(contract['protected_modules'])} imported by others than {allowed}"
    return f"{_names(contract['source_modules'])} import {_names(contract['forbidden_modules'])}"


def _names(modules: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in modules)
