"""What passes between reading, placing and writing a line list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from giaoban.intake.faults import Fault
from giaoban.intake.models import Batch
from giaoban.intake.place_resolver import PlaceResolver, Resolution
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.kernel.text import fold
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.linelist.record import Record

# field of the file → kind of state row
STATES = {"severity": "severity", "care_place": "care", "tier": "tier", "support": "support"}


@dataclass
class Context:
    """What one import holds through all its batches."""

    batch: Batch
    source: str
    disease: str
    at: datetime
    stamp: Any  # `at` as the database stores it
    places: PlaceResolver
    present: frozenset[str]  # fields the file carries: an absent column never erases a fact
    taken: dict[int, Row] = field(default_factory=dict)  # case → the row here that is about it
    alike: dict[bytes, list[Row]] = field(default_factory=dict)  # rows of this part of the file
    beside: dict[bytes, list[int]] = field(default_factory=dict)  # key of a new namesake → the known persons
    met: dict[int, int] = field(default_factory=dict)  # case → `who` of the numberless row it was met by

    def begin(self, rows: list[Row]) -> None:
        """A part of the file begins: its rows know of each other, so that none takes another's case."""
        self.taken, self.alike, self.beside = {}, {}, {}
        for row in rows:
            if row.alias:
                self.alike.setdefault(row.alias, []).append(row)


@dataclass(slots=True)
class Row:
    """A record with its place found and its hashes made."""

    record: Record
    place: Resolution
    key: bytes  # of source and the file's key; without one a `bare_key`, else `alias`
    alias: bytes | None  # of name, birth, commune and sample date
    fingerprint: bytes  # of all the row states
    hashes: tuple[bytes, bytes | None, bytes | None]  # of name, identity number and phone
    sealed: bytes  # the identity
    residence: int | None = None
    detected: int | None = None

    @property
    def keyless(self) -> bool:
        return not self.record.key

    @property
    def numberless(self) -> bool:
        """Neither a key nor an identity number tells whose row it is."""
        return not self.record.key and not self.hashes[1]


@dataclass
class Written:
    """What one transaction did. `issues` are the rows not taken."""

    accepted: int = 0
    unchanged: int = 0
    corrected: int = 0
    issues: list[dict[str, Any]] = field(default_factory=list)

    def count(self, row: Row, outcome: str, unit: int | None = None) -> None:
        """One row more that went this way, or that waits for its place, whatever was written of it.

        A row that says no place does not wait when its case stands in a `unit` better than none.
        """
        silent = not any(row.record.place)
        if row.place.sure or (silent and unit not in (None, row.place.unit_id)):
            setattr(self, outcome, getattr(self, outcome) + 1)
        else:
            self.issues.append(row.place.issue(row.record.row, row.record.cells))

    def refuse(self, row: Row, fault: Fault) -> None:
        self.issues.append(fault.issue(row.record.row, row.record.cells))


def bare_key(alias: bytes | None, cid: bytes | None) -> bytes | None:
    """The key of a row in a list without keys: two of one name have two identity numbers."""
    return keyed_hash("bare", alias.hex(), cid.hex()) if alias and cid else None


def prepare(record: Record, context: Context) -> Row:
    """Find the place and make the hashes: all that needs no database."""
    on = record.announced or context.at.date()
    place = context.places.resolve(record.place, on)
    alias = None
    if record.name:
        alias = keyed_hash(
            "alias", fold(record.name), str(record.birth or record.age), str(place.unit_id),
            str(record.sampled),
        )  # fmt: skip
    key = keyed_hash("key", record.source or context.source, *record.key) if record.key else alias
    assert key is not None  # the reader refuses a row with neither key nor name
    hashes = identity_hashes(record.name, record.cid, record.phone)
    if not record.key:
        key = bare_key(alias, hashes[1]) or key
    row = Row(
        record, place, key, alias, keyed_hash("row", record.content()), hashes, seal(record.identity()),
    )  # fmt: skip
    if record.residence or record.detected:
        row.residence, row.detected = (
            _sure(context, text, record) for text in (record.residence, record.detected)
        )
    return row


def _sure(context: Context, text: str, record: Record) -> int | None:
    """A second place counts only when it is sure; it never makes a row wait."""
    found = context.places.resolve((text,), record.announced or context.at.date()) if text else None
    return found.unit_id if found and found.sure else None
