"""What a household may see of itself: the token is its scope, and opens nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from giaoban.care.actions.links import hash_code, hash_token
from giaoban.care.models import Check, Episode, Link, Need, Paper
from giaoban.kernel import prepared
from giaoban.kernel.sealing import unseal
from giaoban.registry.models import Identity

TOKEN = 64  # longest token worth looking up


@dataclass(frozen=True)
class Member:
    """One person of the household under care."""

    episode: Episode
    given_name: str


def link_of(token: str) -> Link | None:
    """The link of this address, in force or not."""
    if len(token) > TOKEN:
        return None
    # place and station are read where they are shown: an answer sent does not pay for them
    found = prepared.one(Link, "token_hash = %s", [hash_token(token)])
    return found[0] if found else None


def works(link: Link, now: datetime) -> bool:
    return link.ended_at is None and now < link.expires_at


def is_code(link: Link, token: str, code: str) -> bool:
    return bytes(link.code_hash) == hash_code(token, code.strip())


def ids_of(link: Link) -> list[int]:
    """Whose answers this link may bring: all that taking one needs to know."""
    mine, key = ("household_id", link.household_id) if link.household_id else ("id", link.episode_id)
    return prepared.ids(Episode, f"{mine} = %s AND closed_at IS NULL", [key])


def episode(episode_id: int) -> Episode:
    return Episode.objects.get(pk=episode_id)


def episodes_of(link: Link) -> list[Episode]:
    """The open episodes behind a link, oldest person first."""
    mine = Q(household=link.household_id) if link.household_id else Q(pk=link.episode_id)
    return list(Episode.objects.filter(mine, closed_at=None).order_by("birth", "id"))


def members(episodes: list[Episode]) -> list[Member]:
    """With the given name only: a page left open on a table tells no more."""
    rows = Identity.objects.filter(person_id__in=[e.person_id for e in episodes])
    names = {row.person_id: unseal(row.sealed).get("name", "") for row in rows}
    return [Member(e, str(names.get(e.person_id, "")).split(" ")[-1]) for e in episodes]


def check_in(episodes: list[Episode], check_id: int) -> Check | None:
    return Check.objects.filter(pk=check_id, episode__in=episodes).first()


def papers_of(episode: Episode) -> list[Paper]:
    return list(Paper.objects.filter(episode=episode).order_by("id"))


def open_needs(episode: Episode) -> list[str]:
    return list(Need.objects.filter(episode=episode, delivered_at=None).values_list("kind", flat=True))
