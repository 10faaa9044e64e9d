"""Visits: planned, findings written down, each with its repair, closed when none is left without."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from giaoban.directives.actions import permits
from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions.work import give
from giaoban.directives.programmes.models import Finding, Visit
from giaoban.directives.programmes.rules import inspections as rules
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.places.models import Facility, Unit


@transaction.atomic
def plan_visit(
    *, by: Any, place: Unit, unit: Unit, on: date, team: str, theme: str, facility: Facility | None = None
) -> Visit:
    """The team goes out from `place`; nobody inspects outside their own area."""
    permits.must_act(by, "assign", place)
    if unit.path == place.path or not unit.path.startswith(place.path + "/"):
        raise UserError("unit_outside", "Nơi kiểm tra không thuộc địa bàn.", "Chọn huyện hoặc xã trực thuộc.")
    if facility is not None and not (facility.unit.path + "/").startswith(unit.path + "/"):
        raise UserError("facility_elsewhere", "Cơ sở không thuộc nơi đã chọn.", "Chọn lại cơ sở.")
    if not team.strip() or not theme.strip():
        raise UserError("visit_incomplete", "Thiếu đoàn hoặc nội dung kiểm tra.", "Ghi đủ hai mục.")
    given = {"place": place, "unit": unit, "facility": facility, "on": on, "theme": theme.strip()}
    if Visit.objects.filter(**given).exclude(state=Visit.CANCELLED).exists():
        raise UserError(
            "visit_planned_already", "Cuộc kiểm tra này đã có trong kế hoạch.", "Mở cuộc kiểm tra đã lập."
        )
    visit = Visit.objects.create(**given, team=team.strip(), planned_at=clock.now(), by=by)
    audit.record(by, "directives.plan_visit", f"visit:{visit.pk}")
    return visit


@transaction.atomic
def record_finding(
    *, by: Any, visit: Visit, text: str, severity: str, repair: TaskLine | None = None
) -> Finding:
    """What is wrong, at once with its repair where that is known."""
    fresh = _running(by, visit)
    if fresh.on > clock.today():
        raise UserError(
            "visit_not_yet", f"Chưa đến ngày kiểm tra {date_vi(fresh.on)}.", "Ghi phát hiện từ ngày kiểm tra."
        )
    if not text.strip() or severity not in rules.SEVERITIES:
        raise UserError("finding_incomplete", "Thiếu nội dung phát hiện.", "Ghi điều còn sai, còn thiếu.")
    finding = Finding.objects.create(
        visit=fresh, seq=fresh.findings.count() + 1, text=text.strip(), severity=severity,
        found_at=clock.now(), by=by,
    )  # fmt: skip
    audit.record(by, "directives.record_finding", f"finding:{finding.pk}", severity=severity)
    if repair is not None:
        return give_repair(by=by, finding=finding, repair=repair)
    return finding


@transaction.atomic
def give_repair(*, by: Any, finding: Finding, repair: TaskLine) -> Finding:
    """The task that repairs a finding. A second one only where the first was taken back."""
    visit = _locked(finding.visit)
    permits.must_act(by, "assign", visit.place)
    fresh = Finding.objects.select_related("task").get(pk=finding.pk)
    if fresh.task is not None and fresh.task.state != "withdrawn":
        raise UserError("repair_given", "Phát hiện này đã có việc khắc phục.", "Mở nhiệm vụ đã giao.")
    text = f"Kiểm tra {visit.theme} tại {visit.facility or visit.unit.full_name}, ngày {date_vi(visit.on)}."
    conclusion, [task] = give(
        by=by, place=visit.place, text=text, theme=f"Kiểm tra: {visit.theme}", lines=[repair],
        conclusion=visit.conclusion,
    )  # fmt: skip
    Visit.objects.filter(pk=visit.pk).update(conclusion=conclusion)
    Finding.objects.filter(pk=fresh.pk).update(task=task)
    audit.record(by, "directives.give_repair", f"finding:{fresh.pk}", task=task.pk)
    fresh.task = task
    return fresh


@transaction.atomic
def close_visit(*, by: Any, visit: Visit, summary: str) -> Visit:
    """Held, and nothing left without repair."""
    fresh = _running(by, visit)
    if fresh.on > clock.today():
        raise UserError("visit_not_yet", "Chưa đến ngày kiểm tra.", "Kết thúc sau khi đã kiểm tra.")
    bare = rules.without_repair(
        None if f.task is None or f.task.state == "withdrawn" else f.task.pk
        for f in fresh.findings.select_related("task")
    )
    if bare:
        raise UserError(
            "finding_without_repair",
            f"{bare} phát hiện chưa có việc khắc phục.",
            "Giao việc khắc phục cho từng phát hiện rồi kết thúc.",
        )
    return _end(by, fresh, Visit.CLOSED, summary, "Thiếu kết quả kiểm tra.")


@transaction.atomic
def cancel_visit(*, by: Any, visit: Visit, why: str) -> Visit:
    """Not held. What was already found cannot be cancelled away."""
    fresh = _running(by, visit)
    if fresh.findings.exists():
        raise UserError("visit_has_findings", "Đã ghi phát hiện, không hủy được.", "Kết thúc cuộc kiểm tra.")
    return _end(by, fresh, Visit.CANCELLED, why, "Thiếu lý do hủy.")


def _end(by: Any, visit: Visit, state: str, said: str, missing: str) -> Visit:
    if not said.strip():
        raise UserError("note_missing", missing, "Ghi nội dung rồi gửi lại.")
    visit.state, visit.summary = state, said.strip()
    visit.closed_at, visit.closed_by = clock.now(), by
    visit.save(update_fields=["state", "summary", "closed_at", "closed_by"])
    audit.record(by, f"directives.visit_{state}", f"visit:{visit.pk}")
    return visit


def _locked(visit: Visit) -> Visit:
    """Of two writers at one visit the second sees what the first did."""
    Visit.objects.select_for_update().get(pk=visit.pk)
    return Visit.objects.select_related("place", "unit", "facility", "conclusion__place").get(pk=visit.pk)


def _running(by: Any, visit: Visit) -> Visit:
    fresh = _locked(visit)
    permits.must_act(by, "assign", fresh.place)
    if fresh.state != Visit.PLANNED:
        raise UserError("visit_ended", "Cuộc kiểm tra đã kết thúc hoặc đã hủy.", "Lập cuộc kiểm tra mới.")
    return fresh
