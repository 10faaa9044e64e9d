"""Finding persons who may be one, on import among the new ones and nightly among all."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from giaoban.kernel import bulk
from giaoban.kernel.errors import OursToMend
from giaoban.registry.duplicates import actions, process
from giaoban.registry.duplicates.compare import CROWD
from giaoban.registry.models import Identity, Person

PART = 20_000  # persons read at once
MOST_NEW = 20_000  # a larger file waits for the night: its persons are most of the register anyway
_WRITTEN = 500  # proposals of one transaction


@dataclass
class Found:
    """What one search did. `proposed` are new in the queue, `known` stood there or were decided."""

    compared: int = 0
    proposed: int = 0
    known: int = 0
    merged: int = 0

    def as_dict(self) -> dict[str, int]:
        return dict(vars(self))


def newest_person() -> int:
    """Where a search for the new ones begins: taken before an import."""
    return Person.objects.order_by("-id").values_list("id", flat=True).first() or 0


def among_all(*, by: Any) -> Found:
    """Compare every person with every other that could be the same. Doing it twice changes nothing."""
    return _search(by, _read(), 0)


def among_new(*, by: Any, since: int) -> Found:
    """Compare the persons written after `since` with each other and with known ones of equal hashes."""
    if newest_person() - since > MOST_NEW:
        return Found()
    known = _alike(since)
    if newest_person() <= since:
        return Found()
    return _search(by, _read_some(since, known), Identity.objects.count())


def after_import(*, by: Any, since: int) -> Found:
    """As `among_new`; what goes wrong here never spoils an import: the night finds the same."""
    try:
        return among_new(by=by, since=since)
    except OursToMend:
        logging.getLogger(__name__).exception("persons of an import were not compared")
        return Found()


def _search(by: Any, parts: Iterable[tuple[list[Any], ...]], total: int) -> Found:
    found = Found()

    def counted() -> Iterator[tuple[list[Any], ...]]:
        for part in parts:
            found.compared += len(part[0])
            yield part

    pairs = process.compared(counted(), total)
    for start in range(0, len(pairs), _WRITTEN):
        some = pairs[start : start + _WRITTEN]
        proposed, merged = actions.propose(by=by, pairs=some)
        found.proposed += proposed
        found.merged += merged
        found.known += len(some) - proposed
    return found


_SELECT = """
SELECT p.id, p.unit_id, u.parent_id, p.birth, p.birth_precision, p.sex, i.sealed, i.name_hash, i.phone_hash
FROM registry_person p JOIN registry_identity i ON i.person_id = p.id JOIN places_unit u ON u.id = p.unit_id
WHERE p.id NOT IN (SELECT absorbed_id FROM registry_merge WHERE undone_at IS NULL) AND {}
ORDER BY p.id LIMIT {}
"""


def _read() -> Iterator[tuple[list[Any], ...]]:
    """Everybody, sealed, a part at a time: memory stays flat on both databases."""
    last = 0
    while rows := _rows(_SELECT.format(f"p.id > {last}", PART)):
        last = rows[-1][0]
        yield _columns(rows, 0)


def _read_some(since: int, known: Sequence[int]) -> Iterator[tuple[list[Any], ...]]:
    wanted = [*known, *Person.objects.filter(id__gt=since).order_by("id").values_list("id", flat=True)]
    for start in range(0, len(wanted), PART):
        ids = ", ".join(map(str, wanted[start : start + PART]))
        rows = _rows(_SELECT.format(f"p.id IN ({ids})", PART))
        if rows:
            yield _columns(rows, since, _often("name_hash", rows, 7), _often("phone_hash", rows, 8))


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _often(column: str, rows: list[tuple[Any, ...]], at: int) -> dict[bytes, int]:
    """How often the whole register has these names or phones, by their keyed hashes."""
    hashes = list({bytes(row[at]) for row in rows if row[at]})
    found: dict[bytes, int] = {}
    for (said,) in bulk.fetch(Identity, [column], column, hashes):
        found[bytes(said)] = found.get(bytes(said), 0) + 1
    return found


def _columns(rows: list[tuple[Any, ...]], since: int, *often: dict[bytes, int]) -> tuple[list[Any], ...]:
    names, phones = often or ({}, {})
    ids, units, above, births, precisions, sexes, sealed, name, phone = zip(*rows, strict=True)
    return (
        list(ids), list(units), list(above), [id_ > since for id_ in ids],
        [b and str(b) for b in births], list(precisions), list(sexes),
        [names.get(bytes(h)) for h in name], [phones.get(bytes(h)) if h else None for h in phone],
        [bytes(s) for s in sealed],
    )  # fmt: skip


def _alike(since: int) -> list[int]:
    """Known persons who share a number, a phone, or a name and a birth or place with a new one."""
    few = f"(SELECT count(*) FROM registry_identity o WHERE o.phone_hash = n.phone_hash) <= {CROWD}"
    ways = (
        ("i.cid_hash = n.cid_hash", "1 = 1"),
        ("i.phone_hash = n.phone_hash", few),
        ("i.name_hash = n.name_hash", "(p.birth = pn.birth OR p.unit_id = pn.unit_id)"),
    )
    return sorted(id_ for (id_,) in _rows(" UNION ".join(_LIKE.format(*way, since) for way in ways)))


_LIKE = """
SELECT i.person_id FROM registry_identity n JOIN registry_person pn ON pn.id = n.person_id
JOIN registry_identity i ON {0} JOIN registry_person p ON p.id = i.person_id
WHERE n.person_id > {2} AND i.person_id <= {2} AND {1}
"""
