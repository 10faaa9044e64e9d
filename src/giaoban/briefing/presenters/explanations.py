"""Wording of the page on which a unit sees its figures before they are frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing.explanations.models import Explanation
from giaoban.briefing.explanations.queries import Shown
from giaoban.briefing.presenters import words
from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.kernel.weeks import Window, week_label
from giaoban.places.models import Unit
from giaoban.situation import queries as situation

COLUMNS = [
    Column("label", gettext_lazy("Số liệu"), head=True),
    Column("value", gettext_lazy("Lúc này"), kind="number", link="rows_url"),
    Column("before", gettext_lazy("Tuần trước, đã chốt"), kind="number"),
    Column("change", gettext_lazy("Tăng, giảm"), kind="signed"),
    Column("notes", gettext_lazy("Giải trình")),
    Column("act", "", link="act_url"),
]


def period(week: Window) -> str:
    return words.period(week.start, week.end)


def days_gone(week: Window, today: date) -> int:
    """Of a week that is not over; 0 of one that is."""
    return (today - week.start).days + 1 if today < week.end else 0


def tabs(weeks: Sequence[Window], current: Window) -> list[dict[str, Any]]:
    """A choice only where two weeks are open."""
    if len(weeks) < 2:
        return []
    return [
        {"url": f"?week={week_label(w)}", "label": period(w), "current": w == current}
        for w in sorted(weeks, key=lambda w: w.start)
    ]


def label(indicator_id: str) -> str:
    found = situation.CATALOGUE.get(indicator_id)
    if found is None:
        return indicator_id
    return found.label_en if wording.in_english() else found.label_vi


def choices(shown: Sequence[Shown]) -> list[tuple[str, str]]:
    return [(one.id, label(one.id)) for one in shown]


def rows(shown: Sequence[Shown], unit: Unit, week: Window, *, sees_cases: bool) -> list[dict[str, Any]]:
    days = {"place": unit.code, "since": week.start.isoformat(), "until": week.end.isoformat()}
    listed = f"{reverse('line_list')}?{urlencode(days)}" if sees_cases else ""
    return [
        {
            "label": label(one.id),
            "value": one.value,
            "rows_url": listed if one.id == "new" and one.value else "",
            "before": one.before,
            "change": None if one.value is None or one.before is None else one.value - one.before,
            "notes": _notes(one.notes),
            "act": _("Giải trình"),
            "act_url": f"?{urlencode({'week': week_label(week), 'figure': one.id})}#giai-trinh",
        }
        for one in shown
    ]


def _notes(notes: Sequence[Explanation]) -> str:
    """Each with when it was written and of which value."""
    return format_html_join(
        mark_safe("<br>"),
        '{} <span class="quiet small">({}: {})</span>',
        ((n.text, wording.moment(n.at), _("chưa có số liệu") if n.value is None else wording.number(n.value))
         for n in notes),
    )  # fmt: skip
