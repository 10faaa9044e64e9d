"""Chapter 7: who reported, how late, the two counts side by side, what changed since it was stated."""

from __future__ import annotations

from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.stated import stated
from giaoban.briefing.document.telling import NO_DATA, listed, paragraph, written
from giaoban.briefing.models import Briefing
from giaoban.documents.model import Block, Bullets, Cell, Column, Heading, Run, Table
from giaoban.kernel.vietnamese import datetime_vi, number, signed

TITLE = "Chất lượng số liệu"
# What is compared between the two counts, and what is told again where it changed since it was stated.
COUNTED = ("new", "cumulative", "active", "recovered", "deaths")
TOLD_AGAIN = (
    "new", "cumulative", "active", "recovered", "deaths", "hospital", "hospital_under_12", "care_home",
    "level3", "level4", "beds", "tests_done", "tests_positive",
)  # fmt: skip


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
    return found + _changed(f)


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


def restated(f: Facts) -> list[str]:
    """Figures whose value of the window before is no longer what was stated then."""
    return [
        name
        for name in TOLD_AGAIN
        if f.figure(name)["stated_before"] is not None
        and f.figure(name)["base"] is not None
        and f.figure(name)["stated_before"] != f.figure(name)["base"]
    ]


def _changed(f: Facts) -> list[Block]:
    if all(figure["stated_before"] is None for figure in f.by_id.values()):
        return [paragraph(f, f"Chưa có báo cáo {f.period} trước trong hệ thống để đối chiếu.")]
    names = restated(f)
    if not names:
        return [paragraph(f, f"Không số liệu chính nào của {f.period} trước thay đổi so với khi đã báo cáo.")]
    head = paragraph(
        f, f"Số liệu của {f.period} trước đã thay đổi so với khi báo cáo (do bổ sung, đính chính):"
    )
    return [head, Bullets(tuple(_restated(f, name) for name in names))]


def _restated(f: Facts, name: str) -> tuple[Run, ...]:
    figure = f.figure(name)
    unit = figure["unit"]
    moved = figure["base"] - figure["stated_before"]
    return (
        Run(f"{figure['label']}: đã báo cáo {written(figure['stated_before'], unit)}, nay là "),
        Run(written(figure["base"], unit), ref=name),
        Run(f" ({signed(moved, None if moved % 1 else 0)})"),
    )
