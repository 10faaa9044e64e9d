"""Rows of one name, birth, commune and day of sampling: one case told twice, or two people?

Two rows of one file are two cases where the file tells them apart: by its own keys, by identity numbers, or,
where there is neither, by anything they say of who it is and where they live (`who`). Rows that say the same
of that are one case, and the later one corrects. What is doubtful becomes a pair in the queue: better than a
case lost. A row of another file is about the case it fits; where it fits two people it is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from giaoban.kernel.sealing import keyed_hash, unseal
from giaoban.kernel.text import fold
from giaoban.registry.duplicates.actions import propose
from giaoban.registry.duplicates.compare import PROPOSED, Compared
from giaoban.registry.linelist.shapes import Context, Row
from giaoban.registry.models import Case, Identity

Who = tuple[str, ...]


def who(row: Row) -> Who:
    r = row.record
    return tuple(map(fold, (r.sex, r.occupation, r.phone, r.hamlet[:80], r.address)))


def apart(one: Row, other: Row) -> bool:
    """Whether two rows of one file are about two cases."""
    if one.record.key and other.record.key:
        return one.record.source == other.record.source and one.key != other.key
    numbers = one.hashes[1], other.hashes[1]
    if all(numbers):
        return numbers[0] != numbers[1]
    return who(one) != who(other)


def apart_key(row: Row) -> bytes:
    """The key of a further namesake's row in a list without keys or numbers; the first keeps the alias."""
    return keyed_hash("namesake", (row.alias or b"").hex(), *who(row))


def claimed(case: int, key: bytes, mark: bytes, batch: int, row: Row, context: Context) -> bool:
    """Whether another row of the file is about this case, so that this row is not."""
    other = context.taken.get(case)
    if other is not None:
        return apart(other, row)
    for beside in context.alike.get(row.alias or b"", ()):
        its_own = mark == beside.fingerprint or key == _own_key(beside)
        if its_own and beside is not row and apart(beside, row):
            return True
    if not row.numberless:
        return False
    if case in context.met:  # in an earlier part of the file
        return context.met[case] != hash(who(row))
    return batch == context.batch.id and _who_is(case) != who(row)


def meet(case: int, row: Row, context: Context) -> None:
    """Remember that the row is about the case, as far as later rows of the file have to know."""
    context.taken[case] = row
    if row.numberless:
        context.met[case] = hash(who(row))


def doubtful(new: Iterable[tuple[Row, int]], context: Context) -> None:
    """Ask of each new namesake whether it is one of those the list stood beside: two people, or one twice.

    Without a number the comparison of the whole register would not: there the name alone is too common.
    """
    pairs = [
        Compared(min(person, known), max(person, known), PROPOSED, _levels(row))
        for row, person in new
        for known in set(context.beside.pop(row.key, ())) - {person}
    ]
    if pairs:
        propose(by=context.batch.by, pairs=pairs)


def _levels(row: Row) -> dict[str, str]:
    """How the two agree, as far as being told apart by one list says it."""
    birth = "same" if row.record.birth_precision == "day" else "year"
    birth = birth if row.record.birth else "unknown"
    return {"name": "same", "birth": birth, "cid": "unknown", "place": "same"}


def _own_key(row: Row) -> bytes:
    return apart_key(row) if row.numberless else row.key


def _who_is(case: int) -> Who:
    """Of a case an earlier part of the file wrote."""
    held = Case.objects.select_related("person").get(pk=case)
    identity = Identity.objects.filter(person=held.person_id).first()
    said = unseal(identity.sealed) if identity else {}
    phone, address = said.get("phone", ""), said.get("address", "")
    return tuple(map(fold, (held.person.sex, held.person.occupation, phone, held.hamlet, address)))
