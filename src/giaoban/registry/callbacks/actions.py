"""Writes of the call-backs: the weekly draw, and the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from giaoban import policy
from giaoban.accounts.scope import Scope
from giaoban.kernel import audit, bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.policy.decide import decide
from giaoban.registry.callbacks import queries, rules
from giaoban.registry.models import CallbackItem, CallbackSample


@transaction.atomic
def draw(*, by: Any, place: Unit, week_from: date) -> list[CallbackSample]:
    """Draw every commune of a place that reported something in the week; one drawn before stays as it is."""
    bulk.one_writer()
    today = clock.today()
    drawn = set(CallbackSample.objects.filter(week_from=week_from).values_list("unit_id", flat=True))
    communes = [u for u in places.communes_of(place, on=today) if u.pk not in drawn]
    made = [sample for unit in communes if (sample := _draw(by, unit, week_from, today))]
    audit.record(
        by, "registry.draw_callbacks", f"unit:{place.pk}", week=week_from.isoformat(), samples=len(made)
    )
    return made


def _draw(by: Any, unit: Unit, week_from: date, today: date) -> CallbackSample | None:
    things = queries.done(unit, week_from)
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("call_back", today, unit.path)
    if not things or rule is None:
        return None
    size = decide(rule, today, {"reported": len(things)}).result["size"]
    seed = keyed_hash("call-back", unit.code, week_from.isoformat()).hex()
    sample = CallbackSample.objects.create(
        unit=unit, week_from=week_from, seed=seed, reported=len(things), size=size, by=by,
        drawn_at=clock.now(),
    )  # fmt: skip
    CallbackItem.objects.bulk_create(
        CallbackItem(sample=sample, kind=kind, subject=subject, person_id=person)
        for kind, subject, person in rules.draw(things, size, seed)
    )
    return sample


@transaction.atomic
def answer(*, by: Any, scope: Scope, item_id: int, outcome: str, note: str = "") -> None:
    """What the person called said. The first answer stands; who comes second is told."""
    item = scope.within(CallbackItem.objects.all(), "sample__unit").filter(pk=item_id).first()
    if item is None or outcome not in rules.OUTCOMES:
        raise UserError("callback_unknown", "Không có cuộc gọi này.", "Tải lại danh sách.")
    if scope.role not in rules.CALLERS:
        raise UserError(
            "callback_own", "Nơi báo cáo không tự gọi kiểm tra.", "Việc này của huyện hoặc CDC tỉnh."
        )
    changed = CallbackItem.objects.filter(pk=item_id, outcome="").update(
        outcome=outcome, note=note[:200], by=by, answered_at=clock.now()
    )
    if not changed:
        raise UserError(
            "already_answered", "Đồng nghiệp vừa ghi cuộc gọi này.", "Xem kết quả trong danh sách."
        )
    audit.record(by, "registry.answer_callback", f"callback:{item_id}", outcome=outcome)
