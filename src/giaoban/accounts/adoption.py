"""Which units use the system: accounts given, signed in once, never."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from giaoban.accounts.models import Posting


@dataclass
class Adoption:
    """One unit's accounts; `never` names those who have not signed in yet."""

    name: str
    path: str
    accounts: int = 0
    never: list[str] = field(default_factory=list)

    @property
    def signed_in(self) -> int:
        return self.accounts - len(self.never)


def by_unit(postings: Iterable[Posting]) -> list[Adoption]:
    """Units with the most silent accounts first, then in the order of the tree."""
    units: dict[str, Adoption] = {}
    for posting in postings:
        unit = units.setdefault(posting.place.path, Adoption(posting.place.full_name, posting.place.path))
        unit.accounts += 1
        if posting.user.last_login is None:
            unit.never.append(posting.user.username)
    return sorted(units.values(), key=lambda unit: (-len(unit.never), unit.path))
