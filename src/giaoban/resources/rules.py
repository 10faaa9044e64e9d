"""Pure reckonings about what there is: distance, days of cover, the date something runs out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import asin, cos, floor, radians, sin, sqrt

_EARTH_KM = 6371.0
Point = tuple[float | None, float | None]
Part = tuple[date | None, int]  # of a shelf: last good day, how many


@dataclass(frozen=True)
class Site:
    """A place that holds something, as far as choosing among places needs."""

    key: int
    at: Point
    holds: int = 0


def kilometres(one: Point, other: Point) -> float | None:
    """Great-circle distance between two centres; None where a centre is not known."""
    if None in one or None in other:
        return None
    lat1, lon1, lat2, lon2 = (radians(float(x)) for x in (*one, *other) if x is not None)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def nearest(origin: Point, sites: Iterable[Site], need: int) -> tuple[Site, float | None] | None:
    """The nearest site that holds enough, with its distance; one whose place is unknown comes last."""
    enough = [(kilometres(origin, site.at), site) for site in sites if site.holds >= need]
    if not enough:
        return None
    km, site = min(enough, key=lambda found: (found[0] is None, found[0] or 0.0, found[1].key))
    return site, km


def days_of_cover(balance: int, used: int, days: int) -> float | None:
    """How long the balance lasts at the pace of the last days; None where nothing was used."""
    return balance * days / used if used > 0 else None


def runs_out(on: date, free: float, more_a_day: float) -> date | None:
    """The first day on which nothing is left at that pace; None where the pace does not eat it up."""
    if free <= 0:
        return on
    if more_a_day <= 0:
        return None
    return on + timedelta(days=floor(free / more_a_day) + (free % more_a_day > 0))


def still_good(last_day: date | None, on: date) -> bool:
    """A lot may be given on its last day; one without a day is trusted to who received it."""
    return last_day is None or on <= last_day


def first_to_end(lots: Iterable[Part], on: date, wanted: int) -> list[Part]:
    """So many out of the lots still good, the first to end first; fewer where there are not as many."""
    taken: list[Part] = []
    for last_day, there in sorted(lots, key=lambda lot: lot[0] or date.max):
        n = min(there, wanted - sum(n for _, n in taken))
        if n > 0 and still_good(last_day, on):
            taken.append((last_day, n))
    return taken


def first_gap(spans: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime) -> datetime | None:
    """The first moment from `start` until `end` that no span covers; a span ends before its last moment."""
    covered = start
    for begin, until in sorted(spans):
        if begin > covered:
            break
        covered = max(covered, until)
    return covered if covered < end else None
