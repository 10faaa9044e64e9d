"""Wording of places: what a match means, in Vietnamese."""

from __future__ import annotations

from giaoban.places.match_types import Match

_REASONS = {
    "exact": "Trùng tên trong danh mục",
    "spelling": "Trùng tên, khác dấu hoặc cách viết",
    "likeness": "Gần giống tên trong danh mục",
    "former": "Tên cũ, nay thuộc đơn vị khác theo danh mục",
    "divided": "Tên cũ của nơi nay thuộc nhiều đơn vị",
    "default": "Lấy theo địa bàn mặc định",
    "ambiguous": "Nhiều địa bàn cùng tên",
    "outside": "Tên này thuộc nơi khác, không thuộc địa bàn đã ghi",
    "level_absent": "Ghi một cấp mà địa bàn này không có",
    "part_left_over": "Còn một phần địa chỉ chưa rõ là cấp nào",
    "upper_unknown": "Không nhận ra cấp trên đã ghi",
    "unknown_province": "Không nhận ra tỉnh, thành phố",
    "unknown_district": "Không nhận ra quận, huyện",
    "unknown_commune": "Không nhận ra xã, phường, thị trấn",
    "empty": "Không ghi địa bàn",
}


def reason_vi(reason: str) -> str:
    return _REASONS[reason]


def certainty_vi(match: Match) -> str:
    if match.sure:
        return "chắc chắn"
    if match.code:
        return "chưa chắc, cần xác nhận"
    return "ở nơi khác" if match.outside else "chưa xác định"
