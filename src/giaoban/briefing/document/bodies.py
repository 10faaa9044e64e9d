"""The bodies that issue a place's briefing, dated data in `bodies.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from giaoban.briefing.document.facts import in_sentence
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

_FILE = Path(__file__).with_name("bodies.yaml")


@dataclass(frozen=True)
class Bodies:
    issuing: str
    superior: str | None
    symbol: str
    signer: str
    seat: str
    recipients: tuple[str, ...]


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(_FILE.read_text("utf-8")))


def bodies_of(place: Unit, on: date) -> Bodies:
    """Who issues the briefing of this place on that date: the place's own entry, else its level's."""
    valid = [e for e in _entries() if e["level"] == place.level and e["from"] <= on and _fits(e, place)]
    if not valid:
        raise UserError(
            "bodies_unknown",
            f"Chưa khai báo cơ quan ban hành báo cáo của {place.full_name}.",
            "Bổ sung cơ quan ban hành vào briefing/document/bodies.yaml.",
        )
    chosen = max(valid, key=lambda e: (len(e.get("at", "")), e["from"]))
    return Bodies(
        issuing=_named(chosen["issuing"], place),
        superior=_named(chosen["superior"], place) if chosen["superior"] else None,
        symbol=chosen["symbol"],
        signer=chosen["signer"],
        seat=chosen.get("seat") or place.name.removeprefix(place.kind + " "),
        recipients=tuple(_named(line, place) for line in chosen["recipients"]),
    )


def _fits(entry: dict[str, Any], place: Unit) -> bool:
    return not entry.get("at") or entry["at"] in place.path.split("/")


def _named(pattern: str, place: Unit) -> str:
    above = place.parent.full_name if place.parent else ""
    return pattern.format(
        place=place.full_name.upper(), Place=in_sentence(place.full_name), above=above.upper()
    )
