"""Counts of home care for those who plan: no names, no rows of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from giaoban.accounts.scope import Scope
from giaoban.care.models.alarms import Alarm
from giaoban.care.models.episodes import Episode

_HEARD_WITHIN = timedelta(hours=24)
_DAYS = 7
RIGHTLY = ("confirmed", "referred")
JUDGED = (*RIGHTLY, "false")


@dataclass(frozen=True)
class AlarmLoad:
    """Alarms of signs in the last seven days: what a station is rung for, and how often rightly."""

    alarms: int
    stations: int
    judged: int
    confirmed: int
    unanswered: int

    @property
    def per_station_day(self) -> float | None:
        return self.alarms / self.stations / _DAYS if self.stations else None

    @property
    def confirmed_share(self) -> float | None:
        return 100 * self.confirmed / self.judged if self.judged else None


def alarms_of_week(scope: Scope, now: datetime) -> AlarmLoad | None:
    """As the indicators alarms_per_station_day and alarms_confirmed_share count them, until this minute.

    None where no episode is followed: no alarms is something else than nobody who could raise one.
    """
    since = now - timedelta(days=_DAYS)
    followed = scope.within(Episode.objects.filter(Q(closed_at=None) | Q(closed_at__gt=since)))
    stations = followed.aggregate(n=Count("station", distinct=True))["n"]
    if not stations:
        return None
    rang = Q(episode__isnull=False, rings_at__gt=since, rings_at__lte=now)
    settled = Q(answered_at__isnull=False, answered_at__lt=F("rings_at"))
    found = scope.within(Alarm.objects.filter(rang).exclude(settled)).aggregate(
        alarms=Count("id"),
        judged=Count("id", filter=Q(answered_at__isnull=False, answer__in=JUDGED)),
        confirmed=Count("id", filter=Q(answered_at__isnull=False, answer__in=RIGHTLY)),
        unanswered=Count("id", filter=Q(answered_at=None)),
    )
    return AlarmLoad(stations=stations, **found)


def unheard_by_unit(scope: Scope, now: datetime) -> dict[int, int] | None:
    """{commune: home F0 whom no staff reached in the last 24 hours}; None where no episode is followed."""
    rows = scope.within(Episode.objects.filter(closed_at=None))
    silent = Q(last_staff_at=None) | Q(last_staff_at__lt=now - _HEARD_WITHIN)
    found = dict(rows.order_by().values_list("unit").annotate(n=Count("id", filter=silent)))
    return found or None
