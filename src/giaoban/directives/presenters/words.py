"""The words of states, moves, measures and goals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.directives import rules
from giaoban.directives.deadlines import END_OF_DAY
from giaoban.directives.lines import body_of
from giaoban.directives.models import Task
from giaoban.directives.queries.measures import CATALOGUE
from giaoban.kernel import wording
from giaoban.places.models import Unit

_NAMED = 3  # bodies a sentence can carry
STATE_WORDS = {
    "given": gettext_lazy("chưa tiếp nhận"),
    "received": gettext_lazy("đã tiếp nhận"),
    "progress": gettext_lazy("đang thực hiện"),
    "stuck": gettext_lazy("vướng mắc"),
    "returned": gettext_lazy("trả lại, làm tiếp"),
    "done": gettext_lazy("chờ xác nhận"),
    "accepted": gettext_lazy("hoàn thành"),
    "withdrawn": gettext_lazy("đã rút"),
}
_TONES = {"stuck": "danger", "returned": "caution", "done": "caution", "accepted": "good"}
MOVE_WORDS = {
    "given": gettext_lazy("Giao việc"),
    "receive": gettext_lazy("Tiếp nhận"),
    "report": gettext_lazy("Báo cáo tiến độ"),
    "stuck": gettext_lazy("Báo vướng mắc"),
    "ask_help": gettext_lazy("Đề nghị hỗ trợ"),
    "answer": gettext_lazy("Báo cáo kết quả"),
    "ask_extension": gettext_lazy("Xin gia hạn"),
    "extend": gettext_lazy("Gia hạn"),
    "refuse_extension": gettext_lazy("Không gia hạn"),
    "reply": gettext_lazy("Ý kiến giải quyết"),
    "sign_off": gettext_lazy("Xác nhận hoàn thành"),
    "return": gettext_lazy("Trả lại"),
    "withdraw": gettext_lazy("Rút nhiệm vụ"),
}


def state_mark(task: Task, now: datetime) -> SafeString:
    """The state in words; late is said beside it, never by colour alone."""
    tag = format_html('<span class="tag {}">{}</span>', _TONES.get(task.state, ""), STATE_WORDS[task.state])
    if rules.is_overdue(task.state, task.due_at, now):
        return format_html('{} <span class="tag danger">{}</span>', tag, _("quá hạn"))
    return tag


def label(indicator: str) -> str:
    known = CATALOGUE.get(indicator)
    if known is None:
        return indicator
    return known.label_en if wording.in_english() else known.label_vi


def unit_of(indicator: str) -> str:
    known = CATALOGUE.get(indicator)
    return known.unit if known else ""


def goal(task: Task) -> str:
    """ "không quá 80 (−20% so với khi giao)"."""
    target = rules.target_of(task.start_value, task.target, task.target_change)
    return goal_words(task.measure, task.direction, target, task.target_change)


def goal_words(indicator: str, direction: str, target: float | None, change: float | None) -> str:
    words = _("ít nhất") if direction == "up" else _("không quá")
    if target is not None:
        words += " " + wording.in_unit(target, unit_of(indicator))
    if change is None:
        return words
    relative = _("%(change)s so với khi giao") % {"change": wording.signed(change) + "%"}
    return f"{words} ({relative})" if target is not None else relative


def bodies(role: str, units: Sequence[Unit], agency: str = "") -> str:
    """Three by name, the others by number."""
    if agency:
        return agency
    named = ", ".join(body_of(role, u) for u in units[:_NAMED])
    if len(units) <= _NAMED:
        return named
    return _("%(named)s và %(n)s đơn vị khác") % {"named": named, "n": wording.number(len(units) - _NAMED)}


def shortened(text: str, most: int = 120) -> str:
    """Cut at a word."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def until(due: datetime) -> str:
    """A deadline that ends with its day is written as the day; others with their hour."""
    if due.time().replace(second=0) == END_OF_DAY:
        return _("hết ngày %(day)s") % {"day": wording.day(due.date())}
    return wording.moment(due)
