"""Names of persons, and who chairs."""

from __future__ import annotations

import re

from giaoban.reading.letters import LOW, UP

# The family names borne by nearly everybody in Viet Nam, those of the mountain peoples included;
# they tell "Bí thư Tỉnh ủy Lê Thị Hoa" from "Chủ tịch UBND tỉnh Bắc Giang".
_FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Trịnh",
    "Mai",
    "Lương",
    "Cao",
    "Hà",
    "Tạ",
    "Chu",
    "Thái",
    "Đoàn",
    "Lưu",
    "Nông",
    "Vi",
    "Hứa",
    "Tô",
    "Trương",
    "Đào",
    "Phùng",
    "Quách",
    "Triệu",
    "Lò",
    "Giàng",
    "Thào",
    "Vàng",
    "Sùng",
    "Ma",
    "Bế",
    "Kiều",
    "Âu",
    "Châu",
    "Từ",
    "Tống",
    "Lâm",
    "La",
    "Kim",
    "Thạch",
    "Danh",
    "Siu",
    "Ksor",
    "Hầu",
    "Tráng",
    "Cầm",
    "Quàng",
    "Lường",
    "Vương",
    "Nghiêm",
    "Khổng",
    "Doãn",
    "Giáp",
    "Thân",
    "Ninh",
    "Văn",
    "Đàm",
    "Khuất",
    "Bạch",
    "Tăng",
    "Lục",
    "Mạc",
    "Hạ",
    "Phó",
    "Tòng",
    "Lù",
    "Chảo",
    "Phàn",
    "Tẩn",
    "Sầm",
    "Đồng",
    "Cù",
    "Ninh",
    "Cung",
    "Viên",
    "Trang",
    "Diệp",
    "Ôn",
    "Mạch",
    "Liêu",
    "Đới",
    "Thiều",
    "Lã",
    "Lại",
    "Khúc",
    "Mẫn",
    "Nhâm",
    "Phí",
    "Ung",
    "Thi",
    "Trà",
    "Tôn",
    "Hán",
    "Đậu",
    "Biện",
    "Thẩm",
    "Hồng",
    "Nhữ",
    "Đổng",
    "Cấn",
    "Kha",
    "Ngụy",
    "Điểu",
    "Rơ",
    "Hoàng",
    "Y",
    "Ông",
    "Bàn",
    "Chẩu",
    "Hủng",
    "Hờ",
    "Vừ",
    "Mùa",
]
_WORD = rf"[{UP}][{LOW}']{{0,7}}"
NAME = rf"(?:{'|'.join(sorted(set(_FAMILY), key=len, reverse=True))})(?:\s{_WORD}){{1,4}}"
_HON = r"(?:[Đđ]ồng chí|[Đđ]/c|ông|bà|Ông|Bà)"
_ACT = r"(?:đã\s|trực tiếp\s|đồng\s)*chủ trì"
_PATTERNS = [
    re.compile(
        rf"(?:[Kk]ết luận|[Ýý] kiến (?:chỉ đạo|kết luận)"
        rf"|Nội dung kết luận)(?: chỉ đạo)? của\s+(?:{_HON}\s+)?(?:Phó\s+)?"
        rf"(?:[Cc]hủ tịch|[Bb]í thư|[Tt]hủ tướng|[Bb]ộ trưởng|[Tt]hứ trưởng"
        rf"|[Gg]iám đốc)\s(?:[^,.;:\n]{{0,80}}?\s)??({NAME})"
    ),
    re.compile(rf"[Cc]ác đồng chí:?\s+({NAME})[^.\n]{{0,300}}?\s{_ACT}\b"),
    re.compile(rf"{_HON}\s+(?:[^,.;:\n]{{0,80}}?\s)??({NAME})(?:\s*[,(–-][^.;\n]{{0,260}}?)?\s+{_ACT}\b"),
    re.compile(
        rf"(?:[Dd]o|sự chủ trì của|[Cc]hủ trì(?: (?:hội nghị|cuộc họp|phiên họp|buổi họp|buổi làm việc))?"
        rf"(?: (?:có|là))?\s*:?)\s+(?:{_HON}\s+)?(?:[^,.;:\n]{{0,80}}?\s)??({NAME})"
    ),
    re.compile(
        rf"(?:[Cc]hủ tịch|[Bb]í thư|[Gg]iám đốc|[Tt]hủ tướng|[Bb]ộ trưởng|[Tt]hứ trưởng"
        rf"|[Tt]rưởng ban)[^.;\n]{{0,120}}?\s({NAME})"
        rf"(?:\s*[,(–-][^.;\n]{{0,160}}?)?\s+{_ACT}\b"
    ),
    re.compile(
        rf"(?:[Kk]ết luận|KẾT LUẬN|[Ýý] kiến (?:chỉ đạo|kết luận)|Ý KIẾN)[^.\n]{{0,60}}?\s(?:của"
        rf"|CỦA)\s+{_HON}\s+(?:[^,.;:\n]{{0,60}}?\s)??({NAME})"
    ),
    re.compile(
        rf"[Kk]ết luận (?:hội nghị|cuộc họp|phiên họp|buổi làm việc"
        rf"|tại)[^.;\n]{{0,160}}?{_HON}\s+(?:[^,.;:\n]{{0,60}}?\s)??({NAME})"
    ),
    re.compile(
        rf"{_HON}\s+(?:[^,.;:\n]{{0,80}}?\s)??({NAME})(?:\s*[,(–-][^.;\n]{{0,200}}?)?\s+(?:đã\s)?kết luận\b"
    ),
]


_SEAT = re.compile(r"(?:tỉnh|huyện|thành phố|thị xã|xã|phường|quận|thị trấn|ủy)\s$", re.IGNORECASE)


def _is_seat(flat: str, at: int, name: str) -> bool:
    """ "của Thường trực Tỉnh ủy Hà Giang": two words after a seat are its place, not a person."""
    return name.count(" ") == 1 and bool(_SEAT.search(flat[max(0, at - 12) : at]))


def chair_of(flat: str) -> str | None:
    """Who chaired or concluded the meeting, if the text says so."""
    for pattern in _PATTERNS:
        found = pattern.search(flat)
        if found and not _is_seat(flat, found.start(1), found[1]):
            return found[1]
    return None


def is_name(line: str) -> bool:
    """Whether a line is nothing but a person's name, degrees aside."""
    return bool(
        re.fullmatch(rf"(?:(?:TS|ThS|PGS|GS|BS|BSCKI+|BS\.?CKI+|Bs|Ths)\.?\s*)*{NAME}", line.strip(" *_"))
    )
