"""Before and after in two groups of places, and what may be said of the difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

STOP, CONTINUE, SCALE = "stop", "continue", "scale"
# What may be said: nothing without figures, nothing from few records, nothing without places beside.
NO_FIGURES, NO_COMPARISON, FEW, BETTER, WORSE, SAME = (
    "no_figures", "no_comparison", "few", "better", "worse", "same",
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """One place in one window: the value, or its two halves; `records` is how many rows make it."""

    value: float | None
    records: int
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Group:
    """Several places as one. None where not every place has a figure: a sum of some is another sum."""

    value: float | None
    records: int
    places: int


@dataclass(frozen=True)
class Told:
    """`difference`: the change in the pilot's places less the change beside them, both in per cent."""

    verdict: str
    pilot_change: float | None = None
    comparison_change: float | None = None
    difference: float | None = None
    fewest: int = 0


def together(places: Iterable[Counted], scale: float | None) -> Group:
    """Counts are summed; a share or rate is made again from its halves, times `scale`."""
    held = list(places)
    records = sum(one.records for one in held)
    if not held or any(one.value is None and one.denominator is None for one in held):
        return Group(None, records, len(held))
    if scale is None:
        return Group(sum(one.value or 0.0 for one in held), records, len(held))
    if any(one.numerator is None or one.denominator is None for one in held):
        return Group(None, records, len(held))
    below = sum(one.denominator or 0.0 for one in held)
    above = sum(one.numerator or 0.0 for one in held)
    return Group(above / below * scale if below else None, records, len(held))


def change(before: float | None, after: float | None) -> float | None:
    """In per cent of before; None where there was nothing."""
    return None if before is None or after is None or not before else (after - before) / before * 100


def tell(pilot: tuple[Group, Group], comparison: tuple[Group, Group], direction: str, least: float) -> Told:
    """(before, after) of both groups. `least` records in every one of the four, or nothing is said."""
    if not comparison[0].places:
        return Told(NO_COMPARISON, change(pilot[0].value, pilot[1].value))
    changes = change(pilot[0].value, pilot[1].value), change(comparison[0].value, comparison[1].value)
    fewest = min(group.records for group in (*pilot, *comparison))
    if changes[0] is None or changes[1] is None:
        return Told(NO_FIGURES, *changes, fewest=fewest)
    apart = changes[0] - changes[1]
    if fewest < least:
        return Told(FEW, *changes, apart, fewest)
    if apart == 0:
        return Told(SAME, *changes, apart, fewest)
    return Told(BETTER if (apart > 0) == (direction == "up") else WORSE, *changes, apart, fewest)
