"""Words the briefing's pages share: names of figures, windows, verdicts, statuses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording

WEEK_DAYS = 7

Words = dict[str, str | Promise]
CHAPTERS: Words = {
    "Ca mắc": gettext_lazy("Ca mắc"),
    "Ca mắc theo tuổi và nghề": gettext_lazy("Ca mắc theo tuổi và nghề"),
    "Khỏi bệnh, tử vong": gettext_lazy("Khỏi bệnh, tử vong"),
    "Cấp độ dịch": gettext_lazy("Cấp độ dịch"),
    "Đang quản lý, điều trị": gettext_lazy("Đang quản lý, điều trị"),
    "Mức độ bệnh": gettext_lazy("Mức độ bệnh"),
    "Phân tầng điều trị": gettext_lazy("Phân tầng điều trị"),
    "Hỗ trợ hô hấp": gettext_lazy("Hỗ trợ hô hấp"),
    "Chăm sóc tại nhà": gettext_lazy("Chăm sóc tại nhà"),
    "Báo động": gettext_lazy("Báo động"),
    "Chuyển viện": gettext_lazy("Chuyển viện"),
    "Thuốc, vật tư": gettext_lazy("Thuốc, vật tư"),
    "Giường bệnh": gettext_lazy("Giường bệnh"),
    "Đối tượng cần bảo vệ trọng điểm": gettext_lazy("Đối tượng cần bảo vệ trọng điểm"),
    "Tiêm chủng": gettext_lazy("Tiêm chủng"),
    "Tiêm chủng theo tuổi": gettext_lazy("Tiêm chủng theo tuổi"),
    "Xét nghiệm": gettext_lazy("Xét nghiệm"),
    "Chất lượng số liệu": gettext_lazy("Chất lượng số liệu"),
}
VERDICTS: Words = {
    "holds": gettext_lazy("khớp"),
    "fails": gettext_lazy("không khớp"),
    "undecided": gettext_lazy("chưa kiểm tra được"),
}
KINDS: Words = {
    "sum": gettext_lazy("tổng bằng các phần"),
    "share": gettext_lazy("tỷ lệ bằng tử số trên mẫu số"),
    "change": gettext_lazy("tăng, giảm bằng kỳ này trừ kỳ trước"),
    "window": gettext_lazy("độ dài của kỳ"),
    "cumulative": gettext_lazy("đầu kỳ, trong kỳ và cuối kỳ"),
    "bound": gettext_lazy("phần không lớn hơn tổng"),
}
RULE_STATUS: Words = {
    "confirmed": gettext_lazy("đã đối chiếu"),
    "single-source": gettext_lazy("một nguồn"),
    "inferred": gettext_lazy("suy ra"),
    "unverified": gettext_lazy("chưa đối chiếu bản gốc"),
    "no_rule": gettext_lazy("chưa có quy định"),
}


def label(figure: Mapping[str, Any]) -> str:
    return str(figure["label_en"] if wording.in_english() else figure["label"])


def chapter(figure: Mapping[str, Any]) -> str:
    return str(CHAPTERS.get(figure["chapter"], figure["chapter"]))


def value(figure: Mapping[str, Any], what: str = "value") -> str:
    """As written on screens; without data it says so."""
    held = figure[what]
    return _("chưa có số liệu") if held is None else wording.in_unit(held, figure["unit"])


def period(start: date, end: date) -> str:
    """ "Tuần 9 · 28/02/2022 – 06/3/2022" for an ISO week, else the two days."""
    days = f"{wording.day(start)} – {wording.day(end)}"
    if start.isoweekday() == 1 and (end - start).days + 1 == WEEK_DAYS:
        return _("Tuần %(week)s") % {"week": start.isocalendar().week} + f" · {days}"
    return days


def window(figure: Mapping[str, Any]) -> str:
    held = figure["window"]
    start, end = date.fromisoformat(held["from"]), date.fromisoformat(held["to"])
    return f"{wording.day(start)} – {wording.day(end)}"
