"""A notice as a province writes it, and the province's week with figures to tell."""

from __future__ import annotations

from typing import Any

import pytest

from giaoban.briefing.models import Briefing
from giaoban.places.models import Unit

NOTICE = """TỈNH ỦY MẪU
*
Số 12-TB/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Mẫu, ngày 07 tháng 3 năm 2022

THÔNG BÁO
Kết luận của Thường trực Tỉnh ủy tại cuộc họp giao ban ngày 07/3/2022
-----
Ngày 07/3/2022, Thường trực Tỉnh ủy tổ chức cuộc họp giao ban, thống nhất kết luận như sau:

1. Tình hình
Tính đến ngày 06/3/2022, toàn tỉnh đang quản lý, điều trị 310 ca, gồm 210 ca điều trị tại nhà và \
80 ca điều trị tại bệnh viện.

2. Nhiệm vụ
2.1. UBND các huyện, thị xã, thành phố
- Rà soát, lập danh sách người chưa tiêm mũi 3, hoàn thành trước ngày 15/3/2022.
2.2. UBND phường Một
- Mở thêm 2 điểm tiêm lưu động.
2.3. Ban Tuyên giáo Tỉnh ủy
- Chỉ đạo các cơ quan báo chí tăng cường tuyên truyền về tiêm chủng.

Nơi nhận:
- Các huyện ủy, thành ủy;
- Lưu Văn phòng Tỉnh ủy.
T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
Nguyễn Văn Mẫu
"""


def stated(name: str, value: float, unit: str = "cases", **more: Any) -> dict[str, Any]:
    figure = {"id": name, "label": name, "value": value, "unit": unit, "base": None, "change": None}
    return {**figure, "numerator": None, "denominator": None, "window": "current", **more}


@pytest.fixture(autouse=True)
def city(tree: dict[str, Unit]) -> None:
    """The shared tree takes the first word of a name as its kind: "Thành"."""
    Unit.objects.filter(code="195").update(kind="Thành phố")
    tree["195"].kind = "Thành phố"


@pytest.fixture
def told(briefing: Briefing) -> Briefing:
    """The province's briefing with the figures a notice tells."""
    briefing.figures = [
        stated("new", 452, base=375, change=77), stated("cumulative", 11121), stated("active", 300),
        stated("home_share", 96.72, "percent"), stated("deaths", 2, "deaths", base=1, change=1),
        stated("level3", 2, "communes"), stated("level4", 1, "communes"),
    ]  # fmt: skip
    briefing.save()
    return briefing
