"""The hotline: a call opens the household by the caller's number, counts as contact, leaves tickets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.care.actions.alarms import raise_alarm
from giaoban.care.law import law
from giaoban.care.models import Call, Contact, Episode, ShiftNote, Ticket
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash
from giaoban.places.models import Unit

KINDS = ("medical", "psychological", "station")
DUE = {"medical": timedelta(hours=2), "psychological": timedelta(hours=24), "station": timedelta(hours=4)}
"""How soon a ticket is answered; a guess."""


@transaction.atomic
def record_call(
    *,
    by: Any,
    scope: Scope,
    direction: str,
    phone: str = "",
    episode_id: int | None = None,
    reached: bool = True,
    summary: str = "",
    tickets: Sequence[str] = (),
    emergency: bool = False,
) -> Call:
    """One call in or out. With a person of the scope it is a contact; its number is kept as a hash only."""
    if direction not in ("in", "out") or any(kind not in KINDS for kind in tickets):
        raise UserError("call_unreadable", "Không hiểu cuộc gọi này.", "Tải lại trang rồi ghi lại.")
    now = clock.now()
    episode = _episode(scope, episode_id)
    unit_id = episode.unit_id if episode else scope.unit_id
    call = Call.objects.create(
        direction=direction, phone_hash=keyed_hash("phone", phone.strip()) if phone.strip() else None,
        episode=episode, unit_id=unit_id, at=now, by=by, reached=reached, summary=summary[:240],
    )  # fmt: skip
    if episode is not None:
        Contact.objects.create(
            episode=episode, kind="hotline", reached=reached, at=now, by=by, advice=summary[:240],
            recorded_at=now,
        )  # fmt: skip
        if reached:
            Episode.objects.filter(pk=episode.pk).update(last_staff_at=now)
        if emergency:
            rules = law(now.date(), episode.unit.path)
            raise_alarm(
                by=by, kind="hotline", unit=episode.unit, rank="emergency", at=now, episode=episode,
                rule=rules.danger.id if rules.danger else "",
            )  # fmt: skip
    Ticket.objects.bulk_create(
        Ticket(call=call, episode=episode, unit_id=unit_id, kind=kind, opened_at=now, due_at=now + DUE[kind])
        for kind in tickets
    )
    audit.record(by, "care.record_call", f"call:{call.pk}", direction=direction, tickets=list(tickets))
    return call


def _episode(scope: Scope, episode_id: int | None) -> Episode | None:
    if episode_id is None:
        return None
    found = Episode.objects.select_for_update(of=("self",)).select_related("unit")
    episode = scope.within(found.filter(pk=episode_id, closed_at=None)).first()
    if episode is None:
        raise UserError(
            "episode_unknown", "Không có người này trong danh sách chăm sóc của bạn.", "Tra lại số gọi đến."
        )
    return episode


@transaction.atomic
def close_ticket(*, by: Any, scope: Scope, ticket_id: int, answer: str) -> Ticket:
    """Answered, and how."""
    ticket = scope.within(Ticket.objects.select_for_update().filter(pk=ticket_id, closed_at=None)).first()
    if ticket is None:
        raise UserError("ticket_unknown", "Phiếu này không có hoặc đã trả lời.", "Tải lại danh sách.")
    if not answer.strip():
        raise UserError("ticket_answer", "Chưa ghi đã trả lời thế nào.", "Ghi ngắn gọn cách xử trí.")
    ticket.closed_at, ticket.closed_by, ticket.answer = clock.now(), by, answer.strip()[:240]
    ticket.save(update_fields=["closed_at", "closed_by", "answer"])
    audit.record(by, "care.close_ticket", f"ticket:{ticket.pk}", kind=ticket.kind)
    return ticket


@transaction.atomic
def hand_over(*, by: Any, scope: Scope, note: str) -> ShiftNote:
    """What this shift leaves: how many tickets are open, and what the next must know."""
    open_ = scope.within(Ticket.objects.filter(closed_at=None)).count()
    row = ShiftNote.objects.create(
        unit=Unit.objects.get(pk=scope.unit_id), at=clock.now(), by=by, open_tickets=open_, note=note[:500]
    )
    audit.record(by, "care.hand_over", f"shift:{row.pk}", open_tickets=open_)
    return row


@transaction.atomic
def take_over(*, by: Any, scope: Scope, note_id: int) -> ShiftNote:
    """The next shift has read it: one takes it, nobody takes it twice."""
    found = ShiftNote.objects.select_for_update().filter(pk=note_id, taken_at=None, unit=scope.unit_id)
    row = found.first()
    if row is None:
        raise UserError("shift_taken", "Ca này đã có người nhận.", "Tải lại trang.")
    row.taken_by, row.taken_at = by, clock.now()
    row.save(update_fields=["taken_by", "taken_at"])
    audit.record(by, "care.take_over", f"shift:{row.pk}")
    return row
