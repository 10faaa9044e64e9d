"""All indicators, found by their files."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from giaoban.analytics import indicators
from giaoban.analytics.definition import Change, Count, Indicator, Median, Rate, Ratio, Share, Sum


def _collect() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for module in sorted(iter_modules(indicators.__path__), key=lambda m: m.name):
        for indicator in import_module(f"{indicators.__name__}.{module.name}").INDICATORS:
            if indicator.id in found:
                raise ValueError(f"indicator {indicator.id} is defined twice")
            found[indicator.id] = indicator
    return found


CATALOGUE: dict[str, Indicator] = _collect()


def leaves(indicator_id: str) -> tuple[str, ...]:
    """The counts and medians whose rows are the records of an indicator.

    Of a share the records are those of its numerator, of a change those of the value changed.
    """
    indicator = CATALOGUE[indicator_id]
    if isinstance(indicator, Count | Median):
        return (indicator_id,)
    if isinstance(indicator, Sum):
        return tuple(leaf for part in indicator.parts for leaf in leaves(part))
    return leaves(records_of(indicator))


def records_of(indicator: Indicator) -> str:
    """The indicator whose rows open when this one is opened."""
    if isinstance(indicator, Share | Ratio):
        return indicator.numerator
    if isinstance(indicator, Change):
        return indicator.of
    if isinstance(indicator, Rate):
        return indicator.count
    return indicator.id


def needed(indicator_ids: Iterable[str]) -> set[str]:
    """The counts and medians from which the values of these indicators are made."""
    found: set[str] = set()
    for indicator_id in indicator_ids:
        indicator = CATALOGUE[indicator_id]
        if isinstance(indicator, Count | Median):
            found.add(indicator_id)
            known_by = indicator.known_by if isinstance(indicator, Count) else None
            found |= {known_by} if known_by else set()
        else:
            found |= needed(operands(indicator))
    return found


def operands(indicator: Indicator) -> tuple[str, ...]:
    """The indicators another one is calculated from."""
    if isinstance(indicator, Sum):
        return indicator.parts
    if isinstance(indicator, Share | Ratio):
        return indicator.numerator, indicator.denominator
    if isinstance(indicator, Rate):
        return indicator.count, indicator.population
    if isinstance(indicator, Change):
        return (indicator.of,)
    return ()
