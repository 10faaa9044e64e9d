"""The household's link: issued, renewed, locked after too many wrong codes."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F

from giaoban.accounts.scope import Scope
from giaoban.care.law import law
from giaoban.care.models import Episode, Link
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash

_TOKEN_BYTES = 16  # 128 random bits: not to be guessed
_DIGITS = 6  # a code that can be read out; locked after a few wrong ones


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
def wrong_code(*, by: None, link: Link) -> None:
    """Counted, so that a code cannot be tried out."""
    Link.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1)
    audit.record(by, "care.wrong_code", f"link:{link.pk}")
