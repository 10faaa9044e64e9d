"""`giaoban check-install`: what this machine has, what is missing, and the command that installs it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from giaoban.config.commands import common
from giaoban.config.commands.inventory import Finding, findings

_MARKS = {"ok": "✓", "optional": "–", "missing": "✗"}


def check_install(
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả bằng JSON.")] = False,
    state: common.StateOption = None,
) -> None:
    """Máy này có gì, thiếu gì, cài thêm bằng lệnh nào."""
    found = findings(common.choose_state(state))
    ready = all(finding.status != "missing" for finding in found)
    if as_json:
        body = {"ready": ready, "findings": [finding.as_dict() for finding in found]}
        print(json.dumps(body, ensure_ascii=False, indent=1))
    else:
        _table(found, print)
        print("" if ready else "\nCòn thiếu thành phần bắt buộc (✗).", file=sys.stderr)
    raise typer.Exit(0 if ready else 1)


def _table(found: list[Finding], out: Callable[[str], object]) -> None:
    width = max(len(finding.name) for finding in found)
    for finding in found:
        out(f"{_MARKS[finding.status]} {finding.name.ljust(width)}  {finding.detail}")
        if finding.next_step:
            out(f"  {' ' * width}  → {finding.next_step}")
