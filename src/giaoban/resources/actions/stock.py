"""The ledger's writes: receipt, giving out, sending and taking in, counting. Nothing is ever overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility
from giaoban.resources import rules
from giaoban.resources.models import Account, Item, Movement, Transfer
from giaoban.resources.queries import stock as queries


@transaction.atomic
def receive(
    *, by: Any, facility: Facility, item: str, quantity: int, reason: str = "", key: str | None = None,
    expires_on: date | None = None,
) -> Movement:  # fmt: skip
    """Goods come in from outside the system: the only act that makes the sum over all shelves grow."""
    if known := _done(key):
        return known
    if not rules.still_good(expires_on, clock.today()):
        raise UserError(
            "received_expired", "Hàng đã quá hạn dùng, không nhập kho.", "Trả nơi cấp; kiểm tra lại hạn dùng."
        )
    moved = _move(
        by, item, _account("supplier"), _account("site", facility), quantity, "receipt",
        reason=reason, key=key, expires_on=expires_on,
    )  # fmt: skip
    audit.record(by, "resources.receive", f"facility:{facility.pk}", item=item, quantity=quantity)
    return moved


@transaction.atomic
def hand_out(
    *, by: Any, facility: Facility, item: str, quantity: int, key: str, reason: str = ""
) -> Movement:
    """From the site's shelf to a person, of what ends first. The same key moves once; more than there is
    moves nothing; what is past its last day is not there."""
    if known := _done(key):
        return known
    moved = _out(by, facility, item, quantity, _account("used"), "dispense", reason=reason, key=key)[0]
    audit.record(by, "resources.hand_out", f"facility:{facility.pk}", item=item, quantity=quantity)
    return moved


@transaction.atomic
def give_back(*, by: Any, facility: Facility, movement: Movement, reason: str) -> Movement:
    """Handed out and not used: it comes back on the shelf by a movement of its own, once."""
    if not reason.strip():
        raise _needs_reason("Trả lại phải ghi lý do.")
    key = f"back:{movement.pk}"
    if known := _done(key):
        return known
    moved = _move(
        by, movement.item, movement.target, _account("site", facility), movement.quantity, "return",
        reason=reason, key=key, expires_on=movement.expires_on,
    )  # fmt: skip
    audit.record(by, "resources.give_back", f"movement:{movement.pk}", facility=facility.pk)
    return moved


@transaction.atomic
def send(*, by: Any, sender: Facility, receiver: Facility, item: str, quantity: int) -> Transfer:
    """The sender's side: off its shelf, on the road. The receiver's side is `take_in`."""
    if sender.pk == receiver.pk:
        raise UserError("transfer_to_itself", "Nơi gửi và nơi nhận trùng nhau.", "Chọn nơi nhận khác.")
    transfer = Transfer(
        item=item, sender=sender, receiver=receiver, quantity=quantity, sent_at=clock.now(), sent_by=by
    )
    _check(item, quantity)
    transfer.save()
    _out(by, sender, item, quantity, _account("road", receiver), "transfer", transfer=transfer)
    audit.record(
        by, "resources.send", f"transfer:{transfer.pk}", item=item, quantity=quantity, to=receiver.pk
    )
    return transfer


@transaction.atomic
def take_in(*, by: Any, transfer: Transfer, arrived: int, reason: str = "") -> Transfer:
    """The receiver's side: what arrived goes on its shelf; what did not is a difference with its reason."""
    locked = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if locked.received_at is not None:
        raise UserError("transfer_taken_in", "Chuyến hàng này đã được xác nhận nhận.", "Tải lại trang.")
    if not 0 <= arrived <= locked.quantity:
        raise UserError(
            "arrived_number",
            f"Số nhận phải từ 0 đến {locked.quantity}.",
            "Thừa so với phiếu: ghi nhập riêng.",
        )
    missing = locked.quantity - arrived
    if missing and not reason.strip():
        raise _needs_reason(f"Thiếu {missing} so với phiếu gửi.")
    road, shelf = _account("road", locked.receiver), _account("site", locked.receiver)
    for ends, n in _arrived(locked, arrived):
        _move(by, locked.item, road, shelf, n, "transfer", transfer=locked, expires_on=ends)
    for ends, n in _arrived(locked, locked.quantity)[::-1] if missing else ():
        lost = min(n, missing)
        if lost:
            gone = _account("difference")
            _move(by, locked.item, road, gone, lost, "count", reason=reason, transfer=locked, expires_on=ends)
            missing -= lost
    locked.received_at, locked.received_by, locked.arrived = clock.now(), by, arrived
    locked.reason = reason.strip()
    locked.save(update_fields=["received_at", "received_by", "arrived", "reason"])
    audit.record(
        by, "resources.take_in", f"transfer:{locked.pk}", arrived=arrived, missing=locked.quantity - arrived
    )
    return locked


def _arrived(transfer: Transfer, arrived: int) -> list[rules.Part]:
    """The lots of what was sent, as far as so many of it go: what ends first is taken as arrived."""
    sent = transfer.movements.filter(target__kind="road").order_by("id").values_list("expires_on", "quantity")
    return rules.first_to_end(sent, date.min, arrived)


@transaction.atomic
def count(*, by: Any, facility: Facility, item: str, found: int, reason: str = "") -> Movement | None:
    """A count of what is still good on the shelf. A difference from the balance is moved, with its reason."""
    if found < 0:
        raise UserError("count_negative", "Số đếm không thể âm.", "Ghi số thực có.")
    shelf, on = _locked("site", facility), clock.today()
    gap = found - queries.balance(facility, item, on)
    if gap and not reason.strip():
        raise _needs_reason(f"Số đếm lệch {abs(gap)} so với sổ.")
    moved = []
    if gap > 0:
        moved = [_move(by, item, _account("difference"), shelf, gap, "count", reason=reason)]
    elif gap < 0:
        moved = _out(by, facility, item, -gap, _account("difference"), "count", reason=reason)
    audit.record(by, "resources.count", f"facility:{facility.pk}", item=item, found=found, gap=gap)
    return moved[0] if moved else None


@transaction.atomic
def discard(*, by: Any, facility: Facility, item: str, reason: str = "") -> int:
    """What is past its last good day leaves the shelf; how many."""
    shelf, on = _locked("site", facility), clock.today()
    past = [lot for lot in queries.lots([facility.pk], [item]) if not rules.still_good(lot.expires_on, on)]
    for lot in past:
        _move(
            by, item, shelf, _account("difference"), lot.quantity, "expired", reason=reason,
            expires_on=lot.expires_on,
        )  # fmt: skip
    gone = sum(lot.quantity for lot in past)
    if not gone:
        raise UserError("nothing_expired", "Không có hàng quá hạn trên kệ này.", "Tải lại trang.")
    audit.record(by, "resources.discard", f"facility:{facility.pk}", item=item, quantity=gone)
    return gone


def _needs_reason(message: str) -> UserError:
    return UserError("reason_missing", message, "Ghi lý do rồi xác nhận lại.")


def _done(key: str | None) -> Movement | None:
    return Movement.objects.filter(key=key).first() if key else None


def _account(kind: str, facility: Facility | None = None) -> Account:
    return Account.objects.get_or_create(kind=kind, facility=facility)[0]


def _locked(kind: str, facility: Facility) -> Account:
    """One writer at a time per shelf: PostgreSQL locks the row, SQLite the whole write."""
    return Account.objects.select_for_update().get(pk=_account(kind, facility).pk)


def _out(
    by: Any, facility: Facility, item: str, quantity: int, target: Account, cause: str,
    key: str | None = None, **more: Any,
) -> list[Movement]:  # fmt: skip
    """Off the shelf, one movement a lot, the first to end first; the key is the first movement's."""
    _check(item, quantity)
    shelf, on = _locked("site", facility), clock.today()
    there = [(lot.expires_on, lot.quantity) for lot in queries.lots([facility.pk], [item])]
    parts = rules.first_to_end(there, on, quantity)
    if sum(n for _, n in parts) < quantity:
        raise _not_enough(facility, item, quantity, sum(n for _, n in parts), on)
    return [
        _move(by, item, shelf, target, n, cause, expires_on=ends, key=None if i else key, **more)
        for i, (ends, n) in enumerate(parts)
    ]


def _not_enough(facility: Facility, item: str, quantity: int, there: int, on: date) -> UserError:
    label = Item(item).label
    return UserError(
        "stock_short",
        f"{facility.name} không đủ {label}: cần {quantity}, còn {there}.",
        queries.nearest_in_words(facility, item, quantity, on),
    )


def _check(item: str, quantity: int) -> None:
    if item not in Item.values:
        raise UserError("item_unknown", "Không có mặt hàng này trong sổ.", "Chọn trong danh sách.")
    if quantity <= 0:
        raise UserError("quantity_not_positive", "Số lượng phải lớn hơn 0.", "Ghi lại số lượng.")


def _move(
    by: Any, item: str, source: Account, target: Account, quantity: int, cause: str,
    *, reason: str = "", transfer: Transfer | None = None, key: str | None = None, at: datetime | None = None,
    expires_on: date | None = None,
) -> Movement:  # fmt: skip
    _check(item, quantity)
    now = clock.now()
    return Movement.objects.create(
        item=item, source=source, target=target, quantity=quantity, cause=cause, at=at or now,
        recorded_at=now, reason=reason.strip(), transfer=transfer, key=key, by=by, expires_on=expires_on,
    )  # fmt: skip
