"""Recognising rows: by source and key, else by name, birth, commune and sample date."""

from __future__ import annotations

from collections.abc import Iterable

from giaoban.intake.faults import Fault
from giaoban.kernel import bulk
from giaoban.registry.linelist import words
from giaoban.registry.linelist.namesakes import apart_key, claimed, meet
from giaoban.registry.linelist.shapes import Context, Row, bare_key
from giaoban.registry.models import Case, Identity

Known = tuple[int, bytes, int]  # id of the case, fingerprint of the row it was last written from, its unit
Namesake = tuple[int, bytes, int, str, bytes, int, int]  # the same, source, key, person, batch


def waves(rows: list[Row]) -> Iterable[list[Row]]:
    """Parts of a batch in which no case stands twice: its later rows come after what they correct."""
    while rows:
        now: list[Row] = []
        later: list[Row] = []
        seen: set[bytes] = set()
        for row in rows:
            if row.key in seen or (row.keyless and row.alias in seen):
                later.append(row)
                continue
            now.append(row)
            seen.update((row.key, row.alias or row.key))
        yield now
        rows = later


def known_cases(rows: list[Row], context: Context) -> list[Known | Fault | None]:
    """For each row the case it is about, None for a new one, a fault where it may be about several."""
    keys = [row.key for row in rows]
    columns = ["id", "fingerprint", "unit_id", "key"]
    by_key = {key: (id_, mark, unit) for id_, mark, unit, key in bulk.fetch(Case, columns, "key", keys)}
    aliases = [row.alias for row in rows if row.alias and (row.numberless or row.key not in by_key)]
    by_alias: dict[bytes, list[Namesake]] = {}
    columns = ["id", "fingerprint", "unit_id", "source", "key", "person_id", "batch_id", "alias"]
    for *namesake, alias in sorted(bulk.fetch(Case, columns, "alias", aliases)):
        by_alias.setdefault(alias, []).append(tuple(namesake))
    numbers = _numbers({found[5] for namesakes in by_alias.values() for found in namesakes})
    told: list[Known | Fault | None] = []
    for row in rows:
        known: Known | Fault | None = None if row.numberless else by_key.get(row.key)
        if known is None and (found := by_alias.get(row.alias or b"")):
            known = _namesake(row, found, numbers, context)
        if known is not None and not isinstance(known, Fault):
            meet(known[0], row, context)
        told.append(known)
    return told


def _numbers(persons: set[int]) -> dict[int, bytes]:
    """The hashes of the identity numbers that are known of some persons."""
    found = bulk.fetch(Identity, ["person_id", "cid_hash"], "person_id", list(persons))
    return {person: cid for person, cid in found if cid}


def _at_phone(row: Row, fits: list[Namesake]) -> list[Namesake]:
    """The one of several namesakes who has the row's phone; all where nobody has, or several."""
    held = bulk.fetch(Identity, ["person_id", "phone_hash"], "person_id", [known[5] for known in fits])
    theirs = {person for person, phone in held if phone and phone == row.hashes[2]}
    return [known for known in fits if known[5] in theirs] if len(theirs) == 1 else fits


def _namesake(
    row: Row, found: list[Namesake], numbers: dict[int, bytes], context: Context
) -> Known | Fault | None:
    """Under another key of the same source it is another case: that list tells its cases apart itself.

    So it is under another identity number, whatever name, year of birth and day they share. A row with
    neither that fits two persons is not guessed over.
    """
    own, (_, cid, _) = row.record.source or context.source, row.hashes
    keys = (apart_key(row), bare_key(row.alias, cid), row.alias)
    if row.numberless:
        for known in found:
            if known[4] == keys[0] or known[1] == row.fingerprint:
                return known[:3]
    fits = [
        known
        for known in found
        if (not cid or numbers.get(known[5], cid) == cid)
        and (row.keyless or known[3] != own or known[4] in keys)
        and not claimed(known[0], known[4], known[1], known[6], row, context)
    ]
    if row.numberless and len({known[5] for known in fits}) > 1:
        fits = _at_phone(row, fits)
    if row.numberless and len({known[5] for known in fits}) > 1:
        return words.namesakes()
    if row.numberless and not fits:
        row.key = keys[0]  # the first one has the alias
        context.beside[row.key] = [known[5] for known in found]
    return fits[0][:3] if fits else None
