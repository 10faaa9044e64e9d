"""Which tree a date belongs to, and what an import needs of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from giaoban.places import queries
from giaoban.places.models import Unit


def tree_start(on: date) -> date:
    """The first day on which the places were as they were on `on` (one tree = one such day).

    A day before the first tree on record is told on that tree: lists of 2020 name the places of 2021.
    """
    starts = Unit.objects.filter(level="province").order_by("valid_from").values_list("valid_from", flat=True)
    known = list(starts.distinct())
    return max((start for start in known if start <= on), default=known[0] if known else on)


def units_by_code(on: date) -> dict[str, tuple[int, str]]:
    """{code: (id, path)} of the units of that date."""
    return {code: (id_, path) for code, id_, path in queries.valid_on(on).values_list("code", "id", "path")}


def fallback_unit(on: date) -> Unit | None:
    """Where a row belongs whose place is not established: the installation's province.

    None for an installation of the whole country: there a row names at least its province or waits.
    """
    if settings.GIAOBAN_ROOT_PLACE == "VN":
        return None
    return queries.root(on)


def root_path(on: date) -> str:
    """Codes from the country down to the installation's root place."""
    return queries.root(on).path
