"""The form in force on a date, from the dated tables beside this file."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi

FormTable = dict[str, Any]


@cache
def versions(form: str) -> tuple[FormTable, ...]:
    """All versions of a form, oldest first; a version may state only what it changes."""
    text = (files(__package__) / f"{form}.yaml").read_text(encoding="utf-8")
    whole: dict[str, FormTable] = {}
    for entry in yaml.safe_load(text):
        base = whole.get(entry.get("changes_from", ""), {})
        whole[entry["id"]] = {**base, **entry}
    return tuple(sorted(whole.values(), key=lambda table: table["from"]))


def in_force(form: str, on: date) -> FormTable:
    """The form a paper dated `on` takes."""
    valid = [table for table in versions(form) if table["from"] <= on]
    if not valid:
        first = versions(form)[0]
        raise UserError(
            "no_form",
            f"Chưa có quy định thể thức văn bản cho ngày {date_vi(on)}.",
            f"Thể thức sớm nhất đang có: {first['reference']}.",
        )
    return valid[-1]
