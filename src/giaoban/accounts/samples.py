"""Sample data of the style guide: made up, in the size and shape of the real."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from giaoban.kernel.tables import Column


class SampleForm(forms.Form):
    sampled = forms.DateField(label="Ngày lấy mẫu", help_text="Viết ngày/tháng/năm, ví dụ 06/3/2022.")
    place = forms.ChoiceField(label="Nơi ở hiện tại", choices=[("06778", "Phường Cẩm Trung")])
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    minority = forms.BooleanField(label="Người dân tộc thiểu số", required=False)


_COLUMNS = [
    Column("name", "Huyện, thị xã, thành phố", head=True, sort=True, link="url"),
    Column("new", "Ca mắc mới", "bar", sort=True),
    Column("change", "So với tuần trước", "signed", sort=True),
    Column("active", "Đang quản lý", "number", sort=True),
    Column("home", "Tại nhà", "percent", sort=True),
    Column("rate", "Ca/100.000 dân/tuần", "unit", unit="per_100k_week"),
    Column("level", "Cấp độ", "level"),
]
_ROWS = [
    {
        "name": "Thành phố Hạ Long",
        "url": "#",
        "new": 11204,
        "change": 1893,
        "active": 22841,
        "home": 97.1,
        "rate": 3380.4,
        "level": (3, 4),
    },
    {
        "name": "Thành phố Cẩm Phả",
        "url": "#",
        "new": 8346,
        "change": 2541,
        "active": 16120,
        "home": 96.4,
        "rate": 4381.2,
        "level": (3, 3),
    },
    {
        "name": "Thành phố Uông Bí",
        "url": "#",
        "new": 4511,
        "change": -212,
        "active": 9020,
        "home": 96.9,
        "rate": 3742.0,
        "level": (2, 2),
    },
    {
        "name": "Huyện Cô Tô",
        "url": "#",
        "new": 61,
        "change": 0,
        "active": 97,
        "home": 100.0,
        "rate": 981.7,
        "level": (None, 1),
    },
]
_TOTAL = {"name": "Cộng", "new": 24122, "change": 4222, "active": 48078, "home": 96.85, "rate": 3522.1}
_FIGURES = [
    {
        "label": "Ca mắc mới trong tuần",
        "value": 45200,
        "unit": "cases",
        "base": 37500,
        "change": 7700,
        "spark": [310, 420, 900, 1800, 2400, 4100, 6200, 6412],
        "url": "#",
        "good": "down",
    },
    {
        "label": "Đang quản lý, điều trị",
        "value": 90362,
        "unit": "cases",
        "base": 46100,
        "change": 44262,
        "url": "#",
    },
    {
        "label": "Điều trị tại nhà",
        "value": 96.72,
        "unit": "percent",
        "base": 95.9,
        "change": 0.82,
        "url": "#",
        "companion": "87.398 trong 90.362 ca đang quản lý",
    },
    {
        "label": "Tử vong trong tuần",
        "value": 12,
        "unit": "deaths",
        "base": 9,
        "change": 3,
        "url": "#",
        "good": "down",
        "companion": "0,027% ca mắc mới; 0,041% ca của hai tuần trước",
    },
    {
        "label": "Xã, phường cấp 4",
        "value": 6,
        "unit": "communes",
        "base": 24,
        "change": -18,
        "url": "#",
        "good": "down",
        "status": "unverified",
    },
    {"label": "Giường trống", "value": 2113, "unit": "beds", "base": None, "change": None, "url": "#"},
]
_WORK = [
    {
        "rank": "emergency",
        "name": "N. V. A.",
        "age": "71 tuổi",
        "place": "tổ 3, khu 5",
        "what": "SpO2 91%",
        "since": "12 phút trước",
        "phone": "0900000000",
    },
    {
        "rank": "sign",
        "name": "T. T. B.",
        "age": "34 tuổi",
        "place": "tổ 1, khu 2",
        "what": "Sốt ngày thứ tư",
        "since": "từ 06 giờ 10",
        "phone": "0900000000",
    },
    {
        "rank": "risk",
        "name": "L. V. C.",
        "age": "82 tuổi",
        "place": "tổ 7, khu 5",
        "what": "Bệnh nền, chưa khám lần đầu",
        "since": "từ hôm qua",
        "phone": "",
    },
    {
        "rank": "due",
        "name": "Rà soát hộ chưa tiêm mũi 3",
        "age": "",
        "place": "",
        "what": "Nhiệm vụ theo kết luận giao ban ngày 07/3/2022",
        "since": "Hạn 17 giờ 00 ngày 09/3/2022",
        "phone": "",
    },
]
_TRAIL = [
    {"label": "Giao việc", "state": "done", "at": datetime(2022, 3, 7, 9, 0), "by": "Văn phòng"},
    {"label": "Tiếp nhận", "state": "done", "at": datetime(2022, 3, 7, 9, 40), "by": "UBND phường"},
    {"label": "Báo cáo kết quả", "state": "late"},
    {"label": "Xác nhận hoàn thành", "state": "todo"},
]


def context() -> dict[str, Any]:
    wrong = SampleForm({"sampled": "32/13/2022", "place": "06778"})
    wrong.is_valid()
    return {
        "figures": _FIGURES,
        "columns": _COLUMNS,
        "rows": _ROWS,
        "total": _TOTAL,
        "work": _WORK,
        "trail": _TRAIL,
        "form": wrong,
        "page": Paginator(range(300_000), 50).page(3),
        "tabs": [
            {"url": "?t=1", "label": "Ca mắc", "current": True, "count": 45200},
            {"url": "?t=2", "label": "Cấp độ dịch", "current": False, "count": 177},
            {"url": "?t=3", "label": "Tiêm chủng", "current": False, "count": None},
        ],
        "as_of": {
            "at": datetime(2022, 3, 6, 16, 0),
            "known": datetime(2022, 3, 6, 18, 0),
            "count": "province",
            "not_reported": 3,
            "not_reported_url": "#",
        },
        "place": {"full_name": "Tỉnh Quảng Ninh"},
        "place_up": [{"name": "Việt Nam", "url": ""}],
        "place_tree": "địa giới 2021",
        "levels": [1, 2, 3, 4, None],
    }
