"""What was written, in the order of import, with the clock of each import and the cut-offs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

Kind = Literal["linelist", "residents", "returns", "announcements", "facilities", "lab"]
Progress = Callable[[str, float], None]  # what is being done, share of the work done (0 to 1)


def silent(step: str, share: float) -> None:
    """The progress callback of a caller who does not watch."""


def local(day: str, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of Vietnamese time without zone, the form the domain clock has."""
    moment = date.fromisoformat(day)
    return datetime(moment.year, moment.month, moment.day, hour, minute)


@dataclass(frozen=True)
class File:
    """A file to import; `source` names the sender, whose next file may correct this one."""

    path: Path
    kind: Kind
    at: datetime
    rows: int
    source: str


@dataclass(frozen=True)
class Freeze:
    """A weekly cut-off: the snapshot is frozen at `at` over the days from `start` to `end`."""

    at: datetime
    start: date
    end: date


@dataclass(frozen=True)
class Manifest:
    scene: str
    place: str  # code of the province at the root of the installation
    clock: datetime  # where the domain clock of the demo starts
    files: tuple[File, ...]  # in the order of import
    freezes: tuple[Freeze, ...]

    def save(self, path: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """What `save` wrote."""
        told = json.loads(path.read_text(encoding="utf-8"))
        moment, day = datetime.fromisoformat, date.fromisoformat
        files = (File(**f | {"path": Path(f["path"]), "at": moment(f["at"])}) for f in told["files"])
        freezes = (Freeze(moment(f["at"]), day(f["start"]), day(f["end"])) for f in told["freezes"])
        return cls(told["scene"], told["place"], moment(told["clock"]), tuple(files), tuple(freezes))
