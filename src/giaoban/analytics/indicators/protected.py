"""What happens to each protected group: new cases, admissions, deteriorations, deaths?"""

from __future__ import annotations

from typing import Any

from giaoban.analytics.definition import LINE_LIST, Count
from giaoban.analytics.protected import PROTECTED, ProtectedGroup

CHAPTER = "Đối tượng cần bảo vệ trọng điểm"
EVENTS = (("new", "announced", "Ca mắc mới", "New cases", "cases", None, None),
          ("admissions", "episodes", "Nhập viện", "Admissions", "cases", "happened",
           "admission"),
          ("deteriorations", "episodes", "Chuyển nặng", "Deteriorations", "cases", "happened",
           "deterioration"),
          ("deaths", "closed", "Tử vong", "Deaths", "deaths", "outcome", "dead"))
MEANING = {
    "new": "ca mới trong danh sách có ngày công bố trong kỳ",
    "admissions": "lượt bắt đầu điều trị tại bệnh viện trong kỳ, không kể chuyển giữa các bệnh "
                  "viện",
    "deteriorations": "lượt chuyển sang nặng hoặc nguy kịch trong kỳ từ mức độ nhẹ hơn đã ghi",
    "deaths": "ca tử vong trong danh sách có ngày mất trong kỳ"}


def _event(event: tuple[Any, ...], group: ProtectedGroup | None) -> Count:
    name, over, vi, en, unit, column, value = event

    def where(r: Any) -> Any:
        happened = r[column] == value if column else None
        if group is None:
            return happened
        return r[group.id] if happened is None else happened & r[group.id]

    suffix, whose_vi, whose_en = ("", "", "") if group is None else (
        f"_{group.id}", f": {group.label_vi}", f", {group.label_en}")
    return Count(
        id=f"{name}{suffix}", label_vi=f"{vi}{whose_vi}", label_en=f"{en}{whose_en}", unit=unit,
        chapter=CHAPTER, over=over, where=where, protected=group.id if group else None,
        requires=group.requires if group else (), source=LINE_LIST,
        definition_vi=f"Số {MEANING[name]}{whose_vi}.")


INDICATORS = (
    *(_event(event, group) for event in EVENTS for group in PROTECTED),
    # Of everybody: new cases and deaths have files of their own.
    *(_event(event, None) for event in EVENTS if event[1] == "episodes"),
)
