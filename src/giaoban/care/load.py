"""Counts of home care for those who plan: no names, no rows of people."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q

from giaoban.accounts.scope import Scope
from giaoban.care.models.episodes import Episode

_HEARD_WITHIN = timedelta(hours=24)


def unheard_by_unit(scope: Scope, now: datetime) -> dict[int, int] | None:
    """{commune: home F0 whom no staff reached in the last 24 hours}; None where no episode is followed."""
    rows = scope.within(Episode.objects.filter(closed_at=None))
    silent = Q(last_staff_at=None) | Q(last_staff_at__lt=now - _HEARD_WITHIN)
    found = dict(rows.order_by().values_list("unit").annotate(n=Count("id", filter=silent)))
    return found or None
