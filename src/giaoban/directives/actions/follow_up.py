"""The follow-up section of the next briefing: what was concluded, done, late, stuck, and what figures say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from giaoban.briefing import actions as briefing_actions
from giaoban.briefing.models import Briefing, Section
from giaoban.directives.queries.follow_up import FollowUp, Path, follow_up
from giaoban.directives.queries.measures import CATALOGUE
from giaoban.kernel import clock
from giaoban.kernel.vietnamese import datetime_vi, number, percent

KEY = "follow_up"
TITLE = "Kết quả thực hiện các kết luận trước"
POSITION = 40  # after the situation, treatment and vaccination of the briefing's form
_OBSTACLES = 5  # bodies named in the text; all of them are on the conclusion's page
_COLUMNS = [
    "Kết luận", "Đã giao", "Tiếp nhận", "Hoàn thành", "Quá hạn", "Vướng mắc", "Số liệu: khi giao → kỳ này",
]  # fmt: skip


def add_follow_up(*, by: Any, briefing: Briefing) -> Section | None:
    """Called after a briefing is drafted. Nothing to follow up, no section; once added it stays."""
    now = clock.now()
    told = follow_up(briefing, now)
    if not told:
        return None
    return briefing_actions.add_section(
        by=by, briefing=briefing, key=KEY, title=TITLE, position=POSITION, content=content(told, now)
    )


def content(told: Sequence[FollowUp], now: datetime) -> dict[str, Any]:
    """A signed document is Vietnamese whoever makes it."""
    return {
        "paragraphs": [_summary(told, now), *_figures(told), *_stuck(told)],
        "table": {"columns": _COLUMNS, "rows": [_row(f) for f in told]},
    }


def _summary(told: Sequence[FollowUp], now: datetime) -> str:
    given, received, done, late, stuck = (
        sum(getattr(f, name) for f in told) for name in ("given", "received", "done", "late", "stuck")
    )
    return (
        f"Tính đến {datetime_vi(now)}, {number(len(told))} kết luận của các kỳ trước được giao thành "
        f"{number(given)} nhiệm vụ: đã tiếp nhận {number(received)}, đã báo cáo hoàn thành {number(done)}, "
        f"quá hạn {number(late)}, đang vướng mắc {number(stuck)}."
    )


def _figures(told: Sequence[FollowUp]) -> list[str]:
    return [
        f"{CATALOGUE[p.indicator].label_vi}: khi giao {_value(p.then, p.unit)}, kỳ này "
        f"{_value(p.now, p.unit)}; {number(p.reached)} trong {number(p.decided)} đơn vị đạt mức được giao."
        for f in told
        for p in f.paths
    ]


def _stuck(told: Sequence[FollowUp]) -> list[str]:
    named = [f"{body}: {what}" for f in told for body, what in f.obstacles]
    if not named:
        return []
    more = f" (và {number(len(named) - _OBSTACLES)} đơn vị khác)" if len(named) > _OBSTACLES else ""
    return ["Vướng mắc: " + "; ".join(n.rstrip(".") for n in named[:_OBSTACLES]) + more + "."]


def _row(f: FollowUp) -> list[Any]:
    return [f.conclusion.text, f.given, f.received, f.done, f.late, f.stuck, _paths(f.paths)]


def _paths(paths: Sequence[Path]) -> str:
    if not paths:
        return "không gắn chỉ số"
    return "; ".join(
        f"{CATALOGUE[p.indicator].label_vi}: {_value(p.then, p.unit)} → {_value(p.now, p.unit)}"
        for p in paths
    )


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "chưa có số liệu"
    return percent(value) if unit == "percent" else number(value, 1 if value % 1 else 0)
