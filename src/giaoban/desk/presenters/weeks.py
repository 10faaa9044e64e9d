"""The week picker: every window that was frozen, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from giaoban.desk.queries import Cut
from giaoban.kernel import wording
from giaoban.kernel.weeks import Window

_WEEK = 7


def name(cut: Cut) -> str:
    """Tuần 9: 28/02/2022 – 06/3/2022."""
    span = (
        f"{wording.day(cut.start)} – {wording.day(cut.end)}" if cut.start != cut.end else wording.day(cut.end)
    )
    if "W" not in cut.label:
        return span
    return _("Tuần {n}: {span}").format(n=cut.start.isocalendar().week, span=span)


def span(week: Window) -> str:
    """The same of a week nobody froze yet."""
    days = f"{wording.day(week.start)} – {wording.day(week.end)}"
    return _("Tuần {n}: {span}").format(n=week.start.isocalendar().week, span=days)


def options(found: Sequence[Cut], cut: Cut) -> list[dict[str, Any]]:
    return [{"value": one.label, "label": name(one), "current": one is cut} for one in found]


def as_of(cut: Cut, silent: int, silent_url: str = "") -> dict[str, Any]:
    return {
        "at": cut.until,
        "known": cut.known_at,
        "count": cut.count,
        "not_reported": silent,
        "not_reported_url": silent_url,
        "notes": [],
    }
