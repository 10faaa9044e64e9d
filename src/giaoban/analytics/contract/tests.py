"""Results of single tests, as a laboratory or a station listed them."""

from __future__ import annotations

from giaoban.analytics.contract.shape import DAY, ID, TEXT, Column, TableShape

TESTS = TableShape(
    "tests", "một kết quả xét nghiệm của một mẫu", "one result of one sample",
    (Column("test", ID, "khóa của kết quả", "key of the result"),
     Column("unit", TEXT, "mã xã nơi ở của người được lấy mẫu", "commune of the person sampled"),
     Column("day", DAY, "ngày lấy mẫu; không rõ thì ngày có kết quả",
            "day of sampling; of the result where that is all that is known"),
     Column("assay", TEXT, "loại xét nghiệm", "kind of test", values=("pcr", "rapid")),
     Column("result", TEXT, "kết quả", "result", values=("positive", "negative", "unclear"))),
    key=("test",), order=("unit", "day", "test"))
