"""What programmes leave to do today: targets behind their path, findings whose repair is not there.

One row a target and one a visit: who set a target answers for all its places, a place for its own. A
repair is a task and stands among the tasks of who repairs; here stands what the sender of the team owes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.directives.programmes.models import Finding, Target, TargetPlace, Visit
from giaoban.directives.programmes.queries import targets
from giaoban.directives.programmes.rules import targets as rules
from giaoban.kernel import wording

_BEHIND = (rules.MISSED, rules.BEHIND)
_END_OF_DAY = time(23, 59)
_GRAVE = "grave"
_REPAIRED = "accepted"


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    if scope.allows("assign") or scope.allows("answer"):
        yield from _behind(scope)
    if scope.allows("assign"):
        yield from _visits(scope, now)


def _behind(scope: Scope) -> Iterator[Duty]:
    """Targets set here with all their places, and of targets set above one's own place."""
    own = Q(place=scope.unit_id) if scope.allows("assign") else Q()
    held = TargetPlace.objects.filter(Q(unit=scope.unit_id) | Q(target__place=scope.unit_id))
    mine = Q(pk__in=TargetPlace.objects.filter(unit=scope.unit_id).values("target"))
    found = Target.objects.filter(mine | own if own else mine, withdrawn_at=None)
    found = found.select_related("start_evaluation__snapshot").defer("start_evaluation__levels")
    places = held.select_related("unit").order_by("unit__path")
    for target in found.prefetch_related(Prefetch("places", places), "milestones").order_by("due_on", "id"):
        told = targets.told(target, targets.newest(target))
        late = [line for line in told.lines if line.standing.verdict in _BEHIND]
        if late:
            yield _target(scope, target, late)


def _target(scope: Scope, target: Target, late: list[targets.Line]) -> Duty:
    n = len(late)
    if n == 1 and late[0].place.unit_id == scope.unit_id:
        detail = _("chậm so với lộ trình")
    else:
        detail = ngettext("%(n)s nơi chậm so với lộ trình", "%(n)s nơi chậm so với lộ trình", n) % {
            "n": wording.number(n)
        }
    missed = any(line.standing.verdict == rules.MISSED for line in late)
    return Duty(
        kind="target_behind",
        key=str(target.pk),
        place=scope.path,
        role=scope.role,
        due=datetime.combine(target.due_on, _END_OF_DAY),
        severity=Severity.RISK if missed else Severity.DUE,
        link=reverse("target", args=[target.pk]),
        title=_("Chỉ tiêu: %(text)s") % {"text": target.text},
        detail=detail,
    )


def _visits(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Visits this place sent: past their day without a result, or with findings nobody has to repair."""
    unfinished = Finding.objects.exclude(task__state=_REPAIRED).select_related("task")
    sent = Visit.objects.filter(place=scope.unit_id).exclude(state=Visit.CANCELLED)
    due = Q(state=Visit.PLANNED, on__lt=now.date()) | Q(pk__in=unfinished.order_by().values("visit"))
    found = sent.filter(due).select_related("unit", "facility").order_by("on", "id")
    for visit in found.prefetch_related(Prefetch("findings", unfinished.order_by("seq"))):
        duty = _visit(scope, visit, list(visit.findings.all()), now)
        if duty is not None:
            yield duty


def _visit(scope: Scope, visit: Visit, findings: list[Finding], now: datetime) -> Duty | None:
    """A repair that was given is a task: late, it stands among the overdue of who gave it."""
    without = [f for f in findings if f.task is None or f.task.state == "withdrawn"]
    unwritten = visit.state == Visit.PLANNED and visit.on < now.date() and not findings
    if without:
        said = _("%(n)s phát hiện chưa giao khắc phục") % {"n": wording.number(len(without))}
    elif unwritten:
        said = _("đã qua ngày kiểm tra, chưa ghi kết quả")
    else:
        return None
    grave = any(f.severity == _GRAVE for f in without)
    where = str(visit.facility) if visit.facility else visit.unit.full_name
    return Duty(
        kind="visit",
        key=str(visit.pk),
        place=scope.path,
        role=scope.role,
        due=datetime.combine(visit.on, _END_OF_DAY),
        severity=Severity.RISK if grave else Severity.DUE,
        link=reverse("inspection", args=[visit.pk]),
        title=_("Kiểm tra %(where)s ngày %(day)s") % {"where": where, "day": wording.day(visit.on)},
        detail=said,
    )
