"""Cases and the states they pass through."""

from __future__ import annotations

from giaoban.analytics.contract.shape import DAY, FLAG, ID, MOMENT, TEXT, WHOLE, Column, TableShape
from giaoban.analytics.contract.states import FOUND

GROUP_COLUMNS = (
    Column("underlying", FLAG, "có bệnh nền", "has an underlying disease", nullable=True),
    Column("pregnant", FLAG, "mang thai", "pregnant", nullable=True),
    Column("minority", FLAG, "người dân tộc thiểu số", "of an ethnic minority", nullable=True),
    Column("poor", FLAG, "hộ nghèo, hộ cận nghèo", "poor or near-poor household", nullable=True),
    Column("unvaccinable", FLAG, "chống chỉ định tiêm", "cannot be vaccinated", nullable=True))

SEX = Column("sex", TEXT, "giới tính", "sex", nullable=True, values=("m", "f"))

CASES = TableShape(
    "cases", "một ca bệnh", "one case",
    (Column("case", ID, "khóa giả danh của ca", "pseudonymous key of the case"),
     Column("person", ID, "khóa giả danh của người", "pseudonymous key of the person",
            nullable=True),
     Column("unit", TEXT, "mã xã nơi ở hiện tại", "commune of current stay"),
     Column("unit_residence", TEXT, "mã xã nơi thường trú", "commune of registered residence",
            nullable=True),
     Column("unit_detected", TEXT, "mã xã nơi phát hiện", "commune of detection", nullable=True),
     Column("onset", DAY, "ngày khởi phát", "day of onset", nullable=True),
     Column("sampled", DAY, "ngày lấy mẫu", "day of sampling", nullable=True),
     Column("result", DAY, "ngày trả kết quả", "day of the result", nullable=True),
     Column("announced", DAY, "ngày công bố (số của tỉnh)",
            "day of announcement (province's count)"),
     Column("ministry_announced", DAY, "ngày Bộ Y tế công bố", "day announced by the ministry",
            nullable=True),
     Column("test", TEXT, "loại xét nghiệm", "kind of test", nullable=True,
            values=("pcr", "rapid")),
     Column("found", TEXT, "phát hiện qua đâu", "how it was found", nullable=True, values=FOUND),
     Column("age", WHOLE, "tuổi khi công bố", "age at announcement", nullable=True), SEX,
     Column("occupation", TEXT, "nghề nghiệp", "occupation", nullable=True,
            values=("pupil", "teacher", "worker", "health", "other")),
     *GROUP_COLUMNS,
     Column("outcome", TEXT, "kết cục", "outcome", nullable=True, values=("recovered", "dead")),
     Column("outcome_date", DAY, "ngày kết thúc", "day of the outcome", nullable=True),
     Column("recorded_at", MOMENT, "thời điểm ghi nhận", "when it was recorded", nullable=True)),
    key=("case",), order=("case",))

SPELLS = TableShape(
    "spells", "một quãng một ca ở một trạng thái: từ ngày, đến trước ngày",
    "one stretch of one case in one state: from a day, until before a day",
    (Column("case", ID, "khóa giả danh của ca", "pseudonymous key of the case"),
     Column("unit", TEXT, "mã xã", "commune", nullable=True),
     Column("kind", TEXT, "loại trạng thái: mức độ bệnh, nơi điều trị, tầng, hỗ trợ hô hấp",
            "kind of state", values=("severity", "care", "tier", "support")),
     Column("value", TEXT, "trạng thái", "state"),
     Column("from_date", DAY, "từ ngày", "first day"),
     Column("to_date", DAY, "đến trước ngày; trống là đang diễn ra",
            "first day no longer in it; empty while it lasts", nullable=True)),
    order=("case", "kind", "from_date"))
