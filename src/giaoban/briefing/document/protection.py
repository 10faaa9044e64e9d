"""Chapter 4: what happened to each group to be protected (requirement R05)."""

from __future__ import annotations

from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.stated import stated
from giaoban.briefing.document.telling import paragraph
from giaoban.documents.model import Block, Cell, Column, Heading, Table
from giaoban.situation.queries import PROTECTED

TITLE = "Đối tượng cần bảo vệ trọng điểm"
EVENTS = (
    ("new", "Ca mắc mới"),
    ("admissions", "Nhập viện"),
    ("deteriorations", "Chuyển nặng"),
    ("deaths", "Tử vong"),
)


def blocks(f: Facts) -> list[Block]:
    text = (
        f"Trong {f.period} có {{admissions}} lượt nhập viện[, {{admissions.change:lượt}}] và "
        f"{{deteriorations}} lượt chuyển nặng"
        f"[, {{deteriorations.change:lượt}}]. Theo từng nhóm đối tượng:"
    )
    return [Heading(TITLE), paragraph(f, text), _groups(f)]


def _groups(f: Facts) -> Table:
    columns = [Column("Nhóm đối tượng", "left", 2.6)]
    for _, title in EVENTS:
        columns += [
            Column(f"{f.period.capitalize()} này", group=title),
            Column(f"{f.period.capitalize()} trước", group=title),
        ]
    rows = []
    for group in PROTECTED:
        row: list[Cell] = [group.label_vi[0].upper() + group.label_vi[1:]]
        for event, _ in EVENTS:
            figure = f.figure(f"{event}_{group.id}")
            row += [stated(figure["value"], figure["id"]), figure["base"]]
        rows.append(tuple(row))
    note = (
        "Một người có thể thuộc nhiều nhóm nên không cộng các nhóm với nhau. Tính trên ca bệnh trong danh "
        "sách; ca chỉ có "
        "trong báo cáo tổng hợp không phân được nhóm."
    )
    return Table(tuple(columns), tuple(rows), title="Đối tượng cần bảo vệ trọng điểm", note=note)
