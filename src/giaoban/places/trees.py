"""Which tree a date belongs to, and what an import needs of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from giaoban.places import queries
from giaoban.places.models import Unit


def tree_start(on: date) -> date:
    """The first day on which the places were as they were on `on` (one tree = one such day)."""
    starts = (
        Unit.objects.filter(valid_from__lte=on, level="province")
        .order_by("-valid_from")
        .values_list("valid_from", flat=True)[:1]
    )
    return next(iter(starts), on)


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
