"""Receiving declarations: whatever the channel, the same record and the same promise."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from giaoban import policy
from giaoban.intake.declarations import queries, sms
from giaoban.intake.declarations.models import Declaration, WrongLook
from giaoban.intake.declarations.rules import Household, number_said, read_phone
from giaoban.intake.outbox.actions import queue_message
from giaoban.kernel import audit, prepared
from giaoban.kernel.errors import OursToMend, UserError
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.kernel.text import without_marks
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.policy import Rule, Rules
from giaoban.policy.declaration import call_by

_FIRST_NUMBER = 10**9  # ten digits, none of them a leading nought
_RULES_KEPT_S = 5.0  # a changed rule holds this much later
_kept: dict[str, tuple[float, Rules]] = {}
_DRAWS = 5  # a number met twice is drawn again; five in a row mean a broken source


@dataclass(frozen=True)
class Receipt:
    """What the household is told."""

    declaration: Declaration
    repeated: bool  # the same form or message once more: the first answer holds

    @property
    def number(self) -> int:
        return self.declaration.number

    @property
    def code(self) -> str:
        return queries.code_of(self.declaration.number)


def receive(
    *,
    by: Any,
    at: datetime,
    channel: str,
    unit: Unit,
    household: Household,
    token: str,
    origin: str = "",
    station: str = "",
) -> Receipt:
    """Keep a declaration. The same again under one `token` is answered as the first time and kept once; who
    went back, changed something and sent again said something new.

    Many from one phone or address are marked, not refused: a dormitory shares both. Only a flood is.
    """
    rule = rule_of(at, unit.path)
    phone_hash = keyed_hash("phone", household.phone)
    origin_hash = origin_of(origin, at) if origin else None
    content = household.kept()
    made = Declaration(
        once=keyed_hash("declaration", token, json.dumps(content, sort_keys=True)), unit=unit,
        station=station, channel=channel, persons=len(household.persons), sealed=seal(content),
        phone_hash=phone_hash, origin_hash=origin_hash,
        crowded=by is None and _crowded(rule, at, phone_hash, origin_hash),
        call_by=call_by(rule, at), by=by, received_at=at,
    )  # fmt: skip
    if _keep(by, made):
        return Receipt(made, repeated=False)
    return Receipt(Declaration.objects.select_related("unit").get(once=made.once), repeated=True)


def _keep(by: Any, made: Declaration) -> bool:
    """Whether it was new. The transaction is as short as can be: on SQLite one writes at a time."""
    for _ in range(_DRAWS):
        made.number = _FIRST_NUMBER + secrets.randbelow(9 * _FIRST_NUMBER)
        try:
            with transaction.atomic():
                new = prepared.insert_once(made, "once")
                if new:
                    audit.record(
                        by, "intake.receive_declaration", f"declaration:{made.pk}",
                        channel=made.channel, persons=made.persons,
                    )  # fmt: skip
                return new
        except IntegrityError:  # a number drawn twice
            continue
    raise OursToMend("no free number was drawn")


def rule_of(at: datetime, path: str) -> Rule:
    rule = _rules().in_force("declaration", at.date(), path)
    if rule is None:
        raise UserError(
            "no_rule", "Chưa có quy định tiếp nhận khai báo cho ngày này.", "Báo người quản trị hệ thống."
        )
    return rule


def _rules() -> Rules:
    """Looking whether a file of the rules has changed costs a third of a declaration: done now and then."""
    read_at, rules = _kept.get("rules", (0.0, None))
    if rules is None or time.monotonic() - read_at > _RULES_KEPT_S:
        rules = policy.load(settings.GIAOBAN_POLICY_DIR)
        _kept["rules"] = (time.monotonic(), rules)
    return rules


def emergency_phone(declaration: Declaration) -> str:
    return rule_of(declaration.received_at, declaration.unit.path).text("emergency_phone") or ""


def origin_of(address: str, at: datetime) -> bytes:
    """Another hash each day: addresses are counted, not followed."""
    return keyed_hash("origin", at.date().isoformat(), address)


def _crowded(rule: Rule, at: datetime, phone: bytes, origin: bytes | None) -> bool:
    """Whether the phone or the address has sent many lately; a flood from one address is refused."""
    since = at - timedelta(minutes=rule.integer("limits.minutes") or 0)
    most = rule.integer("limits.origin_refused") or 0
    from_phone, from_origin = queries.lately(phone, origin, since, most)
    if origin and from_origin >= most:
        raise UserError(
            "too_many_declarations",
            "Địa chỉ mạng này vừa gửi quá nhiều khai báo.",
            "Gọi Trạm Y tế hoặc nhắn tin khai báo; những gì đã nhập vẫn còn trên trang này.",
        )
    limits = (rule.integer(f"limits.{name}_marked") or 0 for name in ("origin", "phone"))
    return any(n >= limit for n, limit in zip((from_origin, from_phone), limits, strict=True))


def receive_sms(*, at: datetime, sender: str, text: str, by: Any = None) -> Receipt:
    """A declaration by text message; the answer is queued in the outbox.

    What cannot be read is kept as well, for a person to read, and the answer says how to write it.
    """
    phone = _phone(sender)
    read = sms.read(text, at.date())
    place = queries.commune(read.place, at.date()) if read.place else None
    faults = list(read.faults)
    if read.place and place is None:
        faults.append(f"Không có xã, trạm mang mã {read.place}.")
    unit = place[0] if place else places.root(at.date())
    household = Household(phone, () if faults else read.persons, message=text[:1000])
    with transaction.atomic():
        receipt = receive(
            by=by, at=at, channel="sms", unit=unit, household=household,
            token=f"sms\x1f{phone}\x1f{text}\x1f{at.isoformat()}",
            station=place[1] if place else "",
        )  # fmt: skip
        if not receipt.repeated:
            answer = _unread(faults) if faults else _taken(receipt, unit)
            queue_message(by=by, at=at, to=phone, text=answer, about=f"declaration:{receipt.declaration.pk}")
    return receipt


def _phone(sender: str) -> str:
    try:
        return read_phone(sender)
    except ValueError:
        return sender.strip()[
            :20
        ]  # a short number or a name of a sender: kept as it is, answered all the same


def _taken(receipt: Receipt, unit: Unit) -> str:
    made = receipt.declaration
    return without_marks(
        f"Đã nhận khai báo số {number_said(made.number)}, {made.persons} người, {unit.full_name}. "
        f"Trạm Y tế gọi trước {made.call_by:%H:%M %d/%m}. Cách ly tại nhà. "
        f"Khó thở, tím tái, lơ mơ, đau ngực: gọi {emergency_phone(made)} ngay."
    )


def _unread(faults: list[str]) -> str:
    return without_marks(f"Chưa ghi nhận được: {' '.join(faults[:3])} Nhắn lại theo mẫu: {sms.EXAMPLE}")


@transaction.atomic
def note_wrong_look(*, by: Any, at: datetime, address: str) -> None:
    """Somebody asked for a number with a wrong word. Kept to be counted; names nobody."""
    look = WrongLook.objects.create(origin_hash=origin_of(address, at), at=at)
    audit.record(by, "intake.wrong_look", f"wrong_look:{look.pk}")
