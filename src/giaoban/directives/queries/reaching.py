"""What is late climbs: who hears of it at which level above its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from giaoban.directives.rules import CLIMB
from giaoban.places.models import Unit

_LEVELS = 3  # commune → district → province → country


def reaching(field: str, unit: Unit | int, due: str, now: datetime, *, first: timedelta) -> Q:
    """Rows whose `field` is the unit, or so many levels below it as they are late.

    One level up once `due` is `first` ago, one more every `CLIMB`.
    """
    pk = unit if isinstance(unit, int) else unit.pk
    found, above, late = Q(**{field: pk}), field, first
    for _level in range(_LEVELS):
        above += "__parent"
        found |= Q(**{above: pk, f"{due}__lt": now - late})
        late += CLIMB
    return found
