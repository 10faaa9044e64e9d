"""Wording of places: what a match means, in Vietnamese."""

from __future__ import annotations

from giaoban.kernel.told import told
from giaoban.places.match_types import Match

_REASONS = {
    "exact": told("Trùng tên trong danh mục"),
    "spelling": told("Trùng tên, khác dấu hoặc cách viết"),
    "likeness": told("Gần giống tên trong danh mục"),
    "former": told("Tên cũ, nay thuộc đơn vị khác theo danh mục"),
    "divided": told("Tên cũ của nơi nay thuộc nhiều đơn vị"),
    "default": told("Lấy theo địa bàn mặc định"),
    "ambiguous": told("Nhiều địa bàn cùng tên"),
    "outside": told("Tên này thuộc nơi khác, không thuộc địa bàn đã ghi"),
    "level_absent": told("Ghi một cấp mà địa bàn này không có"),
    "part_left_over": told("Còn một phần địa chỉ chưa rõ là cấp nào"),
    "upper_unknown": told("Không nhận ra cấp trên đã ghi"),
    "unknown_province": told("Không nhận ra tỉnh, thành phố"),
    "unknown_district": told("Không nhận ra quận, huyện"),
    "unknown_commune": told("Không nhận ra xã, phường, thị trấn"),
    "empty": told("Không ghi địa bàn"),
}


def reason_vi(reason: str) -> str:
    return _REASONS[reason]


def certainty_vi(match: Match) -> str:
    if match.sure:
        return "chắc chắn"
    if match.code:
        return "chưa chắc, cần xác nhận"
    return "ở nơi khác" if match.outside else "chưa xác định"
