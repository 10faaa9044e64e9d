"""What passes between reading, placing and writing a line list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from giaoban.intake.models import Batch
from giaoban.intake.place_resolver import PlaceResolver, Resolution
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
    places: PlaceResolver
    present: frozenset[str]  # fields the file carries: an absent column never erases a fact


@dataclass
class Written:
    """What one transaction did."""

    accepted: int = 0
    unchanged: int = 0
    corrected: int = 0
    held: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A record with its place found and its hashes made."""

    record: Record
    place: Resolution
    key: bytes
    alias: bytes | None
    fingerprint: bytes
