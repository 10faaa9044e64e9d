"""Why a cell or a row cannot be taken. A reason never quotes the cell: it may hold a name."""

from __future__ import annotations

from typing import Any, NamedTuple

from giaoban.kernel.told import told


class Fault(NamedTuple):
    """`value` is shown to whoever sent the file; only `reason` and `next` are kept in the open."""

    column: str
    value: str
    code: str
    reason: str
    next: str

    def issue(self, row: int, cells: list[Any]) -> dict[str, Any]:
        return {"row": row, "outcome": "refused", "cells": cells, **self._asdict()}


# What a spreadsheet shows where a formula could not be worked out.
ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"))


def error(column: str, cell: Any) -> Fault:
    return Fault(
        column,
        str(cell),
        "cell_error",
        told("Ô này báo lỗi của bảng tính, không có giá trị."),
        told("Sửa công thức, hoặc gõ giá trị vào ô đó, rồi gửi lại."),
    )


def formula(column: str, cell: Any) -> Fault:
    return Fault(
        column, str(cell), "formula", told("Ô chứa công thức, không chứa giá trị."),
        told("Chép cột đó, dán lại dưới dạng giá trị (Paste Values) rồi gửi lại."),
    )  # fmt: skip


def no_date(column: str, value: str) -> Fault:
    return Fault(
        column, value, "date_unreadable", told("Không hiểu ngày trong ô này."),
        told("Viết theo dạng 06/03/2022."),
    )  # fmt: skip
