"""The words of verdicts, severities, states and reasons."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.directives.programmes.rules import inspections, pilots, targets
from giaoban.kernel import wording
from giaoban.policy import watch

VERDICTS = {
    targets.REACHED: gettext_lazy("đã đạt"),
    targets.ON_PATH: gettext_lazy("đúng lộ trình"),
    targets.BEHIND: gettext_lazy("chậm lộ trình"),
    targets.MISSED: gettext_lazy("hết hạn, chưa đạt"),
    targets.UNKNOWN: gettext_lazy("chưa đánh giá được"),
}
_VERDICT_TONES = {
    "reached": "good",
    "on_path": "good",
    "behind": "caution",
    "missed": "danger",
    "unknown": "",
}
WHY = {
    "no_value": gettext_lazy("kỳ này không có số liệu"),
    "no_start": gettext_lazy("khi đặt chỉ tiêu không có số liệu bắt đầu"),
    "no_goal": gettext_lazy("mức cần đạt tính theo số bắt đầu, mà khi đặt không có số liệu"),
}
SEVERITIES = {
    inspections.GRAVE: gettext_lazy("nghiêm trọng"),
    inspections.SERIOUS: gettext_lazy("đáng kể"),
    inspections.MINOR: gettext_lazy("nhẹ"),
}
_SEVERITY_TONES = {inspections.GRAVE: "danger", inspections.SERIOUS: "caution"}
VISIT_STATES = {
    "planned": gettext_lazy("trong kế hoạch"),
    "closed": gettext_lazy("đã kết thúc"),
    "cancelled": gettext_lazy("đã hủy"),
}
DECISIONS = {
    pilots.STOP: gettext_lazy("dừng"),
    pilots.CONTINUE: gettext_lazy("tiếp tục thí điểm"),
    pilots.SCALE: gettext_lazy("nhân rộng"),
}
RANKS = {
    watch.URGENT: gettext_lazy("khẩn"),
    watch.HIGH: gettext_lazy("cao"),
    watch.WATCHED: gettext_lazy("cần hỏi"),
    watch.OFF: gettext_lazy("đang lắng"),
}
_RANK_TONES = {watch.URGENT: "danger", watch.HIGH: "caution"}


def tag(words: Any, tone: str = "") -> SafeString:
    return format_html('<span class="tag {}">{}</span>', tone, words)


def verdict(name: str) -> SafeString:
    return tag(VERDICTS[name], _VERDICT_TONES[name])


def severity(name: str) -> SafeString:
    return tag(SEVERITIES[name], _SEVERITY_TONES.get(name, ""))


def rank(n: int) -> SafeString:
    return tag(RANKS[n], _RANK_TONES.get(n, ""))


def gap(standing: targets.Standing, unit: str) -> str:
    """ "chậm 12 ca so với lộ trình", or why nothing can be told."""
    if standing.gap is not None:
        amount = wording.in_unit(standing.gap, unit)
        if unit == "percent":
            amount = wording.number(standing.gap, 2) + " " + _("điểm %")
        elif wording.unit_word(unit):
            amount = f"{amount} {wording.unit_word(unit)}"
        return _("còn thiếu %(amount)s") % {"amount": amount}
    return str(WHY[standing.why]) if standing.why else ""


def place_tally(counts: Any) -> str:
    """ "3 nơi chậm lộ trình, 174 nơi đúng lộ trình", worst first."""
    said = []
    for name in targets.VERDICTS:
        if counts[name]:
            where = ngettext("%(n)s nơi", "%(n)s nơi", counts[name]) % {"n": wording.number(counts[name])}
            said.append(f"{where} {VERDICTS[name]}")
    return ", ".join(said)


def rows_url(evaluation_id: int, indicator: str, code: str, window: str = "") -> str:
    """Where a figure of an evaluation opens to its rows."""
    url = reverse("figure_rows", args=[evaluation_id, indicator]) + f"?place={code}"
    return f"{url}&window={window}" if window else url


SECTIONS = [
    ("watch", gettext_lazy("Xã cần theo dõi")),
    ("targets", gettext_lazy("Chỉ tiêu")),
    ("inspections", gettext_lazy("Kiểm tra")),
    ("pilots", gettext_lazy("Thí điểm")),
    ("tasks", gettext_lazy("Nhiệm vụ")),
]


def sections(current: str) -> list[dict[str, Any]]:
    """The programmes beside each other, and the way back to the tasks they give out."""
    return [
        {"url": reverse(name), "label": said, "count": None, "current": name == current}
        for name, said in SECTIONS
    ]


def window(start: date, end: date) -> str:
    return f"{wording.day(start)} – {wording.day(end)}"
