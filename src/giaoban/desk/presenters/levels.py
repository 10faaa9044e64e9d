"""The level of one unit in words: the legal side and the computed side."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from giaoban.desk.queries import LevelOf
from giaoban.kernel import wording
from giaoban.places.models import Unit


def block(level: LevelOf, unit: Unit) -> dict[str, Any]:
    """What desk/_level.html shows."""
    return {"level": level, "announcement": announcement(level, unit), "proposal": proposal(level)}


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
