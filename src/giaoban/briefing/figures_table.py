"""All figures of a briefing as one table, for XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from giaoban.briefing.models import Briefing
from giaoban.documents.model import Cell, Column
from giaoban.kernel.vietnamese import date_vi

COLUMNS = (
    Column("Mã", "left", 1.8), Column("Nhóm", "left", 2.0), Column("Số liệu", "left", 3.6),
    Column("Giá trị", places=2), Column("Đơn vị", "left"), Column("Kỳ trước", places=2),
    Column("Tăng, giảm", places=2), Column("Tử số"), Column("Mẫu số"), Column("Từ ngày"),
    Column("Đến ngày"), Column("Đã báo cáo", places=2), Column("Số dòng"), Column("Tình trạng", "left"),
)  # fmt: skip


def rows(briefing: Briefing) -> Iterator[tuple[Cell, ...]]:
    """Values exact; a spreadsheet rounds what it shows."""
    for f in briefing.figures:
        window = [date.fromisoformat(f["window"][end]) for end in ("from", "to")]
        yield (
            f["id"], f["chapter"], f["label"], f["value"], f["unit"], f["base"], f["change"],
            f["numerator"], f["denominator"], *window, f["stated_before"],
            f["records"], f["status"],
        )  # fmt: skip


def title(briefing: Briefing) -> str:
    evaluation = briefing.evaluation
    return (
        f"Số liệu báo cáo {briefing.slug}, {briefing.place.full_name}, "
        f"{date_vi(evaluation.start)} – {date_vi(evaluation.end)}"
    )
