"""Pilots: begun beside places like theirs, and decided with a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.directives.actions import permits
from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions.work import give
from giaoban.directives.programmes.models import Pilot, PilotPlace
from giaoban.directives.programmes.queries import pilots as queries
from giaoban.directives.programmes.queries import windows
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import number
from giaoban.places.models import Unit
from giaoban.policy.comparison import Match


@transaction.atomic
def begin_pilot(
    *,
    by: Any,
    place: Unit,
    name: str,
    hypothesis: str,
    measure: str,
    direction: str,
    first_day: date,
    last_day: date,
    units: Sequence[Unit],
) -> Pilot:
    """The comparison is proposed by the rule from what was frozen before the first day, and kept."""
    permits.must_act(by, "assign", place)
    _check(name, hypothesis, measure, first_day, last_day, place, units)
    before, rule = windows.last_before(first_day), queries.rule_on(first_day, place.path)
    if before is None:
        raise UserError(
            "nothing_before",
            "Chưa có tuần số liệu nào chốt trước ngày bắt đầu.",
            "Chốt số liệu tuần trước, hoặc chọn ngày bắt đầu muộn hơn.",
        )
    pilot = Pilot.objects.create(
        place=place, name=name.strip(), hypothesis=hypothesis.strip(), measure=measure, direction=direction,
        first_day=first_day, last_day=last_day, before=before, rule=rule.id if rule else "",
        begun_at=clock.now(), by=by,
    )  # fmt: skip
    PilotPlace.objects.bulk_create(PilotPlace(pilot=pilot, unit=u, arm=PilotPlace.PILOT) for u in units)
    found = queries.proposed(place, units, before, rule) if rule else []
    _beside(pilot, units, found)
    audit.record(by, "directives.begin_pilot", f"pilot:{pilot.pk}", places=len(units), beside=len(found))
    return pilot


def _check(
    name: str,
    hypothesis: str,
    measure: str,
    first_day: date,
    last_day: date,
    place: Unit,
    units: Sequence[Unit],
) -> None:
    if not name.strip() or not hypothesis.strip():
        raise UserError("pilot_incomplete", "Thiếu tên hoặc giả thuyết của thí điểm.", "Ghi đủ hai mục.")
    if not queries.poolable(measure):
        raise UserError(
            "measure_unfit",
            "Chỉ số này không gộp được của nhiều nơi.",
            "Chọn một số đếm, tỷ lệ hoặc tỷ suất.",
        )
    if last_day < first_day:
        raise UserError("days_backwards", "Ngày cuối trước ngày đầu.", "Sửa thời gian thí điểm.")
    if not units or len({u.level for u in units}) > 1:
        raise UserError(
            "places_unfit", "Nơi thí điểm trống hoặc không cùng cấp.", "Chọn các nơi cùng một cấp."
        )
    if any(not u.path.startswith(place.path + "/") for u in units):
        raise UserError("unit_outside", "Nơi thí điểm không thuộc địa bàn.", "Chọn trong địa bàn.")


def _beside(pilot: Pilot, units: Sequence[Unit], found: Sequence[Match]) -> None:
    mine = {unit.code: unit for unit in units}
    same = Unit.objects.filter(code__in=[m.code for m in found], valid_from=units[0].valid_from)
    by_code = {unit.code: unit for unit in same}
    PilotPlace.objects.bulk_create(
        PilotPlace(
            pilot=pilot, unit=by_code[m.code], arm=PilotPlace.COMPARISON, like=mine[m.of],
            why=f"dân số bằng {number(m.population, 0)}%, số ca trên 100.000 dân bằng "
            f"{number(m.incidence, 0)}% của {mine[m.of].full_name}",
        )
        for m in found
    )  # fmt: skip


@transaction.atomic
def drop_comparison(*, by: Any, pilot: Pilot, unit: Unit) -> None:
    """Somebody knows why a proposed place is not like the others; never after the decision."""
    fresh = _open(by, pilot)
    n, _ = PilotPlace.objects.filter(pilot=fresh, unit=unit, arm=PilotPlace.COMPARISON).delete()
    if not n:
        raise UserError("place_absent", "Nơi này không còn trong nhóm đối chứng.", "Tải lại trang.")
    audit.record(by, "directives.drop_comparison", f"pilot:{fresh.pk}", unit=unit.code)


@transaction.atomic
def decide_pilot(
    *,
    by: Any,
    pilot: Pilot,
    decision: str,
    lesson: str,
    until: date | None = None,
    lines: Sequence[TaskLine] = (),
) -> Pilot:
    """Stop, continue until a later day, or scale out: the work for further places goes out with it."""
    fresh = _open(by, pilot)
    if decision not in (Pilot.STOP, Pilot.CONTINUE, Pilot.SCALE) or not lesson.strip():
        raise UserError("lesson_missing", "Thiếu quyết định hoặc bài học.", "Chọn quyết định và ghi bài học.")
    if decision == Pilot.CONTINUE:
        if until is None or until <= max(fresh.last_day, clock.today()):
            raise UserError("until_unfit", "Thiếu ngày kết thúc mới, muộn hơn.", "Ghi ngày kết thúc mới.")
        fresh.last_day = until
    if decision == Pilot.SCALE:
        text = f"Nhân rộng thí điểm “{fresh.name}”. {lesson.strip()}"
        fresh.conclusion, _ = give(
            by=by, place=fresh.place, text=text, theme=f"Nhân rộng: {fresh.name}", lines=lines
        )
    fresh.decision, fresh.lesson = decision, lesson.strip()
    fresh.decided_at, fresh.decided_by = clock.now(), by
    fresh.save(update_fields=["decision", "lesson", "decided_at", "decided_by", "last_day", "conclusion"])
    audit.record(by, "directives.decide_pilot", f"pilot:{fresh.pk}", decision=decision, tasks=len(lines))
    return fresh


def _open(by: Any, pilot: Pilot) -> Pilot:
    Pilot.objects.select_for_update().get(pk=pilot.pk)
    fresh = Pilot.objects.select_related("place").get(pk=pilot.pk)
    permits.must_act(by, "assign", fresh.place)
    if fresh.decision in (Pilot.STOP, Pilot.SCALE):
        raise UserError("pilot_decided", "Thí điểm đã được quyết định.", "Tải lại trang.")
    return fresh
