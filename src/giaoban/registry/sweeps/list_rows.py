"""Rows of a round written on a list: a resident a row, or a household a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban.intake import codes, values
from giaoban.intake.cells import Columns, text
from giaoban.intake.faults import Fault
from giaoban.intake.mapping import Mapping
from giaoban.intake.workbooks import Row
from giaoban.kernel.told import told
from giaoban.registry.linelist import words

_TEXTS = ("household", "hamlet", "address", "name", "cid")
_MOST_DOSES = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One row; "" and None are what it does not say. Without a name it speaks of the whole household."""

    row: int
    cells: list[Any]
    household: str
    hamlet: str
    address: str
    name: str
    cid: str
    birth: date | None
    precision: str
    presence: str
    test: str
    doses: int | None
    reason: str


class ListReader:
    """Reads batches of rows under one mapping."""

    def __init__(self, mapping: Mapping, today: date) -> None:
        self.columns, self.mapping, self.today = Columns(mapping), mapping, today

    def read(self, rows: list[Row]) -> tuple[list[Line], list[dict[str, Any]]]:
        columns = self.columns
        columns.take(rows)
        texts = [columns.texts(name) for name in _TEXTS]
        births = columns.meant("birth", self._birth, words.no_birth, (None, "year"))
        presences = columns.meant("presence", _coded("presence"), _no_code("presence"), "")
        told = "test_result" if self.mapping.has("test_result") else "test"
        tests = columns.meant(told, _test, _no_code("test_result"), "")
        doses = columns.meant("doses", _doses, no_doses)
        reasons = columns.meant("missing_reason", _coded("missing_reason"), _no_code("missing_reason"), "")
        found = {}
        for i in columns.sound():
            household, hamlet, address, name, cid = (column[i] for column in texts)
            birth, precision = births[i]
            presence = presences[i] or ("met" if tests[i] else "")
            number, cells = rows[i]
            line = Line(
                number, list(cells), household, hamlet, address, name, cid, birth, precision, presence,
                tests[i], doses[i], reasons[i],
            )  # fmt: skip
            fault = self._wrong(line)
            if fault:
                columns.faults[i] = fault
            else:
                found[i] = line
        return [found[i] for i in columns.sound()], columns.issues()

    def _birth(self, cell: Any) -> tuple[date | None, str]:
        if values.is_blank(cell):
            return None, "year"
        return values.read_birth(cell, self.mapping.date_form("birth"), self.today)

    def _wrong(self, line: Line) -> Fault | None:
        heading = self.columns.heading
        if not line.name and not line.household:
            return Fault(
                heading("name"), "", "unrecognisable", told("Dòng không có họ tên và không có mã hộ."),
                told("Điền họ tên và ngày sinh, hoặc mã hộ."),
            )  # fmt: skip
        if not line.presence:
            return Fault(
                heading("presence"), "", "presence_absent", told("Không rõ đã gặp hay vắng."),
                told("Điền gặp, vắng hoặc đã đi."),
            )  # fmt: skip
        if line.test and line.presence != "met":
            return Fault(
                heading("test_result"), "", "tested_though_absent",
                told("Người vắng mà có kết quả xét nghiệm."),
                told("Sửa một trong hai."),
            )  # fmt: skip
        if not line.name and (line.test or line.doses is not None or line.reason):
            return Fault(
                heading("name"), "", "household_tested",
                told("Kết quả, số mũi hay lý do là của một người, không của hộ."),
                told("Ghi thành dòng của từng người, có họ tên."),
            )  # fmt: skip
        return None


def _coded(kind: str) -> Callable[[Any], str]:
    def read(cell: Any) -> str:
        said = text(cell)
        return "" if values.is_blank(said) else codes.code(kind, said)

    return read


def _test(cell: Any) -> str:
    """An unclear result at a door is a test to be made again: none yet."""
    found = _coded("test_result")(cell)
    return "" if found == "unclear" else found


def _doses(cell: Any) -> int | None:
    if values.is_blank(cell):
        return None
    doses = values.read_number(cell)
    if doses != int(doses) or not 0 <= doses <= _MOST_DOSES:
        raise ValueError(cell)
    return int(doses)


def no_doses(column: str, value: str) -> Fault:
    return Fault(
        column, value, "doses_unreadable", told("Số mũi không đọc được."), told("Viết một số như 2.")
    )


def _no_code(kind: str) -> Callable[[str, str], Fault]:
    def explain(column: str, value: str) -> Fault:
        reason = told("Không hiểu giá trị ở cột “%(column)s”.", column=column)
        return Fault(
            column, value, "code_unknown", reason, told("Dùng một trong: %(codes)s.", codes=codes.said(kind))
        )

    return explain
