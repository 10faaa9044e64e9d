"""Writes of the registry that people make one by one or in a batch; files are written by `linelist`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from giaoban import policy
from giaoban.accounts.scope import Scope
from giaoban.intake.models import Batch
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places import trees
from giaoban.registry import queries
from giaoban.registry.linelist.facts import FACTS
from giaoban.registry.models import Case, CaseRevision, CaseState

MOST = 500  # cases of one act: a screenful an officer has really looked through


def last_day_of_isolation(on: date) -> date | None:
    """Cases announced on or before this day are past the first day the rule lets them end isolation."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    rule = rules.in_force("isolation_end", on, trees.root_path(on))
    days = rule.number_of("days", on) if rule else None
    return None if days is None else on - timedelta(days=int(days))


STATE_KINDS = ("severity", "care", "tier", "support")


@transaction.atomic
def record_states(*, by: Any, case: Case, values: Mapping[str, str], on: date) -> list[CaseState]:
    """Severity, place of care, tier or support from that day on; what stands already adds no row.

    A row told late adds to the past and leaves the newest value on the list as it is.
    """
    now = clock.now()
    locked = Case.objects.select_for_update().get(pk=case.pk)
    added = []
    for kind in STATE_KINDS:
        value = values.get(kind, "")
        steps = locked.states.filter(kind=kind).order_by("-happened_on", "-id")
        in_force = steps.filter(happened_on__lte=on).first()
        if value and (in_force is None or in_force.value != value):
            added.append(
                CaseState.objects.create(
                    case=locked,
                    kind=kind,
                    value=value,
                    happened_on=on,
                    reported_at=now,
                    recorded_at=now,
                    by=by,
                )
            )
            setattr(locked, kind, steps.values_list("value", flat=True)[0])
    if added:
        locked.save(update_fields=list(STATE_KINDS))
        audit.record(by, "registry.record_states", f"case:{locked.ref}", **{s.kind: s.value for s in added})
    return added


@transaction.atomic
def close_overdue(*, by: Any, scope: Scope, refs: Sequence[int], ended_on: date) -> int:
    """End the isolation of cases past their last day, as their station states it. Returns how many.

    All or none: a case that is closed already, not yet due or outside the scope refuses the whole act.
    """
    now = clock.now()
    last_day = last_day_of_isolation(now.date())
    if not refs or len(refs) > MOST:
        raise UserError(
            "nothing_chosen", f"Chọn từ 1 đến {MOST} ca để kết thúc cách ly.", "Đánh dấu các ca rồi thử lại."
        )
    if ended_on > now.date() or last_day is None:
        raise UserError(
            "closing_not_possible", "Ngày kết thúc cách ly không hợp lệ.", "Chọn ngày không muộn hơn hôm nay."
        )
    due = list(queries.overdue(scope, last_day).filter(ref__in=refs).select_for_update(of=("self",)))
    if len(due) != len(set(refs)):
        raise UserError(
            "case_not_overdue",
            "Có ca đã kết thúc, chưa đến hạn hoặc ngoài địa bàn của bạn.",
            "Tải lại danh sách rồi chọn lại.",
        )
    batch = Batch.objects.create(
        kind="closing", filename="", sha256="", source="station", by=by, place_id=scope.unit_id,
        received_at=now, finished_at=now, rows=len(due), corrected=len(due),
    )  # fmt: skip
    CaseRevision.objects.bulk_create(
        CaseRevision(case=c, replaced_at=now, **{f: getattr(c, f) for f in FACTS}) for c in due
    )
    for number, case in enumerate(due, start=1):
        case.outcome, case.outcome_date = "recovered", max(ended_on, case.announced)
        case.batch, case.row, case.recorded_at = batch, number, now
    Case.objects.bulk_update(due, ["outcome", "outcome_date", "batch", "row", "recorded_at"])
    audit.record(by, "registry.close_overdue", f"batch:{batch.id}", cases=len(due))
    return len(due)
