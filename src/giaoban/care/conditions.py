"""Who is due, missed or not heard from, as conditions of the database: the same rules, set by set."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from giaoban.policy.monitoring import HIGH, Monitoring


def not_heard_since(moment: datetime) -> Q:
    """Nothing from the person or by staff after that moment, which lies after the opening."""
    checks = Q(last_check_at=None) | Q(last_check_at__lte=moment)
    staff = Q(last_staff_at=None) | Q(last_staff_at__lte=moment)
    return Q(opened_at__lte=moment) & checks & staff


def unheard(watch: Monitoring, now: datetime, risk: str) -> Q:
    of_risk = Q(risk=HIGH) if risk == HIGH else ~Q(risk=HIGH)
    return of_risk & not_heard_since(now - watch.unheard[risk])


def rings_at_the_station(watch: Monitoring, now: datetime) -> Q:
    return Q(risk=HIGH) & not_heard_since(now - watch.place_alarm)


def not_answered(watch: Monitoring, now: datetime) -> Q:
    """No answer in the turn that is open."""
    return Q(last_check_at=None) | Q(last_check_at__lt=watch.slot(now).opens)


def without_staff_contact(now: datetime, hours: int = 24) -> Q:
    """Home F0 no staff member reached in this time (self-checks apart)."""
    return Q(last_staff_at=None) | Q(last_staff_at__lte=now - timedelta(hours=hours))
