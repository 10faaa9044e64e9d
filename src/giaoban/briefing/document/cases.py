"""Chapter 1: new cases, where they were found, their ages and occupations, deaths."""

from __future__ import annotations

from giaoban.briefing.document import drawings
from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.stated import stated
from giaoban.briefing.document.telling import paragraph
from giaoban.documents.model import Block, Column, Heading, Table

TITLE = "Tình hình dịch"


def blocks(f: Facts) -> list[Block]:
    found: list[Block] = [Heading(TITLE), _new(f), paragraph(f, _found_where(f))]
    if f.some("new_not_established"):
        found.append(paragraph(f, "Trong tổng số có {new_not_established} ca chưa rõ địa bàn; các ca "
                                  "này nằm trong tổng, không tính vào đơn vị nào."))  # fmt: skip
    found.append(paragraph(f, _ages(f)))
    found.append(
        paragraph(
            f,
            "Theo nghề nghiệp đã ghi nhận: {new_pupils} học sinh, {new_teachers} giáo viên, {new_workers} "
            "công "
            "nhân, {new_health_workers} nhân viên y tế.",
        )
    )
    found += _deaths(f)
    curve = drawings.curve(f)
    found += [curve] if curve else []
    if f.tables["children"]:
        found.append(_units(f))
    return found


def _new(f: Facts) -> Block:
    return paragraph(
        f,
        f"Trong {f.period} ({f.between}), {f.where} ghi nhận {{new}} ca mắc mới {f.disease} (F0)[, "
        f"{{new.change}}]. "
        f"Lũy kế {f.until}: {{cumulative}} ca mắc. Tỷ lệ mắc mới là {{incidence_7d}} ca/100.000 dân/tuần"
        "[, tính bình quân 14 ngày là {incidence_14d} ca/100.000 dân/tuần].",
    )


def _found_where(f: Facts) -> str:
    unknown = ", {new_found_unknown} ca chưa rõ nơi phát hiện" if f.some("new_found_unknown") else ""
    return (
        "Theo nơi phát hiện: {new_community} ca mắc mới tại cộng đồng[ ({community_share})], "
        "{new_quarantine} ca "
        f"đã được quản lý, cách ly[ ({{quarantine_share}})]{unknown}."
    )


def _ages(f: Facts) -> str:
    parts = [
        f"{_band(name)} {{{name}}} ca"
        for name in f.by_id
        if name.startswith("new_age_") and name != "new_age_unknown"
    ]
    unknown = "; chưa rõ tuổi {new_age_unknown} ca" if f.some("new_age_unknown") else ""
    return f"Theo nhóm tuổi: {'; '.join(parts)}{unknown}."


def _band(name: str) -> str:
    low, high = name.removeprefix("new_age_").split("_")
    return f"từ {low} tuổi trở lên" if high == "plus" else f"{low}–{high} tuổi"


def _deaths(f: Facts) -> list[Block]:
    told = paragraph(
        f,
        f"Số ca tử vong trong {f.period}: {{deaths}} ca[, {{deaths.change}}]; lũy kế {{deaths_cumulative}} "
        "ca."
        + (" Trong đó {deaths_underlying} ca có bệnh nền." if f.some("deaths") else "")
        + f"[ Tỷ lệ tử vong trên số ca mắc mới trong {f.period} là {{deaths_per_new}}]"
        "[; đọc cùng tỷ lệ trên số ca mắc mới của hai tuần trước, là {deaths_per_new_two_weeks}, vì người "
        "mất "
        "thường mắc bệnh từ trước đó].",
    )
    return [
        told,
        paragraph(
            f, f"Số ca được công bố khỏi bệnh trong {f.period}: {{recovered}} ca[, {{recovered.change}}]."
        ),
    ]


def _units(f: Facts) -> Table:
    columns = (
        Column("Đơn vị", "left", 2.3),
        Column(f"Ca mắc mới trong {f.period}", width=1.1),
        Column(f"Tăng, giảm so với {f.period} trước", width=1.2),
        Column("Ca/100.000 dân/ tuần", width=1.2, places=1),
        Column("Đang quản lý, điều trị", width=1.1),
        Column("Tử vong", width=0.8),
    )
    names = ("new", "new_change", "incidence_7d", "active", "deaths")
    rows = tuple(
        (child["name"], *(stated(child[name], name, child["code"]) for name in names))
        for child in f.tables["children"]
    )
    total = ("Tổng", *(stated(f.value(name), name) for name in names))
    return Table(columns, rows, total, title=f"Số ca mắc mới theo {f.child_word}", note=_rest(f))


def _rest(f: Facts) -> str | None:
    if not f.some("new_not_established"):
        return None
    return "Tổng gồm cả các ca chưa xác định được địa bàn."
