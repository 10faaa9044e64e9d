"""Setting a target with its path, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.directives import rules as directives
from giaoban.directives.actions import permits
from giaoban.directives.programmes.models import Milestone, Target, TargetPlace
from giaoban.directives.programmes.queries import targets as queries
from giaoban.directives.programmes.rules import targets as rules
from giaoban.directives.queries import measures
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

_WRONG = {
    "due": ("Ngày đạt không sau kỳ số liệu bắt đầu.", "Chọn ngày muộn hơn."),
    "milestone_day": ("Mốc không nằm giữa ngày bắt đầu và ngày đạt.", "Sửa ngày của các mốc."),
    "milestone_way": ("Các mốc không đi về phía mức cần đạt.", "Sửa giá trị của các mốc."),
}


@transaction.atomic
def set_target(
    *,
    by: Any,
    place: Unit,
    text: str,
    measure: str,
    direction: str,
    due_on: date,
    start: Evaluation,
    each: bool = False,
    target: float | None = None,
    target_change: float | None = None,
    milestones: Sequence[tuple[date, float]] = (),
) -> Target:
    """The start values are those of the frozen window, kept as they stood in it."""
    permits.must_act(by, "assign", place)
    if measure not in measures.CATALOGUE:
        raise UserError("measure_unknown", f"Không có chỉ số “{measure}”.", "Chọn chỉ số trong danh mục.")
    if not text.strip() or (target is None) == (target_change is None):
        raise UserError("target_incomplete", "Chỉ tiêu thiếu nội dung hoặc mức cần đạt.", "Ghi đủ hai mục.")
    if milestones and target is None:
        raise UserError(
            "milestones_relative",
            "Mốc là con số chung, không đi cùng mức “giảm hoặc tăng bao nhiêu %”.",
            "Ghi mức cần đạt bằng một số, hoặc bỏ các mốc.",
        )
    if due_on < clock.today():
        raise UserError("deadline_past", "Ngày đạt đã qua.", "Chọn ngày từ nay trở đi.")
    made = Target.objects.create(
        place=place, text=text.strip(), each=each, measure=measure, direction=direction, target=target,
        target_change=target_change, path=Target.MILESTONES if milestones else Target.LINEAR,
        start_evaluation=start, due_on=due_on, set_at=clock.now(), by=by,
    )  # fmt: skip
    Milestone.objects.bulk_create(Milestone(target=made, on=on, value=value) for on, value in milestones)
    _places(made)
    audit.record(by, "directives.set_target", f"target:{made.pk}", places=made.places.count())
    return made


def _places(made: Target) -> None:
    """Each with its own start and goal. What is wrong with one path stops the whole target."""
    start = made.start_evaluation
    units = list(places.communes_of(made.place, on=start.end)) if made.each else [made.place]
    if not units:
        raise UserError("nobody_addressed", "Địa bàn này không có xã nào.", "Đặt chỉ tiêu cho cả địa bàn.")
    known = measures.values(start, made.measure, [u.code for u in units])
    held = [
        TargetPlace(
            target=made, unit=unit, start_value=known[unit.code],
            goal=directives.target_of(known[unit.code], made.target, made.target_change),
        )
        for unit in units
    ]  # fmt: skip
    faults = [rules.in_order(queries.course(made, one)) for one in held]
    for fault in faults:
        if fault in _WRONG:
            raise UserError(f"target_{fault}", *_WRONG[fault])
    if all(fault == "reached" for fault in faults):
        raise UserError(
            "target_reached",
            "Kỳ số liệu bắt đầu đã đạt mức này.",
            "Xem lại chiều (ít nhất, không quá) và mức cần đạt.",
        )
    TargetPlace.objects.bulk_create(held)


@transaction.atomic
def withdraw_target(*, by: Any, target: Target, why: str) -> None:
    """It stays to be read, with who took it back and why."""
    permits.must_act(by, "assign", target.place)
    if not why.strip():
        raise UserError("note_missing", "Thiếu lý do rút chỉ tiêu.", "Ghi lý do.")
    changed = Target.objects.filter(pk=target.pk, withdrawn_at=None).update(
        withdrawn_at=clock.now(), withdrawn_why=why.strip()
    )
    if not changed:
        raise UserError("withdrawn_already", "Chỉ tiêu này đã được rút.", "Tải lại trang.")
    audit.record(by, "directives.withdraw_target", f"target:{target.pk}")
