"""What results say of places: positivity, shares of variants, what was seen for the first time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

REASONS = ("repeat", "false_positive", "unreachable", "elsewhere", "other")
NEW = 0  # the choice "nobody known"
RECORDS, RETURNS, BOTH, NOTHING = "records", "returns", "both", ""


@dataclass(frozen=True)
class WeekOfTests:
    """WeekOfTests of one place in one week, and what they are counted from."""

    done: int = 0
    positive: int = 0
    source: str = NOTHING

    @property
    def positivity(self) -> float | None:
        return self.positive / self.done if self.done else None

    def __add__(self, other: WeekOfTests) -> WeekOfTests:
        sources = {s for s in (self.source, other.source) if s}
        source = BOTH if len(sources) > 1 else (sources.pop() if sources else NOTHING)
        return WeekOfTests(self.done + other.done, self.positive + other.positive, source)


def told(records: WeekOfTests, returns: WeekOfTests) -> WeekOfTests:
    """The samples themselves, unless the return knows of more tests: then the list is not of all of them.

    Both count the same tests, so they are never added; a list of positive samples alone would say 100 %.
    """
    return records if records.done >= returns.done else returns


@dataclass(frozen=True)
class Sight:
    """A variant seen in a sample of a place."""

    variant: str
    place: str  # code
    day: date  # of the sample
    recorded: date


@dataclass(frozen=True)
class First:
    """The first sample of a variant in a place. `alone`: nothing was ever sequenced there before."""

    variant: str
    place: str
    day: date
    recorded: date
    alone: bool


def firsts(sights: Iterable[Sight]) -> list[First]:
    """One for each place and variant, newest first. The sample's day decides, not the day it was told."""
    seen: dict[tuple[str, str], Sight] = {}
    begun: dict[str, Sight] = {}
    for sight in sorted(sights, key=lambda s: (s.day, s.recorded, s.variant)):
        seen.setdefault((sight.place, sight.variant), sight)
        begun.setdefault(sight.place, sight)
    found = [First(s.variant, s.place, s.day, s.recorded, begun[s.place] is s) for s in seen.values()]
    return sorted(found, key=lambda f: (f.day, f.place, f.variant), reverse=True)


@dataclass(frozen=True)
class Share:
    """Samples of one variant among those sequenced; no share where they are too few to speak of one."""

    variant: str
    n: int
    of: int
    few: int

    @property
    def share(self) -> float | None:
        return None if self.of < self.few else self.n / self.of


def shares(counts: Mapping[str, int], few: int) -> list[Share]:
    """The most frequent first."""
    of = sum(counts.values())
    return [Share(v, n, of, few) for v, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
