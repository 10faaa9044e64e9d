"""The list of briefings, a table a week."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing.models import Briefing
from giaoban.briefing.presenters import words
from giaoban.briefing.queries import signature
from giaoban.kernel import wording
from giaoban.kernel.tables import Column

COLUMNS = [
    Column("place", gettext_lazy("Địa bàn"), head=True, link="url"),
    Column("count", gettext_lazy("Cách đếm")),
    Column("known_at", gettext_lazy("Chốt theo ghi nhận đến"), "moment"),
    Column("state", gettext_lazy("Trạng thái")),
    Column("slug", gettext_lazy("Mã báo cáo")),
]


def weeks(briefings: list[Briefing]) -> list[dict[str, Any]]:
    """Consecutive briefings of one window together."""
    found = []
    for (start, end), members in groupby(briefings, key=lambda b: (b.evaluation.start, b.evaluation.end)):
        found.append({"title": words.period(start, end), "rows": [row(b) for b in members]})
    return found


def row(briefing: Briefing) -> dict[str, Any]:
    return {
        "place": briefing.place.full_name,
        "url": reverse("briefing", args=[briefing.slug]),
        "count": count(briefing),
        "known_at": briefing.evaluation.snapshot.known_at,
        "state": state(briefing),
        "slug": briefing.slug,
    }


def count(briefing: Briefing) -> str:
    return _("số Bộ Y tế công bố") if briefing.evaluation.count == "ministry" else _("số của tỉnh")


def state(briefing: Briefing) -> str:
    """Signed, with whom and when; else a draft."""
    signed = signature(briefing)
    if signed is None:
        return _("dự thảo")
    who = signed.by.get_full_name() if signed.by else ""
    return _("đã ký %(when)s") % {"when": wording.moment(signed.at)} + (f" · {who}" if who else "")
