"""Residents without an identity number: two of one name, birth and commune are two where a register says so.

It says so by another household or another sex; what it leaves blank contradicts nobody. The first has the key
of name, birth and commune, a further one a key of its own. Whoever stands in another household in a later
file, and alone there, has moved and is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from giaoban.kernel import bulk
from giaoban.kernel.sealing import keyed_hash
from giaoban.registry.models import Household, Identity, Person
from giaoban.registry.resident_rows import Resident

Who = tuple[bytes, str]  # household and sex


def once(people: Iterable[Resident]) -> list[Resident]:
    """Each resident with the doses of all their rows."""
    found: dict[Any, list[Resident]] = {}
    for person in people:
        alike = found.setdefault(person.key, [])
        first = next((p for p in alike if person.numbered or not contradict(who(p), who(person))), None)
        if first is None:
            alike.append(person)
        else:
            held = {number for number, *_ in first.doses}
            first.doses += [d for d in person.doses if d[0] not in held]
    return [person for alike in found.values() for person in alike]


def tell_apart(people: list[Resident], at: Any, met: dict[int, Who]) -> None:
    """Give each further namesake a key of its own; `at` is the time of this import as the database has it.

    `met`: who had a first key in earlier parts of the file, and what is said of them.
    """
    numberless = [p for p in people if not p.numbered]
    bases = {p.key[0]: p.key[0] for p in numberless}
    own = {id(p): _own_key(p) for p in numberless}
    keys = [*bases, *own.values()]
    held = bulk.fetch(Identity, ["cid_hash", "person_id"], "cid_hash", keys)
    known = {bytes(cid): person for cid, person in held}
    said = _said([known[base] for base in bases if base in known])
    alike: dict[Any, list[Resident]] = {}
    for person in numberless:
        alike.setdefault(person.key, []).append(person)
    for (base, name), some in alike.items():
        first = known.get(base, 0)
        told, since = (met[first], at) if first in met else said.get(first, (None, None))
        stands = told is not None and any(not contradict(told, who(p)) for p in some)
        for person in some:
            other = told is not None and contradict(told, who(person))
            if own[id(person)] in known or (other and (since == at or stands)):
                person.key = own[id(person)], name
            else:  # the first key is taken from now on, by all that is said of who has it
                before = (b"", "") if told is None or other else told
                told, since = (who(person)[0] or before[0], who(person)[1] or before[1]), at
                if first:
                    met[first] = told


def _said(persons: list[int]) -> dict[int, tuple[Who, Any]]:
    columns = ["id", "household_id", "sex", "recorded_at"]
    held = bulk.fetch(Person, columns, "id", persons)
    homes = dict(bulk.fetch(Household, ["id", "key"], "id", [home for _, home, _, _ in held if home]))
    return {id_: ((bytes(homes.get(home, b"")), sex), at) for id_, home, sex, at in held}


def who(person: Resident) -> Who:
    return person.household or b"", person.sex


def contradict(one: Who, other: Who) -> bool:
    return any(a and b and a != b for a, b in zip(one, other, strict=True))


def _own_key(person: Resident) -> bytes:
    home, sex = who(person)
    return keyed_hash("nocid", person.key[0].hex(), home.hex(), sex)
