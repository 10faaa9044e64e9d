"""A conclusion with its tasks, and a task given on to the units below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.briefing.models import Briefing
from giaoban.directives import rules
from giaoban.directives.actions import obstacles, permits
from giaoban.directives.lines import BODY, ONE, TaskLine, body_of
from giaoban.directives.models import Conclusion, Meeting, Note, Task, TaskStatus
from giaoban.directives.queries import measures
from giaoban.directives.queries.addressees import addressees
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation


@transaction.atomic
def conclude(
    *,
    by: Any,
    text: str,
    place: Unit,
    lines: Sequence[TaskLine],
    briefing: Briefing | None = None,
    chair: str = "",
    theme: str = "",
    concluded_on: date | None = None,
    meeting: Meeting | None = None,
    notes: Sequence[int] = (),
    decides: Sequence[int] = (),
    answers: Task | None = None,
) -> Conclusion:
    """What was concluded, and at once the work it means: without a task it is not saved.

    `notes` of the meeting become it, the obstacles of `decides` are decided by it; `answers` is the task
    from above that it makes concrete.
    """
    permits.must_act(by, "conclude", place)
    if not text.strip():
        raise UserError("conclusion_empty", "Thiếu nội dung kết luận.", "Ghi nội dung kết luận.")
    if not lines:
        raise UserError(
            "conclusion_without_task",
            "Kết luận chưa có nhiệm vụ nào.",
            "Ghi ít nhất một nhiệm vụ: giao ai, làm gì, hạn nào.",
        )
    if meeting is not None:
        _of_the_meeting(meeting, place)
    day = concluded_on or clock.today()
    _once(text.strip(), place, briefing, day)
    conclusion = Conclusion.objects.create(
        briefing=briefing, place=place, text=text.strip(), chair=chair.strip(), theme=theme.strip(),
        concluded_on=day, recorded_at=clock.now(), by=by, meeting=meeting, answers=answers,
    )  # fmt: skip
    given = [task for line in lines for task in _give(by, conclusion, line, place, answers)]
    Note.objects.filter(meeting=meeting, pk__in=notes, conclusion=None).update(conclusion=conclusion)
    obstacles.take_into(by, conclusion, list(decides))
    audit.record(by, "directives.conclude", f"conclusion:{conclusion.pk}", tasks=len(given))
    return conclusion


@transaction.atomic
def cascade(*, by: Any, conclusion: Conclusion, line: TaskLine, parent: Task | None = None) -> list[Task]:
    """One more line of a conclusion; with `parent`, that unit makes its task concrete for those below it."""
    giver = parent.unit if parent else conclusion.place
    permits.must_act(by, "assign", giver)
    if parent and (parent.conclusion_id != conclusion.pk or parent.state not in rules.OPEN):
        raise UserError(
            "parent_closed", "Nhiệm vụ cấp trên không còn đang thực hiện.", "Chọn nhiệm vụ đang thực hiện."
        )
    given = _give(by, conclusion, line, giver, parent)
    audit.record(by, "directives.cascade", f"conclusion:{conclusion.pk}", tasks=len(given))
    return given


def _give(by: Any, conclusion: Conclusion, line: TaskLine, giver: Unit, parent: Task | None) -> list[Task]:
    units = addressees(line, giver, conclusion.concluded_on)
    _check(line, units)
    role = rules.AGENCY if line.agency else line.role
    evaluation = _start(conclusion) if line.measure else None
    values = measures.values(evaluation, line.measure, [u.code for u in units]) if evaluation else {}
    now = clock.now()
    tasks = Task.objects.bulk_create(
        Task(
            conclusion=conclusion, parent=parent, giver=giver, unit=unit, role=role, agency=line.agency,
            body=_named(line, unit),
            text=line.text.strip() or conclusion.text, due_at=line.due_at, due_text=line.due_text,
            due_rule=line.due_rule, measure=line.measure, direction=line.direction,
            target=line.target, target_change=line.target_change,
            start_value=values.get(unit.code), start_evaluation=evaluation, created_at=now,
        )
        for unit in units
    )  # fmt: skip
    TaskStatus.objects.bulk_create(
        TaskStatus(task=task, seq=1, move="given", state="given", by=by, at=now, due_at=task.due_at)
        for task in tasks
    )
    return tasks


def _of_the_meeting(meeting: Meeting, place: Unit) -> None:
    if meeting.place_id != place.pk or meeting.state == Meeting.State.CONCLUDED:
        raise UserError(
            "meeting_over", "Cuộc họp này đã kết thúc.", "Ghi kết luận riêng, hoặc lập cuộc họp khác."
        )


def _named(line: TaskLine, unit: Unit) -> str:
    if line.agency is not None:
        return line.agency.name
    return (line.body if line.whom == ONE else "") or body_of(line.role, unit)


def _once(text: str, place: Unit, briefing: Briefing | None, day: date) -> None:
    """A second tap must not give 177 communes their work twice; what was withdrawn may be given anew."""
    same = Conclusion.objects.filter(text=text, place=place, briefing=briefing, concluded_on=day)
    if same.filter(tasks__in=Task.objects.exclude(state="withdrawn")).exists():
        raise UserError(
            "concluded_already",
            "Kết luận này đã được ghi và đã giao việc.",
            "Mở kết luận đã ghi trong danh sách; giao thêm thì ghi nội dung khác.",
        )


def _start(conclusion: Conclusion) -> Evaluation | None:
    """The figures the meeting had before it: the briefing's, else the newest there are."""
    return conclusion.briefing.evaluation if conclusion.briefing else measures.newest()


def _check(line: TaskLine, units: Sequence[Unit]) -> None:
    if not units:
        raise UserError("nobody_addressed", "Không có đơn vị nào được giao.", "Chọn lại đơn vị nhận việc.")
    if line.whom == BODY:
        _check_body(line)
    unfit = next((u for u in units if line.role not in rules.OWNERS.get(u.level, ())), None)
    if unfit is not None and line.whom != BODY:
        raise UserError(
            "role_unfit",
            f"{unfit.full_name} không có bộ phận nhận việc đã chọn.",
            "Chọn bộ phận nhận việc hợp với cấp của đơn vị.",
        )
    if line.measure and line.measure not in measures.CATALOGUE:
        raise UserError(
            "measure_unknown", f"Không có chỉ số “{line.measure}”.", "Chọn chỉ số trong danh mục."
        )
    no_target = line.target is None and line.target_change is None
    if line.measure and (no_target or line.direction not in ("up", "down")):
        raise UserError(
            "measure_without_target",
            "Chỉ số đo chưa có mức cần đạt.",
            "Ghi mức cần đạt và chiều: ít nhất hay không quá.",
        )


def _check_body(line: TaskLine) -> None:
    assert line.agency is not None
    ended = line.agency.valid_to
    if ended is not None and ended < clock.today():
        raise UserError("body_ended", f"{line.agency.name} không còn hoạt động.", "Chọn cơ quan kế tục.")
