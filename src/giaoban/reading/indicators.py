"""Which indicator of the catalogue a figure is, where its words leave no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giaoban.reading.source import Source

if TYPE_CHECKING:
    from giaoban.reading.figures import Found

# Words farther from a number than this say nothing of it (a guess; keeps reading linear).
_NEAR = 200
_COUNTS = {"cases", "persons"}
# "tăng 12 ca so với tuần trước (30 ca)": the base of a change is no figure of the present.
_BASE = re.compile(r"so với (?:cùng kỳ|(?:tuần|kỳ|ngày|tháng|đợt) trước)(?: đó)?\s*\(\s*$")
_BASE_ROOM = 40
_NEXT = re.compile(r"\svà\s(?=\d)")


def indicator_of(src: Source, found: Found) -> str | None:
    """An id of the catalogue (`giaoban brief`), or None; the clause around the number decides."""
    begin, end = found.sentence
    if _BASE.search(src.low, max(begin, found.start - _BASE_ROOM), found.start):
        return None
    left = max(
        src.flat.rfind(",", begin, found.start),
        src.flat.rfind(";", begin, found.start),
        src.flat.rfind("(", begin, found.start),
        begin,
    )
    if found.start - left < 25:
        left = max(begin, src.flat.rfind(",", begin, max(left - 1, begin)))
    left = max(left, found.start - _NEAR)
    right = min(_right(src, found.end, end), found.end + _NEAR)
    before, after = src.low[left : found.start], src.low[found.start : right]
    near = before + after
    if found.unit == "percent":
        return _share(near)
    if found.unit == "communes":
        level = re.search(r"cấp độ ([34])", after) or re.search(r"cấp độ ([34])", before)
        return f"level{level[1]}{'_change' if found.compare else ''}" if level else None
    if found.unit == "deaths":
        return "deaths" if not found.compare or found.compare.startswith("thêm") else None
    if found.unit == "beds":
        return "beds"
    if found.unit in _COUNTS:
        return _count(found, near, after)
    return None


def _right(src: Source, pos: int, end: int) -> int:
    stops = [i for i in (src.flat.find(c, pos, end) for c in ",;()") if i >= 0]
    other = _NEXT.search(src.flat, pos, end)  # "80 ca tại nhà và 3 ca tại bệnh viện": two figures
    stops += [other.start()] if other else []
    return min(stops, default=end)


def _share(near: str) -> str | None:
    if "tử vong" in near and "mắc mới" in near:
        return "deaths_per_new"
    if re.search(r"tỷ lệ (?:xét nghiệm )?dương tính", near):
        return "positivity"
    if re.search(r"triệu chứng|thể nhẹ", near) and "tầng" not in near:
        return "mild_share"
    if re.search(r"tại nhà", near):
        return "home_share"
    return None


def _count(found: Found, near: str, after: str) -> str | None:
    if re.search(r"tăng|giảm", found.compare or ""):
        return "new_change" if found.unit == "cases" and not re.search(r"điều trị|khỏi|nặng", near) else None
    if re.search(r"(?:bệnh viện|nằm viện)", near) and "điều trị" in near:
        return "hospital"
    if re.search(r"dưới 12 tuổi", after):
        return "hospital_under_12"
    if (
        found.unit == "cases"
        and re.search(r"lũy kế|cộng dồn|từ đầu (?:năm|đợt|mùa|vụ)", near)
        and "khỏi" not in near
    ):
        return "cumulative"
    if re.search(r"khỏi|ra viện|xuất viện", near):
        return "recovered"
    if re.search(r"tầng|f1|cách ly phòng|tiếp xúc|học sinh|giáo viên|công nhân|cộng đồng|nhập cảnh", near):
        return None
    if found.unit == "cases" and re.match(
        r"\S* ?\d[\d.,]* (?:ca|f0|trường hợp)(?: mắc| bệnh| nhiễm| f0)? mới", after
    ):
        return "new"
    if re.search(
        r"đang (?:quản lý|điều trị|được quản lý|cách ly, điều trị|được điều trị)|quản lý, điều trị", near
    ):
        return "active"
    if found.unit == "cases" and re.search(r"mắc mới|ca mới|f0 mới|nhiễm mới|ghi nhận thêm|mới", near):
        return "new"
    if (
        found.unit == "cases"
        and found.period
        and re.search(r"tuần|trong ngày|24", found.period)
        and "lũy kế" not in near
    ):
        return "new"
    return None
