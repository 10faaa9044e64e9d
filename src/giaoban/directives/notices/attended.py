"""Who sat at the meeting a notice tells of: its sites by name while a reader still takes them in."""

from __future__ import annotations

from collections.abc import Sequence

from giaoban.briefing.document.facts import in_sentence
from giaoban.directives.models import Meeting, Site
from giaoban.kernel.vietnamese import number

NAMED = 20  # sites told by name: a province's districts and its chief departments; more are counted. A guess
_THERE = (Site.Attendance.PRESENT, Site.Attendance.REPRESENTED)


def attended(meeting: Meeting | None) -> str:
    """Empty where no meeting was held here or nobody was marked."""
    if meeting is None:
        return ""
    sites = list(meeting.sites.order_by("body__name", "unit__path", "id"))
    there = [s for s in sites if s.attendance in _THERE]
    absent = [s for s in sites if s.attendance == Site.Attendance.ABSENT]
    told = [f"Cùng dự tại các điểm cầu có đại diện {_names(there)}."] if there else []
    told += [f"Vắng: {_names(absent)}."] if absent else []
    return " ".join(told)


def _names(sites: Sequence[Site]) -> str:
    if len(sites) > NAMED:
        return f"{number(len(sites))} đơn vị"
    return ", ".join(in_sentence(s.name) if s.unit_id else s.name for s in sites)
