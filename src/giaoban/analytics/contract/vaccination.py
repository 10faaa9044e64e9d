"""Residents registered one by one and the doses each was given."""

from __future__ import annotations

from giaoban.analytics.contract.cases import GROUP_COLUMNS, SEX
from giaoban.analytics.contract.shape import DAY, ID, TEXT, WHOLE, Column, TableShape

PERSONS = TableShape(
    "persons", "một người dân được lập danh sách, với các mũi đã tiêm",
    "one resident registered by name, with the doses given",
    (Column("person", ID, "khóa giả danh của người", "pseudonymous key of the person"),
     Column("unit", TEXT, "mã xã nơi cư trú", "commune of residence"),
     Column("birth_year", WHOLE, "năm sinh", "year of birth", nullable=True), SEX,
     Column("occupation", TEXT, "nghề nghiệp", "occupation", nullable=True), *GROUP_COLUMNS,
     Column("dose1", DAY, "ngày tiêm mũi 1", "day of dose 1", nullable=True),
     Column("dose2", DAY, "ngày tiêm mũi 2", "day of dose 2", nullable=True),
     Column("dose3", DAY, "ngày đầu tiên tiêm mũi 3 hoặc mũi sau nữa", "first day of dose 3 or a later one",
            nullable=True)),
    key=("person",), order=("unit", "person"))
