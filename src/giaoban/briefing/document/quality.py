"""Chapter 7: who reported, how late, the two counts side by side, what changed since it was stated."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from giaoban.briefing.document.facts import Facts, iso
from giaoban.briefing.document.stated import Stated, stated
from giaoban.briefing.document.telling import NO_DATA, listed, paragraph
from giaoban.briefing.explanations import queries as explanations
from giaoban.briefing.models import Briefing, Explanation
from giaoban.documents.model import Block, Cell, Column, Heading, Table
from giaoban.kernel.vietnamese import date_vi, datetime_vi, number, signed
from giaoban.registry.callbacks import queries as callbacks

TITLE = "Chất lượng số liệu"
COUNTED = ("new", "cumulative", "active", "recovered", "deaths")  # what is compared between the two counts


def blocks(f: Facts) -> list[Block]:
    known = datetime_vi(f.evaluation.snapshot.known_at)
    found: list[Block] = [
        Heading(TITLE),
        paragraph(
            f,
            f"Số liệu trong báo cáo là {_whose(f)}, chốt theo những gì ghi nhận được đến {known}. "
            f"{_reported(f)}",
        ),
    ]
    if f.some("new"):
        found.append(
            paragraph(
                f,
                "Thời gian từ lấy mẫu đến công bố (trung vị): {reporting_delay} ngày[; ca bổ sung (lấy mẫu "
                "từ nhiều ngày "
                "trước): {back_fill} ca].",
            )
        )
    found += _not_placed(f)
    found += _two_counts(f)
    return found + _called_back(f) + _changed(f) + _explained(f)


def _whose(f: Facts) -> str:
    return (
        "số Bộ Y tế công bố" if f.evaluation.count == "ministry" else "số của tỉnh (theo ngày tỉnh công bố)"
    )


def _reported(f: Facts) -> str:
    if f.evaluation.count == "ministry":
        return "Việc các xã báo cáo được theo dõi ở số của tỉnh."
    if f.value("reporting_completeness") is None:
        return f"Tình hình báo cáo của các xã: {NO_DATA}."
    told = (
        "Có {communes_reporting} trên {communes} xã có ca công bố hoặc có báo cáo ({reporting_completeness})"
    )
    silent = [row["name"] for row in f.tables["not_reporting"]]
    return told + (f"; chưa báo cáo: {listed(silent)}." if silent else "; không còn xã nào chưa báo cáo.")


def _not_placed(f: Facts) -> list[Block]:
    """Returned cases whose place is not this unit's own, and this unit's own that others published."""
    told: dict[str, float] = f.tables.get("reconciliation") or {}
    away, unknown, elsewhere = (told.get(f"{k}_cases") or 0 for k in ("outside", "unknown", "elsewhere"))
    if not (away or unknown or elsewhere):
        return []
    text = (
        f"Đối chiếu địa bàn, {f.until}: {number(away + unknown)} ca do địa phương công bố ghi địa bàn không "
        "thuộc hoặc "
        f"chưa xác định được trong địa phương (vẫn nằm trong tổng, mục địa bàn chưa xác định); "
        f"{number(elsewhere)} ca "
        "của địa bàn này được nơi khác công bố (không tính vào tổng)."
    )
    return [paragraph(f, text)]


def _called_back(f: Facts) -> list[Block]:
    """How far people who were called back say what their stations reported; a week is called in the next."""
    latest = f.window.end - timedelta(days=f.window.end.weekday())
    told = callbacks.week_known(f.place, latest, f.briefing.created_at)
    if told is None:
        return []
    total, until = told.total, told.week_from + timedelta(days=6)
    text = (
        f"Gọi lại kiểm tra ngẫu nhiên {number(total.drawn)} việc các trạm báo đã làm từ ngày "
        f"{date_vi(told.week_from)} đến ngày {date_vi(until)}: "
    )
    if not total.answered:
        return [paragraph(f, text + "chưa có người trả lời.")]
    text += f"{number(total.agrees)} trên {number(total.answered)} người trả lời nói đúng như trạm báo"
    wrong = [f"{unit.full_name} ({number(one.differs)})" for unit, one in told.stations if one.differs]
    return [paragraph(f, text + (f"; không đúng: {listed(wrong)}." if wrong else "."))]


def _two_counts(f: Facts) -> list[Block]:
    other = ministry_briefing(f.briefing)
    if other is None:
        if f.evaluation.count != "province" or not f.some("new_ministry"):
            return []
        text = "Số ca mắc mới Bộ Y tế công bố trong cùng kỳ: {new_ministry} ca (số của tỉnh: {new} ca)."
        return [paragraph(f, text)]
    theirs = {figure["id"]: figure for figure in other.figures}
    rows: list[tuple[Cell, ...]] = []
    for name in COUNTED:
        mine, said = f.value(name), theirs[name]["value"]
        gap = "–" if mine is None or said is None else signed(said - mine)
        rows.append((f.figure(name)["label"], stated(mine, name), stated(said, name), gap))
    titles = ("Số của tỉnh", "Số Bộ Y tế công bố", "Chênh lệch")
    columns = (Column("Chỉ số", "left", 2.4), *map(Column, titles))
    text = "Số của tỉnh và số Bộ Y tế công bố trong cùng kỳ, đặt cạnh nhau:"
    return [paragraph(f, text), Table(columns, tuple(rows), title="Hai nguồn số liệu trong cùng kỳ")]


def ministry_briefing(briefing: Briefing) -> Briefing | None:
    """The same place and window from the same snapshot by the ministry's count."""
    mine = briefing.evaluation
    if mine.count == "ministry":
        return None
    return Briefing.objects.filter(
        place=briefing.place,
        evaluation__snapshot=mine.snapshot_id,
        evaluation__start=mine.start,
        evaluation__end=mine.end,
        evaluation__count="ministry",
    ).first()


_HOW = (("added", "Bổ sung"), ("corrected", "Đính chính"), ("moved", "Chuyển địa bàn"), ("withdrawn", "Rút"))


def _changed(f: Facts) -> list[Block]:
    """What the briefing signed last told that is otherwise now, and the rows that made it so."""
    told = f.tables.get("corrections")
    if not told:
        return [paragraph(f, f"Chưa có báo cáo {f.period} trước trong hệ thống để đối chiếu.")]
    between = f"từ ngày {date_vi(iso(told['from']))} đến ngày {date_vi(iso(told['to']))}"
    if not told["rows"]:
        text = f"Không số liệu chính nào của {_basis(told)} ({between}) thay đổi so với khi đã báo cáo."
        return [paragraph(f, text)]
    text = (
        f"Số liệu đã nêu trong {_basis(told)} ({between}) nay thay đổi như bảng dưới; số dòng là số bản ghi "
        "được thêm, sửa, chuyển hoặc rút từ khi chốt báo cáo đó và làm thay đổi con số:"
    )
    balanced = any(row["stated"] == row["now"] for row in told["rows"])
    note = "Chênh lệch 0: con số giữ nguyên vì các bản ghi thay đổi bù trừ nhau." if balanced else None
    titles = ("Đã báo cáo", "Nay là", "Chênh lệch", *(title for _, title in _HOW))
    columns = (Column("Số liệu", "left", 2.2), *map(Column, titles))
    rows = tuple(_corrected(f, row) for row in told["rows"])
    return [paragraph(f, text), Table(columns, rows, title="Đính chính số liệu đã báo cáo", note=note)]


def _basis(told: dict[str, Any]) -> str:
    if not told["signed_at"]:
        return f"báo cáo {told['of']} (chưa ký)"
    signed = datetime.fromisoformat(told["signed_at"])
    return f"báo cáo {told['of']} ký ngày {date_vi(signed.date())}"


def _corrected(f: Facts, row: dict[str, Any]) -> tuple[Cell, ...]:
    name = row["figure"]
    now = Stated(row["now"], name, changed=True)
    counts = (float(row[how]) for how, _ in _HOW)
    return (f.figure(name)["label"], row["stated"], now, signed(row["now"] - row["stated"]), *counts)


_EXPLAINED = 15  # notes a paper carries; the page of data quality has them all


def _explained(f: Facts) -> list[Block]:
    """What units said of their figures before the freeze, each with the value it had then."""
    window = f.window
    notes = list(explanations.below(f.place, window.start, window.end, f.briefing.created_at))
    if not notes:
        return []
    rows = tuple(_note(f, note) for note in notes[:_EXPLAINED])
    columns = (
        Column("Đơn vị", "left", 1.5), Column("Số liệu", "left", 1.5), Column("Khi giải trình"),
        Column("Giải trình", "left", 3.5),
    )  # fmt: skip
    more = len(notes) - len(rows)
    note = f"Còn {number(more)} giải trình khác, xem ở trang Chất lượng số liệu." if more else None
    head = paragraph(f, f"Trước khi chốt, các đơn vị đã xem số liệu {f.period} của mình và giải trình:")
    return [head, Table(columns, rows, title="Giải trình số liệu của các đơn vị", note=note)]


def _note(f: Facts, note: Explanation) -> tuple[Cell, ...]:
    label = f.figure(note.indicator)["label"] if note.indicator in f.by_id else note.indicator
    return note.unit.full_name, label, note.value, note.text.replace("\n", " ")
