"""From counts to the figures of one place: sums, shares, rates, changes, medians.

`roll_up` gives the counts of a place; this module knows what a missing count means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from giaoban.analytics.catalogue import CATALOGUE
from giaoban.analytics.definition import (
    Change,
    Count,
    Indicator,
    Median,
    Rate,
    Ratio,
    Share,
    Sum,
    of_line_list_alone,
)
from giaoban.analytics.windows import Window

PER = 100_000
WEEK = 7
# What a change compares the current window with, and where that window's own base stands.
EARLIER = {"current": "base", "base": "before_base"}


@dataclass(frozen=True)
class Figure:
    id: str
    unit: str
    window: str
    value: float | None
    base: float | None
    numerator: float | None = None
    denominator: float | None = None

    @property
    def change(self) -> float | None:
        if self.value is None or self.base is None:
            return None
        return self.value - self.base


class Place:
    """The counts of one place, asked indicator by indicator."""

    def __init__(self, counts: Mapping[tuple[str, str], float],
                 spreads: Mapping[tuple[str, str], Mapping[int, float]],
                 windows: Iterable[Window], params: Iterable[str]) -> None:
        self._counts, self._spreads = counts, spreads
        self._windows = {window.name: window for window in windows}
        self._params = frozenset(params)

    def value(self, indicator_id: str, window: str = "current") -> float | None:
        indicator = CATALOGUE[indicator_id]
        if any(name not in self._params for name in indicator.requires):
            return None
        if window not in self._windows:
            return None
        if of_line_list_alone(indicator) and self._told_by_returns_alone(window):
            return None
        return self._value(indicator, window)

    def _told_by_returns_alone(self, window: str) -> bool:
        """Cases are known to the window's end, and not one of them by a line list."""
        listed = self._counts.get(("cumulative_linelist", window), 0.0)
        return not listed and self._counts.get(("cumulative_returns", window), 0.0) > 0

    def figure(self, indicator_id: str) -> Figure:
        """The figure of the current window and, as `base`, that of the window before."""
        indicator = CATALOGUE[indicator_id]
        numerator, denominator = self.operands(indicator_id)
        return Figure(indicator_id, indicator.unit, self.window_of(indicator_id),
                      self.value(indicator_id), self.value(indicator_id, "base"),
                      numerator, denominator)

    def window_of(self, indicator_id: str) -> str:
        """The window a figure is read in when the briefing asks for the current one."""
        indicator = CATALOGUE[indicator_id]
        if isinstance(indicator, Rate):
            return indicator.window
        if isinstance(indicator, Share) and indicator.read_in is not None:
            return indicator.read_in
        return "current"

    def operands(self, indicator_id: str) -> tuple[float | None, float | None]:
        """Numerator and denominator of a share or rate; nothing for the others."""
        indicator = CATALOGUE[indicator_id]
        if isinstance(indicator, Share):
            return self._share_operands(indicator, "current")
        if isinstance(indicator, Ratio):
            return self._ratio_operands(indicator, "current")
        if isinstance(indicator, Rate):
            return (self.value(indicator.count, indicator.window),
                    self.value(indicator.population))
        return None, None

    def _value(self, indicator: Indicator, window: str) -> float | None:
        if isinstance(indicator, Count):
            return self._count(indicator, window)
        if isinstance(indicator, Sum):
            parts = [self.value(part, window) for part in indicator.parts]
            known = [part for part in parts if part is not None]
            return sum(known) if known else None
        if isinstance(indicator, Share):
            return self._share(indicator, window)
        if isinstance(indicator, Ratio):
            above, below = self._ratio_operands(indicator, window)
            return None if above is None or not below else indicator.times * above / below
        if isinstance(indicator, Rate):
            return self._rate(indicator, window)
        if isinstance(indicator, Change):
            return self._change(indicator, window)
        assert isinstance(indicator, Median)
        return middle(self._spreads.get((indicator.id, window), {}))

    def _count(self, count: Count, window: str) -> float | None:
        if count.known_by is not None and (count.known_by, window) not in self._counts:
            return None
        return self._counts.get((count.id, window), 0.0)

    def _share_operands(self, share: Share,
                        window: str) -> tuple[float | None, float | None]:
        if window != "current" and (share.read_in or share.denominator_in):
            # Two weeks before an earlier window is no window of the briefing.
            return None, None
        above = share.read_in or window
        below = share.denominator_in or above
        return self.value(share.numerator, above), self.value(share.denominator, below)

    def _share(self, share: Share, window: str) -> float | None:
        if not self._same_sources(share, window):
            return None
        above, below = self._share_operands(share, window)
        return None if above is None or not below else 100 * above / below

    def _ratio_operands(self, ratio: Ratio, window: str) -> tuple[float | None, float | None]:
        if ratio.denominator_in is None:
            return self.value(ratio.numerator, window), self.value(ratio.denominator, window)
        if window != "current":
            return None, None
        return self.value(ratio.numerator), self.value(ratio.denominator, ratio.denominator_in)

    def _same_sources(self, share: Share, window: str) -> bool:
        """Where both counts are sums over the same sources, a source that fills only one of them would
        make a share of two different populations: there is none."""
        above, below = CATALOGUE[share.numerator], CATALOGUE[share.denominator]
        if not (isinstance(above, Sum) and isinstance(below, Sum)) or share.denominator_in:
            return True
        if len(above.parts) != len(below.parts):
            return True
        at = share.read_in or window
        pairs = zip(above.parts, below.parts, strict=True)
        return all((self.value(a, at) is None) == (self.value(b, at) is None) for a, b in pairs)

    def _rate(self, rate: Rate, window: str) -> float | None:
        days = self._windows[rate.window].days
        if window == "current":
            happened = self.value(rate.count, rate.window)
        else:
            happened = self._earlier(rate.count, window, days)
        people = self.value(rate.population, window)
        if happened is None or not people:
            return None
        return happened * WEEK / days / people * PER

    def _earlier(self, count: str, window: str, days: int) -> float | None:
        """The count over as many days to an earlier window's end, if windows put together do."""
        total, covered, name = 0.0, 0, window
        while covered < days and name in self._windows and name != "current":
            part = self.value(count, name)
            if part is None:
                return None
            total, covered = total + part, covered + self._windows[name].days
            name = EARLIER.get(name, "")
        return total if covered == days else None

    def _change(self, change: Change, window: str) -> float | None:
        now = self.value(change.of, window)
        before = self.value(change.of, EARLIER[window]) if window in EARLIER else None
        return None if now is None or before is None else now - before


def middle(spread: Mapping[int, float]) -> float | None:
    """The median of values given as value → how many; half-way where two stand in the middle."""
    total = sum(spread.values())
    if total <= 0:
        return None
    seen, low = 0.0, None
    for value in sorted(spread):
        seen += spread[value]
        if low is not None:
            return (low + value) / 2
        if seen * 2 > total:
            return float(value)
        if seen * 2 == total:
            low = value
    return low


def places(rolled: pa.Table, windows: tuple[Window, ...],
           params: Iterable[str] = ()) -> dict[str, Place]:
    """A `Place` for every unit with at least one count."""
    params = tuple(params)
    counts: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    spreads: dict[str, dict[tuple[str, str], dict[int, float]]] = defaultdict(
        lambda: defaultdict(dict))
    columns = (rolled[name].to_pylist() for name in COLUMNS)
    for indicator, window, unit, bucket, value in zip(*columns, strict=True):
        if bucket is None:
            counts[unit][indicator, window] = value
        else:
            spreads[unit][indicator, window][bucket] = value
    return {unit: Place(counts[unit], spreads[unit], windows, params)
            for unit in {*counts, *spreads}}


def place(rolled: pa.Table, unit: str, windows: tuple[Window, ...],
          params: Iterable[str] = ()) -> Place:
    """One place, without reading the rows of all the others."""
    mine = rolled.filter(pc.equal(rolled["unit"], unit))
    return places(mine, windows, params).get(unit) or Place({}, {}, windows, params)


COLUMNS = ("indicator", "window", "unit", "bucket", "value")
