"""The place page's own words: what is sent, what stands there, how a level is reasoned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk.queries import LevelOf
from giaoban.desk.queries.unit import Sent
from giaoban.kernel import wording
from giaoban.places.models import Facility, Unit

SHEETS = {
    "linelist": gettext_lazy("Danh sách ca bệnh"),
    "residents": gettext_lazy("Danh sách người dân và mũi tiêm"),
    "cases": gettext_lazy("Ca mắc, khỏi bệnh, tử vong"),
    "tests": gettext_lazy("Xét nghiệm"),
    "beds": gettext_lazy("Giường bệnh"),
    "vaccination": gettext_lazy("Tiêm chủng"),
}
KINDS = {
    "station": gettext_lazy("Trạm Y tế"),
    "mobile_station": gettext_lazy("Trạm Y tế lưu động"),
    "hospital": gettext_lazy("Bệnh viện"),
    "collection": gettext_lazy("Khu thu dung, điều trị"),
    "central": gettext_lazy("Cơ sở cách ly tập trung"),
}
_LATE = 7  # days after which a weekly return is late: the week it is for is over


def sheets(found: Iterable[Sent], today: date) -> list[dict[str, Any]]:
    return [
        {
            "name": SHEETS[sent.kind],
            "until": sent.until,
            "recorded_at": sent.recorded_at,
            "late": sent.until is None or (today - sent.until).days > _LATE,
        }
        for sent in found
    ]


def sites(found: Iterable[Facility], counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "named": [{"name": f.name, "kind": KINDS.get(f.kind, f.kind), "phone": f.phone} for f in found],
        "counts": [{"kind": KINDS.get(kind, kind), "n": n} for kind, n in sorted(counts.items()) if n],
    }


def proposal(level: LevelOf) -> str:
    """The computed side in one sentence."""
    if level.outcome == "no_rule":
        return _("Không có quy định về cấp độ dịch vào ngày này.")
    if level.proposed:
        same = level.announced is None or level.announced == level.proposed
        words = _("Đề xuất cấp {n}.") if same else _("Đề xuất cấp {n}, khác cấp đã công bố.")
        return words.format(n=level.proposed)
    if level.low and level.high:
        return _("Chưa xác định được cấp đề xuất: có thể từ cấp {low} đến cấp {high}.").format(
            low=level.low, high=level.high
        )
    return _("Bản chốt này không tính cấp độ dịch cho địa bàn.")


def announcement(level: LevelOf, unit: Unit) -> str:
    """The legal side: which paper, by whom, since when."""
    if level.order is None:
        above = _("Cấp độ dịch được công bố cho từng xã, không cho cấp này.")
        return _("Chưa có công bố cấp độ dịch.") if unit.level == "commune" else above
    order = level.order
    return _("{number}, {issuer}, hiệu lực từ {moment}").format(
        number=order.number, issuer=order.issuer, moment=wording.moment(order.effective_at)
    )


def tree_name(unit: Unit) -> str:
    return _("địa giới {year}").format(year=unit.valid_from.year)
