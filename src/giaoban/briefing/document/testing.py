"""Chapter 6: tests."""

from __future__ import annotations

from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.telling import NO_DATA, paragraph
from giaoban.documents.model import Block, Heading
from giaoban.kernel.vietnamese import number

TITLE = "Xét nghiệm"


def blocks(f: Facts) -> list[Block]:
    if f.value("tests_done") is None:
        text = f"{NO_DATA.capitalize()} xét nghiệm trong {f.period}: không có báo cáo nào nằm trọn trong kỳ."
        return [Heading(TITLE), paragraph(f, text)]
    reports = number(f.figure("tests_done")["records"])
    return [
        Heading(TITLE),
        paragraph(
            f,
            f"Số lượt người được xét nghiệm trong {f.period}: {{tests_done}}[, {{tests_done.change:lượt}}]; "
            "dương tính "
            "{tests_positive} lượt, tỷ lệ dương tính {positivity}[, {positivity.change}]. "
            f"Nguồn: {reports} báo cáo số liệu tổng hợp; không phải danh sách từng người.",
        ),
    ]
