"""Raising an alarm with its owner, and answering it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.care import chains
from giaoban.care.law import law
from giaoban.care.models import Alarm, AlarmStep, Check, Episode
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

ANSWERS = ("confirmed", "false", "referred", "unreached")


def raise_alarm(
    *,
    by: Any,
    kind: str,
    unit: Unit,
    rank: str,
    rule: str,
    at: datetime,
    episode: Episode | None = None,
    check: Check | None = None,
    signs: Sequence[str] = (),
    wait: timedelta = timedelta(),
    count: int = 1,
) -> Alarm | None:
    """An alarm of this rank, unless one rings already. The caller holds the transaction and the episode.

    It has an owner from the first moment: the station, at night who is on call, else the next one up.
    """
    known = Alarm.objects.filter(kind=kind, rank=rank, answered_at=None)
    known = known.filter(episode=episode) if episode else known.filter(episode=None, unit=unit)
    before = known.first()
    if before is not None:
        if before.rings_at > at + wait:  # it waited for a second reading that shows the same
            Alarm.objects.filter(pk=before.pk).update(rings_at=at + wait)
        return None
    owner = chains.first_owner(unit, at)
    alarm = Alarm.objects.create(
        kind=kind, episode=episode, check_made=check, unit=unit, rank=rank, signs=" ".join(signs), rule=rule,
        raised_at=at, rings_at=at + wait, step=owner.step, owner_role=owner.role, owner_unit_id=owner.unit_id,
        owner_id=owner.user_id, count=count,
    )  # fmt: skip
    AlarmStep.objects.create(
        alarm=alarm, step=owner.step, role=owner.role, unit_id=owner.unit_id, user_id=owner.user_id, at=at
    )
    if owner.roster_empty and kind != "roster":
        _nobody_on_call(by, unit, at)
    audit.record(by, "care.raise_alarm", f"alarm:{alarm.pk}", kind=kind, rank=rank, owner=owner.role)
    return alarm


def _nobody_on_call(by: Any, unit: Unit, at: datetime) -> None:
    """An empty roster is itself an alarm: of the place, with the next one up."""
    rules = law(at.date(), unit.path)
    rule = rules.climb_rule.id if rules.climb_rule else ""
    raise_alarm(by=by, kind="roster", unit=unit, rank="report_now", rule=rule, at=at)


@transaction.atomic
def answer_alarm(*, by: Any, scope: Scope, alarm_id: int, answer: str, note: str = "") -> Alarm:
    """Somebody dealt with it and says how: signs confirmed, not confirmed, referred, or nobody reached.

    "unreached" closes nothing: it is written down and the alarm goes on climbing.
    """
    if answer not in ANSWERS:
        raise UserError("alarm_answer", "Chưa chọn cách xử trí báo động.", "Chọn một trong các cách đã nêu.")
    alarm = scope.within(Alarm.objects.select_for_update().filter(pk=alarm_id)).first()
    if alarm is None:
        raise UserError("alarm_unknown", "Không có báo động này trong địa bàn của bạn.", "Tải lại danh sách.")
    if alarm.answered_at is not None:
        raise UserError("alarm_answered", "Báo động này đã được xử trí.", "Tải lại danh sách.")
    alarm.answer, alarm.note = answer, note[:240]
    if answer != "unreached":
        alarm.answered_at, alarm.answered_by = clock.now(), by
    alarm.save(update_fields=["answer", "note", "answered_at", "answered_by"])
    audit.record(by, "care.answer_alarm", f"alarm:{alarm.pk}", answer=answer)
    return alarm
