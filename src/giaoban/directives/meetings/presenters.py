"""Meetings as rows and steps: what a page, a secretary and a projector show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing.models import Briefing
from giaoban.directives.meetings import agenda
from giaoban.directives.meetings.models import AgendaItem, Meeting, Site
from giaoban.documents.model import Block, Bullets, Figure, Paragraph, Table
from giaoban.documents.wording import cell_text
from giaoban.kernel import wording
from giaoban.kernel.tables import Column

_TONES = {"planned": "", "held": "caution", "concluded": "good"}
COLUMNS = [
    Column("title", gettext_lazy("Cuộc họp"), head=True, link="url"),
    Column("at", gettext_lazy("Thời gian"), "moment"),
    Column("place", gettext_lazy("Địa bàn")),
    Column("chair", gettext_lazy("Chủ trì")),
    Column("state", gettext_lazy("Tình trạng")),
    Column("conclusions", gettext_lazy("Kết luận"), "number"),
]
LEVEL_COLUMNS = [
    Column("name", gettext_lazy("Địa bàn"), head=True),
    Column("previous", gettext_lazy("Kỳ trước"), "level"),
    Column("now", gettext_lazy("Kỳ này"), "level"),
]
CHECK_COLUMNS = [
    Column("figure", gettext_lazy("Số liệu"), head=True),
    Column("explanation", gettext_lazy("Phép tính")),
]


def state_mark(meeting: Meeting) -> SafeString:
    return format_html('<span class="tag {}">{}</span>', _TONES[meeting.state], meeting.get_state_display())


def row(meeting: Meeting, n_conclusions: int) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "url": reverse("meeting", args=[meeting.pk]),
        "at": meeting.starts_at,
        "place": meeting.place.full_name,
        "chair": meeting.chair,
        "state": state_mark(meeting),
        "conclusions": n_conclusions,
    }


def briefing_label(briefing: Briefing) -> tuple[str, str]:
    start, end = briefing.evaluation.start, briefing.evaluation.end
    return briefing.slug, f"{wording.day(start)} – {wording.day(end)} · {briefing.slug}"


def told(counted: Counter[str]) -> str:
    """ "12 có mặt · 1 vắng"."""
    named = [(Site.Attendance(key).label, counted[key]) for key in Site.Attendance.values if counted[key]]
    return " · ".join(f"{wording.number(n)} {words}" for words, n in named)


_SITE_TONES = {"present": "good", "represented": "", "absent": "danger", "invited": "caution"}


def site_mark(site: Site) -> SafeString:
    mark = format_html(
        '<span class="tag {}">{}</span>', _SITE_TONES[site.attendance], site.get_attendance_display()
    )
    return format_html("{} {}", mark, site.note) if site.note else mark


def step(item: AgendaItem, briefing: Briefing | None, now: datetime) -> dict[str, Any]:
    """One screen of the walk."""
    found: dict[str, Any] = {"title": item.title, "kind": item.kind, "text": item.text}
    if item.kind in (AgendaItem.Kind.OVERDUE, AgendaItem.Kind.OBSTACLES):
        content = item.content or agenda.living(item.kind, item.meeting.place, now)
        return {**found, "table": _plain(content), "at": content["at"]}
    if briefing is None or item.kind == AgendaItem.Kind.FREE:
        return found
    if item.kind == AgendaItem.Kind.FIGURES:
        link = reverse("briefing", args=[briefing.slug])
        figures = [
            {"figure": f, "url": f"{link}?figure={f['id']}#margin"} for f in agenda.key_figures(briefing)
        ]
        return {**found, "figures": figures}
    if item.kind == AgendaItem.Kind.LEVELS:
        rows = [
            {"name": r["name"], "previous": r["previous"], "now": r["announced"]}
            for r in agenda.moved(briefing)
        ]
        return {**found, "columns": LEVEL_COLUMNS, "rows": rows}
    if item.kind == AgendaItem.Kind.CHECKS:
        labels = {f["id"]: f["label_en"] if wording.in_english() else f["label"] for f in briefing.figures}
        rows = [
            {"figure": labels.get(c["figures"][0], c["figures"][0]), "explanation": c["explanation"]}
            for c in agenda.failing(briefing)
        ]
        return {**found, "columns": CHECK_COLUMNS, "rows": rows}
    return {**found, "parts": _parts(item, briefing)}


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    return {"columns": content["columns"], "rows": content["rows"]}


def _parts(item: AgendaItem, briefing: Briefing) -> list[dict[str, Any]]:
    """The section as it stands in the briefing; by its title, for a section added later moves the others."""
    chapters = agenda.chapters(briefing)
    same = next((c for c in chapters if c.title == item.title), None)
    chapter = same or next((c for c in chapters if c.ref == item.ref), None)
    return [_part(label, block, briefing.slug) for label, block in chapter.blocks] if chapter else []


def _part(label: str, block: Block, slug: str) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "html": _runs(block.runs, slug)}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_runs(item, slug) for item in block.items]}
    if isinstance(block, Table):
        return {"kind": "table", **_table(block, label)}
    if isinstance(block, Figure):
        return {"kind": "figure", "svg": block.svg, "caption": label + block.caption}
    return {"kind": "heading", "text": label + getattr(block, "text", "")}


def _runs(runs: Sequence[Any], slug: str) -> SafeString:
    """Every figure a link to its place in the briefing, where its definition and rows are."""
    base = reverse("briefing", args=[slug])
    return format_html_join(
        "", "{}",
        (
            (format_html('<a class="fig" href="{}?figure={}#margin">{}</a>', base, r.ref, r.text),)
            if r.ref else (r.text,)
            for r in runs
        ),
    )  # fmt: skip


def _table(table: Table, label: str) -> dict[str, Any]:
    return {
        "title": label + (table.title or ""),
        "columns": [c.title for c in table.columns],
        "right": [c.align == "right" for c in table.columns],
        "rows": [_cells(table, row) for row in table.rows],
        "total": _cells(table, table.total) if table.total else [],
    }


def _cells(table: Table, row: Sequence[Any]) -> list[str]:
    return [cell_text(value, column.places) for value, column in zip(row, table.columns, strict=True)]


def steps(items: Sequence[AgendaItem]) -> list[str]:
    return [*(item.title for item in items), _("Kết luận")]
