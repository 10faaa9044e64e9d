"""What a reading gives back; field names are the JSON of `giaoban read --json`."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A number of the text. `period` and `compare` are words of the text; `approx` > >= < <= ~.

    `unit`: cases persons deaths communes beds doses percent per_100k_week days; else a plain word
    (households, animals, districts, provinces, vnd, times, packs, per_100k …) or null.
    """

    text: str
    indicator: str | None
    value: float | int
    unit: str | None
    period: str | None
    approx: str | None
    compare: str | None
    start: int
    end: int


@dataclass
class Task:
    """An order. `deadline` as written (ISO, `--MM-DD` without year), else the date its rule gives."""

    assignee: str | None
    partners: list[str]
    text: str
    deadline: str | None
    deadline_text: str | None
    section: str | None
    start: int
    end: int
    deadline_resolved: datetime.date | None = None
    deadline_rule: str | None = None
    doubt: str | None = None


@dataclass
class Reading:
    """A text as data. What the text lacks is None or empty."""

    kind: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    body: str | None = None
    chair: str | None = None
    legal_bases: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signer: str | None = None
    signer_title: str | None = None
    date_resolved: datetime.date | None = None
    date_rule: str | None = None
    symbol: str | None = None
    addressees: list[str] = field(default_factory=list)
    attendance: list[str] = field(default_factory=list)

    def as_dict(self, full: bool = False) -> dict[str, Any]:
        """The published JSON; `full` adds symbol, addressees and the doubts of tasks."""
        data = asdict(self)
        for task in data["tasks"]:
            resolved = task["deadline_resolved"]
            task["deadline_resolved"] = resolved.isoformat() if resolved else None
            if not full:
                del task["doubt"]
        data["date_resolved"] = self.date_resolved.isoformat() if self.date_resolved else None
        if not full:
            for key in ("symbol", "addressees", "attendance"):
                del data[key]
        return data
