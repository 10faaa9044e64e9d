"""Wording of the data quality page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk import links
from giaoban.desk.queries.cuts import Cut
from giaoban.desk.queries.quality import Correction, Quality
from giaoban.kernel.tables import Column

COLUMNS = [
    Column("name", gettext_lazy("Xã, phường"), link="url", head=True),
    Column("cases", gettext_lazy("Ca theo danh sách"), kind="number", link="cases_url", sort=True),
    Column("returned", gettext_lazy("Ca theo báo cáo tổng hợp"), kind="number", sort=True),
    Column("gap", gettext_lazy("Chênh lệch"), kind="signed", sort=True),
    Column("complete", gettext_lazy("Đủ trường"), kind="percent", places=1, link="cases_url", sort=True,
           hint=gettext_lazy("tuổi, ngày lấy mẫu, loại xét nghiệm, mức độ, nơi điều trị")),
    Column("delay", gettext_lazy("Ngày chậm"), kind="number", places=1, link="cases_url", sort=True,
           hint=gettext_lazy("trung vị, từ kết quả đến khi ghi nhận")),
    Column("corrected", gettext_lazy("Ca đính chính"), kind="number", link="corrected_url", sort=True),
    Column("ministry", gettext_lazy("Bộ Y tế công bố"), kind="number", link="ministry_url", sort=True),
    Column("back_fill", gettext_lazy("Ca bổ sung"), kind="number", link="back_fill_url", sort=True),
    Column("last_record", gettext_lazy("Ghi nhận gần nhất"), kind="moment", sort=True),
    Column("last_return", gettext_lazy("Báo cáo gần nhất"), kind="moment", sort=True),
]  # fmt: skip
CORRECTED = [
    Column("number", gettext_lazy("Mã ca bệnh"), link="url", head=True),
    Column("at", gettext_lazy("Đính chính lúc"), kind="moment"),
    Column("fields", gettext_lazy("Điều đã đổi")),
]
_FACTS: dict[str, Any] = {
    "unit_id": gettext_lazy("nơi ở hiện tại"), "unit_residence_id": gettext_lazy("thường trú"),
    "unit_detected_id": gettext_lazy("nơi phát hiện"), "hamlet": gettext_lazy("thôn, tổ"),
    "onset": gettext_lazy("ngày khởi phát"), "sampled": gettext_lazy("ngày lấy mẫu"),
    "result": gettext_lazy("ngày có kết quả"), "announced": gettext_lazy("ngày công bố"),
    "ministry_announced": gettext_lazy("ngày Bộ Y tế công bố"), "test": gettext_lazy("loại xét nghiệm"),
    "found": gettext_lazy("hình thức phát hiện"), "age": gettext_lazy("tuổi"),
    "outcome": gettext_lazy("kết cục"), "outcome_date": gettext_lazy("ngày kết thúc"),
}  # fmt: skip


def rows(found: list[Quality], cut: Cut, *, sees_cases: bool) -> list[dict[str, Any]]:
    return [_row(one, cut, sees_cases) for one in found]


def _row(one: Quality, cut: Cut, sees_cases: bool) -> dict[str, Any]:
    days = {"place": one.code, "since": cut.start.isoformat(), "until": cut.end.isoformat()}
    listed = links.address("line_list", **days) if sees_cases and one.cases else ""
    return {
        "name": one.name,
        "url": reverse("place", args=[one.code]),
        "cases": one.cases,
        "cases_url": listed,
        "returned": one.returned,
        "gap": None if one.returned is None else one.returned - one.cases,
        "complete": one.complete,
        "delay": one.delay,
        "corrected": one.corrected,
        "corrected_url": _corrected(one, cut) if sees_cases and one.corrected else "",
        "ministry": one.stated.get("new_ministry"),
        "ministry_url": _behind(one, cut, "new_ministry"),
        "back_fill": one.stated.get("back_fill"),
        "back_fill_url": _behind(one, cut, "back_fill"),
        "last_record": one.last_record,
        "last_return": one.last_return,
        "_class": "warn" if one.returned is not None and one.returned != one.cases else "",
    }


def _corrected(one: Quality, cut: Cut) -> str:
    return links.address("quality", week=cut.label, corrected=one.code) + "#dinh-chinh"


def _behind(one: Quality, cut: Cut, figure: str) -> str:
    if not cut.slug or not one.stated.get(figure):
        return ""
    return reverse("records", args=[cut.slug, figure]) + f"?place={one.code}"


def corrected(found: list[Correction]) -> list[dict[str, Any]]:
    return [
        {
            "number": c.number or str(c.ref),
            "url": reverse("case", args=[c.ref]),
            "at": c.at,
            "fields": ", ".join(str(_FACTS[name]) for name in c.fields) or _("đã đổi lại như cũ"),
        }
        for c in found
    ]
