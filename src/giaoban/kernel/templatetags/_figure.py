"""What the figure part shows: label, value, change with its base, companion, sparkline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from giaoban.kernel import wording


def context(f: Mapping[str, Any]) -> dict[str, Any]:
    """`good` says which direction is good news ("up", "down"); without it a change has no colour."""
    unit = f.get("unit") or ""
    value, change = f.get("value"), f.get("change")
    return {
        "id": f.get("id"),
        "label": f.get("label", ""),
        "value": value if isinstance(value, str) else wording.in_unit(value, unit),
        "unit": wording.unit_word(unit),
        "change": _change(change, f.get("base"), unit),
        "news": _news(change, f.get("good")),
        "since": f.get("since") or gettext("kỳ trước"),
        "companion": f.get("companion", ""),
        "status": f.get("status") or "",
        "spark": f.get("spark"),
        "url": f.get("url", ""),
        "big": f.get("big", False),
    }


def _change(change: float | None, base: float | None, unit: str) -> dict[str, str] | None:
    if change is None:
        return None
    arrow, word = ("▲", gettext("tăng")) if change > 0 else ("▼", gettext("giảm"))
    if change == 0:
        arrow, word = "=", gettext("không đổi")
    share = ""
    if base and unit != "percent":
        share = wording.percent(abs(change) / base * 100, 1)
    return {
        "arrow": arrow,
        "word": word,
        "text": wording.change_in_unit(abs(change), unit).lstrip("+"),
        "share": share,
        "base": "" if base is None else wording.in_unit(base, unit),
    }


def _news(change: float | None, good: str | None) -> str:
    if not change or good not in ("up", "down"):
        return ""
    return "good" if (change > 0) == (good == "up") else "danger"
