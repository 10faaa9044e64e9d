"""Chapter 5: coverage with its denominator and source."""

from __future__ import annotations

from giaoban.briefing.document.facts import Facts, in_sentence
from giaoban.briefing.document.stated import stated
from giaoban.briefing.document.telling import NO_DATA, listed, paragraph
from giaoban.documents.model import Block, Cell, Column, Heading, Table
from giaoban.kernel.vietnamese import number

TITLE = "Tiêm chủng"
GROUPS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("adults", "Người từ 18 tuổi", (1, 2, 3)),
    ("children", "Trẻ 12–17 tuổi", (1, 2)),
    ("aged12", "Người từ 12 tuổi", (2,)),
    ("elderly50", "Người từ 50 tuổi", (2,)),
    ("elderly65", "Người từ 65 tuổi", (2,)),
    ("high_risk", "Người có nguy cơ cao", (2,)),
)
DOSES = (1, 2, 3)
_NAMED = 6  # units named as registering by name; more would drown the sentence


def blocks(f: Facts) -> list[Block]:
    known = [group for group in GROUPS if f.value(group[0]) is not None]
    if not known:
        return [Heading(TITLE), paragraph(f, f"{NO_DATA.capitalize()} về tiêm chủng.")]
    found: list[Block] = [Heading(TITLE)]
    if f.value("coverage_adults_dose1") is not None:
        found.append(
            paragraph(
                f,
                f"{f.until.capitalize()}, trong {{adults}} người từ 18 tuổi trở lên, tỷ lệ tiêm mũi 1 đạt "
                "{coverage_adults_dose1}, mũi 2 đạt {coverage_adults_dose2}, mũi 3 đạt "
                "{coverage_adults_dose3}"
                "[, {coverage_adults_dose3.change}].",
            )
        )
    found.append(paragraph(f, _sources(f)))
    return [*found, _table(f, known)]


def _sources(f: Facts) -> str:
    """Where the denominators come from, read off the figures themselves."""
    registered, returned = f.value("adults_registered"), f.value("adults_returned")
    if registered and returned:
        return (
            f"Mẫu số người từ 18 tuổi gồm {{adults_registered}} người theo danh sách từng người{_where(f)} "
            "và "
            "{adults_returned} người theo báo cáo số liệu tổng hợp của các nơi chưa lập danh sách; tử số "
            "tính theo cùng nguồn."
        )
    if registered:
        return "Tính theo danh sách từng người do địa phương quản lý ({residents_registered} nhân khẩu)."
    if returned:
        return "Mẫu số và tử số lấy từ báo cáo số liệu tổng hợp; chưa có danh sách từng người."
    return f"Nguồn mẫu số: {NO_DATA}."


def _where(f: Facts) -> str:
    """The units below where people are registered one by one, by the figures of the snapshot."""
    named = [in_sentence(c.full_name) for c in f.children if f.below[c.code].value("residents_registered")]
    if not named or len(named) == len(f.children):
        return ""
    return f" ({listed(named, _NAMED)})"


def _table(f: Facts, known: list[tuple[str, str, tuple[int, ...]]]) -> Table:
    columns = (
        Column("Nhóm", "left", 2.0),
        Column("Số người (mẫu số)", width=1.2),
        Column("Theo danh sách", width=1.2, group="Trong đó"),
        Column("Theo báo cáo", width=1.2, group="Trong đó"),
        *(Column(f"Mũi {dose}", group="Tỷ lệ đã tiêm (%)", places=2) for dose in DOSES),
    )
    rows = []
    for name, label, doses in known:
        row: list[Cell] = [label, stated(f.value(name), name)]
        row += [stated(f.value(f"{name}_{part}"), f"{name}_{part}") for part in ("registered", "returned")]
        row += [
            stated(f.value(f"coverage_{name}_dose{d}"), f"coverage_{name}_dose{d}") if d in doses else None
            for d in DOSES
        ]
        rows.append(tuple(row))
    return Table(columns, tuple(rows), title="Tỷ lệ bao phủ vắc xin", note=_note(f))


def _note(f: Facts) -> str:
    over = [figure["label"] for figure in f.by_id.values() if figure["status"] == "denominator_fault"]
    text = "Dấu – là không tính hoặc chưa có số liệu."
    if over:
        text += f" {number(len(over))} tỷ lệ vượt 100%: mẫu số thiếu, không phải kết quả tốt."
    return text
