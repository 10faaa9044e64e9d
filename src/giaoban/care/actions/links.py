"""The household's link: issued, renewed, locked after too many wrong codes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F

from giaoban.accounts.scope import Scope
from giaoban.care.law import law
from giaoban.care.models import Episode, Link
from giaoban.intake.outbox.actions import queue_message
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash
from giaoban.kernel.text import without_marks
from giaoban.registry import queries as registry

_TOKEN_BYTES = 16  # 128 random bits: not to be guessed
_DIGITS = 6  # a code that can be read out; locked after a few wrong ones
# without marks: one message instead of three
_SMS = (
    "{station}: khai bao suc khoe moi ngay tai {{link}} ma {{code}}. "
    "Kho tho, tim tai, lo mo: goi 115. Tram{phone}."
)


class IssuedLink(NamedTuple):
    """The only moment at which the address and the code can be read."""

    link: Link
    token: str
    code: str


def hash_token(token: str) -> bytes:
    return keyed_hash("care-link", token)


def hash_code(token: str, code: str) -> bytes:
    return keyed_hash("care-code", token, code)


@transaction.atomic
def issue_link(*, by: Any, scope: Scope, episode_id: int) -> IssuedLink:
    """A new link for the household; the one before stops working at once."""
    found = Episode.objects.select_related("unit").filter(pk=episode_id, closed_at=None)
    episode = scope.within(found).first()
    if episode is None:
        raise UserError(
            "episode_unknown", "Không có người này trong danh sách chăm sóc của bạn.", "Tải lại danh sách."
        )
    now = clock.now()
    of = {"household_id": episode.household_id} if episode.household_id else {"episode_id": episode.pk}
    Link.objects.filter(ended_at=None, **of).update(ended_at=now)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    link = Link.objects.create(
        unit_id=episode.unit_id, station_id=episode.station_id, token_hash=hash_token(token),
        code_hash=hash_code(token, code), issued_at=now,
        expires_at=now + timedelta(days=law(now.date(), episode.unit.path).link_days), by=by, **of,
    )  # fmt: skip
    audit.record(by, "care.issue_link", f"link:{link.pk}")
    return IssuedLink(link, token, code)


@transaction.atomic
def send_link(*, by: Any, scope: Scope, episode_id: int, address: Callable[[str], str]) -> Link:
    """A new link by text message to the phone in the registry. Nobody reads the code but who holds it.

    `address`: from the token to the whole address. The text names nobody.
    """
    issued = issue_link(by=by, scope=scope, episode_id=episode_id)
    person = Episode.objects.values_list("person_id", flat=True).get(pk=episode_id)
    phone = registry.identities_of([person]).get(person, {}).get("phone", "")
    if not phone:
        raise UserError(
            "no_phone", "Sổ ca bệnh chưa có số điện thoại của người này.", "Cấp liên kết rồi ghi ra giấy."
        )
    station = issued.link.station
    text = _SMS.format(station=station.name, phone=f" {station.phone}" if station.phone else "")
    queue_message(
        by=by, at=issued.link.issued_at, to=phone, text=without_marks(text), about=f"link:{issued.link.pk}",
        once=f"link:{issued.link.pk}", secret={"link": address(issued.token), "code": issued.code},
    )  # fmt: skip
    return issued.link


@transaction.atomic
def wrong_code(*, by: None, link: Link) -> None:
    """Counted, so that a code cannot be tried out."""
    Link.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1)
    audit.record(by, "care.wrong_code", f"link:{link.pk}")
