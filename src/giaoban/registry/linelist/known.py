"""Recognising rows: by source and key, else by name, birth, commune and sample date."""

from __future__ import annotations

from collections.abc import Iterable

from giaoban.intake.faults import Fault
from giaoban.kernel import bulk
from giaoban.registry.linelist import words
from giaoban.registry.linelist.shapes import Context, Row, bare_key
from giaoban.registry.models import Case, Identity

Known = tuple[int, bytes, int]  # id of the case, fingerprint of the row it was last written from, its unit
Namesake = tuple[int, bytes, int, str, bytes, int]  # the same, source, key, person


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
    aliases = [row.alias for row in rows if row.alias and row.key not in by_key]
    by_alias: dict[bytes, list[Namesake]] = {}
    columns = ["id", "fingerprint", "unit_id", "source", "key", "person_id", "alias"]
    for *namesake, alias in sorted(bulk.fetch(Case, columns, "alias", aliases)):
        by_alias.setdefault(alias, []).append(tuple(namesake))
    numbers = _numbers({found[-1] for namesakes in by_alias.values() for found in namesakes})
    return [
        by_key.get(row.key) or _namesake(row, by_alias.get(row.alias or b"", []), numbers, context)
        for row in rows
    ]


def _numbers(persons: set[int]) -> dict[int, bytes]:
    """The hashes of the identity numbers that are known of some persons."""
    found = bulk.fetch(Identity, ["person_id", "cid_hash"], "person_id", list(persons))
    return {person: cid for person, cid in found if cid}


def _namesake(
    row: Row, found: list[Namesake], numbers: dict[int, bytes], context: Context
) -> Known | Fault | None:
    """Under another key of the same source it is another case: that list tells its cases apart itself.

    So it is under another identity number, whatever name, year of birth and day they share. A row with
    neither that fits two persons of different numbers is not guessed over.
    """
    own, (_, cid, _) = row.record.source or context.source, row.hashes
    without_key = (row.alias, bare_key(row.alias, cid)) if found else ()
    fits = [
        (known[:3], known[5])
        for known in found
        if (not cid or numbers.get(known[5], cid) == cid)
        and (row.keyless or known[3] != own or known[4] in without_key)
    ]
    if row.keyless and not cid and len({numbers[person] for _, person in fits if person in numbers}) > 1:
        return words.namesakes()
    return fits[0][0] if fits else None
