"""Meetings at which somebody is expected and has not said who comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.directives.meetings.models import Meeting, Site
from giaoban.directives.queries.bodies import held_by
from giaoban.directives.rules import AGENCY, OWNERS

_SOON = timedelta(hours=24)  # a meeting this near is work of today; a guess
_HEADS = frozenset(OWNERS[level][0] for level in ("commune", "district"))  # who answers for a whole unit


def invitations(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Of today and later: one row a meeting; once the site has said who comes, it is no work any more."""
    if scope.role == AGENCY:
        mine = Q(body__in=held_by(scope.user_id, now.date()))
    elif scope.role in _HEADS:
        mine = Q(unit=scope.unit_id)
    else:
        return
    waiting = Site.objects.filter(
        mine, attendance=Site.Attendance.INVITED, meeting__starts_at__gte=datetime.combine(now, time.min)
    ).exclude(meeting__state=Meeting.State.CONCLUDED)
    for site in waiting.select_related("meeting__place").order_by("meeting__starts_at", "id"):
        meeting = site.meeting
        yield Duty(
            kind="meeting",
            key=str(site.pk),
            place=scope.path,
            role=scope.role,
            due=meeting.starts_at,
            severity=Severity.DUE if meeting.starts_at <= now + _SOON else Severity.NEW,
            link=reverse("meeting", args=[meeting.pk]),
            title=meeting.title,
            detail=_("%(place)s mời họp · chưa báo ai dự") % {"place": meeting.place.full_name},
        )
