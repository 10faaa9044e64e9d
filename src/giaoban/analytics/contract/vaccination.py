"""Residents registered one by one and their doses."""

from __future__ import annotations

from giaoban.analytics.contract.cases import GROUP_COLUMNS, SEX
from giaoban.analytics.contract.shape import DAY, ID, TEXT, WHOLE, Column, TableShape

PERSONS = TableShape(
    "persons", "một người dân được lập danh sách", "one resident registered by name",
    (Column("person", ID, "khóa giả danh của người", "pseudonymous key of the person"),
     Column("unit", TEXT, "mã xã nơi cư trú", "commune of residence"),
     Column("birth_year", WHOLE, "năm sinh", "year of birth", nullable=True), SEX,
     Column("occupation", TEXT, "nghề nghiệp", "occupation", nullable=True), *GROUP_COLUMNS),
    key=("person",), order=("person",))

DOSES = TableShape(
    "doses", "một mũi tiêm của một người", "one dose of one person",
    (Column("person", ID, "khóa giả danh của người", "pseudonymous key of the person"),
     Column("unit", TEXT, "mã xã", "commune", nullable=True),
     Column("dose_no", WHOLE, "mũi thứ", "number of the dose"),
     Column("kind", TEXT, "liều cơ bản, bổ sung, nhắc lại", "kind of dose", nullable=True,
            values=("primary", "additional", "booster")),
     Column("date", DAY, "ngày tiêm", "day given")), order=("person", "dose_no"))
