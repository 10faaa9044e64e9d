"""The names of places a text of a date may use, from the dated tree."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from giaoban.places.models import Unit
from giaoban.reading import Gazetteer

LEVELS = ("province", "district", "commune")


def gazetteer_on(on: date) -> Gazetteer | None:
    """Every unit there has been until that day: a report of 2026 still speaks of districts. None: no tree."""
    trees = sorted(set(Unit.objects.order_by().values_list("valid_from", flat=True).distinct()))
    if not trees:
        return None
    until = max((tree for tree in trees if tree <= on), default=trees[0])
    return _gazetteer(until, Unit.objects.count())


@lru_cache(maxsize=2)  # ten thousand names each; the count notices a tree loaded meanwhile
def _gazetteer(until: date, n_units: int) -> Gazetteer:
    rows = Unit.objects.filter(valid_from__lte=until, level__in=LEVELS).order_by("-valid_from", "code")
    named = rows.values_list("name", "kind", "level", "parent__name", "parent__kind")
    return Gazetteer(
        (bare(name, kind), kind, level, bare(above, above_kind) if above else None)
        for name, kind, level, above, above_kind in named
    )


def bare(name: str, kind: str) -> str:
    """ "Phường Quang Hanh" and "Quang Hanh" → "Quang Hanh"."""
    return name.removeprefix(kind + " ") if kind else name
