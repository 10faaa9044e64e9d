"""Chapter 6: tests."""

from __future__ import annotations

from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.telling import NO_DATA, paragraph
from giaoban.documents.model import Block, Heading
from giaoban.kernel.vietnamese import number

TITLE = "Xét nghiệm"


def blocks(f: Facts) -> list[Block]:
    if f.value("tests_done") is None:
        text = (
            f"{NO_DATA.capitalize()} xét nghiệm trong {f.period}: không có kết quả từng mẫu, cũng không "
            "có báo cáo nào nằm trọn trong kỳ."
        )
        return [Heading(TITLE), paragraph(f, text)]
    return [
        Heading(TITLE),
        paragraph(
            f,
            f"Số lượt người được xét nghiệm trong {f.period}: {{tests_done}}[, {{tests_done.change:lượt}}]; "
            "dương tính "
            "{tests_positive} lượt, tỷ lệ dương tính {positivity}[, {positivity.change}]. "
            f"Nguồn: {_sources(f)}.",
        ),
    ]


def _sources(f: Facts) -> str:
    """What was counted; where the register of results is not whole the unit's return was."""
    if "tests_done_listed" not in f.by_id:  # frozen before single results were counted
        reports = f.figure("tests_done")["records"]
        return f"{number(reports)} báo cáo số liệu tổng hợp; không phải danh sách từng người"
    samples, reports = (f.figure(f"tests_done_{part}")["records"] for part in ("listed", "returns"))
    by_sample = f"{number(samples)} kết quả từng mẫu, theo ngày lấy mẫu"
    by_report = f"{number(reports)} báo cáo số liệu tổng hợp"
    if not samples:
        return f"{by_report}; không phải danh sách từng người"
    return f"{by_sample}; {by_report} của nơi không có danh sách" if reports else by_sample
