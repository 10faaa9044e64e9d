"""Annexes: care, beds and coverage by unit; every commune with its level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.levels import differs
from giaoban.briefing.document.stated import stated
from giaoban.documents.model import Annex, Cell, Column, Table
from giaoban.situation import queries as situation

CARE = (
    ("active", "Đang quản lý", None), ("home_share", "Tại nhà (%)", 2), ("hospital", "Tại bệnh viện", None),
    ("overdue", "Quá hạn", None), ("beds_planned", "Kế hoạch", None), ("beds_set_up", "Thực kê", None),
    ("beds_staffed", "Đủ nhân lực", None), ("beds_oxygen", "Có ô xy", None), ("beds_free", "Trống", None),
    ("coverage_adults_dose2", "Mũi 2 (%)", 2), ("coverage_adults_dose3", "Mũi 3 (%)", 2),
)  # fmt: skip
_GROUPS = {"beds": "Giường bệnh", "cove": "Tiêm, từ 18 tuổi"}
COMMUNE = ("new", "new_change", "incidence_7d", "active", "deaths")


def annexes(f: Facts) -> tuple[Annex, ...]:
    if f.place.level == "commune":
        return ()
    found = [Annex(f"Điều trị, giường bệnh, tiêm chủng theo {f.child_word}", (_care(f),), landscape=True)]
    return (*found, Annex(f"Số ca mắc và cấp độ dịch của từng {f.commune_word}", (_communes(f),)))


def _care(f: Facts) -> Table:
    columns = (
        Column("Đơn vị", "left", 2.2),
        *(Column(title, group=_GROUPS.get(name[:4]), places=places) for name, title, places in CARE),
    )
    rows = tuple(
        (c.full_name, *(stated(f.below[c.code].value(name), name, c.code) for name, *_ in CARE))
        for c in f.children
    )
    total = ("Tổng", *(stated(f.value(name), name) for name, *_ in CARE))
    return Table(columns, rows, total)


def _communes(f: Facts) -> Table:
    columns = (
        Column(f.commune_word.capitalize(), "left", 2.6),
        Column("Ca mắc mới"),
        Column("Tăng, giảm"),
        Column("Ca/100.000 dân/tuần", width=1.2, places=1),
        Column("Đang quản lý"),
        Column("Tử vong", width=0.8),
        Column("Trước", "center", 0.8, group="Cấp độ công bố"),
        Column("Nay", "center", 0.7, group="Cấp độ công bố"),
        Column("Cấp độ đề xuất", "center", 0.9),
    )
    counted = situation.figures_of(f.evaluation, [c.code for c in f.communes])
    rows: list[tuple[Cell, ...]] = []
    parent = None
    for commune in f.communes:
        if f.place.level == "province" and commune.parent_id != parent and commune.parent:
            parent = commune.parent_id
            if parent != f.place.id:
                rows.append(
                    (commune.parent.full_name.upper(), *_figures(f.below, commune.parent.code), "", "", "")
                )
        rows.append((commune.full_name, *_figures(counted, commune.code), *_levels(f, commune.code)))
    note = "Dấu *: cấp độ đề xuất (tính toán) khác công bố. Dấu –: chưa có số liệu hoặc chưa xác định."
    return Table(columns, tuple(rows), note=note)


def _figures(counted: Mapping[str, Any], code: str) -> Iterator[Cell]:
    return (stated(counted[code].value(name), name, code) for name in COMMUNE)


def _levels(f: Facts, code: str) -> tuple[Cell, Cell, Cell]:
    row = f.levels.get(code)
    if row is None:
        return None, None, None
    proposed = str(row["proposed"]) if row["proposed"] else _range(row["low"], row["high"])
    return _level(row["previous"]), _level(row["announced"]), proposed + ("*" if differs(row) else "")


def _level(level: int | None) -> str:
    return str(level) if level else "–"


def _range(low: int | None, high: int | None) -> str:
    return f"{low}–{high}" if low and high else "–"
