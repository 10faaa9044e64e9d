"""Aggregate returns: counts sent where there is no list of names."""

from __future__ import annotations

from giaoban.analytics.contract.shape import (
    DAY,
    FLAG,
    ID,
    MOMENT,
    NUMBER,
    TEXT,
    Column,
    TableShape,
)

FLOWS = ("new_cases", "new_community", "deaths", "recovered", "tests_done", "tests_positive")
BEDS = ("beds_planned", "beds_set_up", "beds_staffed", "beds_oxygen", "beds_free")
VACCINATION = (
    "adults", "adults_dose1", "adults_dose2", "adults_dose3", "children", "children_dose1",
    "children_dose2", "residents_full", "residents_12plus", "elderly", "elderly_full",
    "elderly50", "elderly50_full", "high_risk", "high_risk_full", "doses1", "doses2", "doses3")

RETURNS = TableShape(
    "returns", "một con số một đơn vị báo cáo cho một khoảng ngày",
    "one number returned by one unit for a span of days",
    (Column("id", ID, "khóa của dòng báo cáo", "key of the row"),
     Column("unit", TEXT, "mã đơn vị của con số; khi chưa rõ địa bàn là mã tỉnh đã công bố",
            "unit the number belongs to; the publisher when the place is not established"),
     Column("publisher", TEXT, "mã tỉnh công bố", "province that published"),
     Column("established", FLAG, "đã rõ địa bàn", "place established"),
     Column("place_text", TEXT, "địa bàn như đã ghi", "place as written", nullable=True),
     Column("from_date", DAY, "từ ngày", "first day, inclusive"),
     Column("to_date", DAY, "đến hết ngày", "last day, inclusive"),
     Column("indicator", TEXT, "chỉ số", "what is counted", values=FLOWS + BEDS + VACCINATION),
     Column("value", NUMBER, "giá trị", "value"),
     Column("source", TEXT, "nguồn", "source of the series"),
     Column("recorded_at", MOMENT, "thời điểm ghi nhận", "when it was recorded", nullable=True)),
    key=("id",))
