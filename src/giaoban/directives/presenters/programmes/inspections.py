"""Visits and findings as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.directives.presenters import state_mark
from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.models import Finding, Visit
from giaoban.directives.programmes.rules import inspections as rules
from giaoban.kernel import wording
from giaoban.kernel.tables import Column

TABS = [
    ("planned", gettext_lazy("Trong kế hoạch")),
    ("open", gettext_lazy("Còn việc khắc phục")),
    ("closed", gettext_lazy("Đã kết thúc")),
    ("all", gettext_lazy("Tất cả")),
]
VISIT_COLUMNS = [
    Column("where", gettext_lazy("Nơi kiểm tra"), head=True, link="url"),
    Column("on", gettext_lazy("Ngày"), "date"),
    Column("theme", gettext_lazy("Nội dung")),
    Column("team", gettext_lazy("Đoàn")),
    Column("state", gettext_lazy("Tình trạng")),
    Column("findings", gettext_lazy("Phát hiện"), "number"),
    Column("open", gettext_lazy("Chưa khắc phục xong"), "number"),
    Column("earlier", gettext_lazy("Còn từ các lần trước")),
]


def where(visit: Visit) -> str:
    return f"{visit.facility.name}, {visit.unit.full_name}" if visit.facility else visit.unit.full_name


def tabs(counts: Mapping[str, int], chosen: str, address: Callable[[str], str]) -> list[dict[str, Any]]:
    return [
        {"url": address(key), "label": said, "count": counts[key], "current": key == chosen}
        for key, said in TABS
    ]


def visit_row(visit: Visit, open_there: int) -> dict[str, Any]:
    """`open_there`: every open finding of the unit, of this visit and others."""
    findings = list(visit.findings.all())
    still = sum(rules.is_open(f.task.state if f.task else None) for f in findings)
    earlier = max(0, open_there - still)
    return {
        "where": where(visit),
        "url": reverse("inspection", args=[visit.pk]),
        "on": visit.on,
        "theme": visit.theme,
        "team": visit.team,
        "state": str(words.VISIT_STATES[visit.state]),
        "findings": len(findings),
        "open": still,
        "earlier": _earlier(earlier) if visit.state == Visit.PLANNED and earlier else "",
        "_class": "warn" if still else "",
    }


def _earlier(n: int) -> SafeString:
    said = ngettext("%(n)s phát hiện chưa xong", "%(n)s phát hiện chưa xong", n) % {"n": wording.number(n)}
    return words.tag(said, "caution")


def finding(one: Finding, now: datetime) -> dict[str, Any]:
    """A finding with the state of its repair."""
    task = one.task
    return {
        "finding": one,
        "severity": words.severity(one.severity),
        "repair": task,
        "url": reverse("task", args=[task.pk]) if task else "",
        "state": state_mark(task, now) if task else words.tag(_("chưa có việc khắc phục"), "danger"),
        "bare": task is None or task.state == "withdrawn",
    }


def tally(findings: list[Finding]) -> str:
    """ "2 nghiêm trọng, 1 nhẹ"."""
    counted = [(s, sum(f.severity == s for f in findings)) for s in rules.SEVERITIES]
    return ", ".join(f"{wording.number(n)} {words.SEVERITIES[s]}" for s, n in counted if n)


def state(visit: Visit) -> SafeString:
    tone = {"planned": "caution", "closed": "good"}.get(visit.state, "")
    return format_html('<span class="tag {}">{}</span>', tone, words.VISIT_STATES[visit.state])
