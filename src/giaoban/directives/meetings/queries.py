"""Every read of meetings: those of the reader's places, and those to which the reader's unit is invited."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.briefing import queries as briefings
from giaoban.briefing.models import Briefing
from giaoban.directives.meetings.models import AgendaItem, Meeting, Note, Site
from giaoban.directives.models import Body, Conclusion, Notice
from giaoban.directives.queries.addressees import choosable
from giaoban.directives.queries.bodies import bodies_at, held_by
from giaoban.kernel import clock
from giaoban.places.models import Unit

_OFFERED = 6  # briefings to choose from: a meeting hears one of the last weeks
# A briefing's frozen content is a megabyte of JSON; lists need its name only.
_HEAVY = tuple(f"briefing__{name}" for name in ("figures", "levels", "checks", "tables"))


def meetings(scope: Scope) -> QuerySet[Meeting]:
    """Newest first."""
    invited = Site.objects.filter(Q(unit=scope.unit_id) | Q(body__in=held_by(scope.user_id, clock.today())))
    mine = Q(pk__in=invited.values("meeting")) if scope.allows("answer") else Q(pk__in=[])
    if scope.allows("conclude"):
        mine |= Q(pk__in=scope.within(Meeting.objects.all(), "place").values("pk"))
    found = Meeting.objects.filter(mine).select_related("place", "briefing").defer(*_HEAVY)
    return found.annotate(n_conclusions=Count("conclusions", distinct=True)).order_by("-starts_at", "-id")


def meeting(scope: Scope, pk: int) -> Meeting | None:
    return meetings(scope).filter(pk=pk).first()


def leads(scope: Scope, found: Meeting) -> bool:
    """Whether the reader runs this meeting; the others are guests."""
    return scope.allows("conclude") and scope.covers(found.place.path)


def items(found: Meeting) -> list[AgendaItem]:
    return list(found.items.select_related("meeting").order_by("position", "id"))


def item(found: Meeting, pk: int) -> AgendaItem | None:
    return found.items.select_related("meeting__place").filter(pk=pk).first()


def sites(found: Meeting) -> list[Site]:
    return list(found.sites.select_related("unit", "body").order_by("body__name", "unit__path", "id"))


def site(found: Meeting, pk: int) -> Site | None:
    return found.sites.select_related("meeting__place").filter(pk=pk).first()


def uninvited(found: Meeting, invited: list[Site]) -> tuple[list[Unit], list[Body]]:
    """Whom one may still invite: every unit below the meeting's place, every body of it."""
    on = found.starts_at.date()
    units = {s.unit_id for s in invited} | {found.place_id}
    bodies = {s.body_id for s in invited}
    below = [u for u in choosable(found.place, on) if u.pk not in units]
    return below, [b for b in bodies_at(found.place, on) if b.pk not in bodies]


def attendance(found: list[Site]) -> Counter[str]:
    return Counter(one.attendance for one in found)


def own_site(scope: Scope, found: list[Site]) -> Site | None:
    """The site at which the reader is expected."""
    held = held_by(scope.user_id, clock.today())
    return next((s for s in found if s.unit_id == scope.unit_id or s.body_id in held), None)


def notes(found: Meeting) -> list[Note]:
    return list(found.notes.select_related("by", "conclusion").order_by("id"))


def open_notes(found: Meeting, chosen: list[int]) -> list[Note]:
    """Those chosen that have not become a conclusion."""
    return list(found.notes.filter(pk__in=chosen, conclusion=None).order_by("id"))


def conclusions(found: Meeting) -> list[Conclusion]:
    return list(found.conclusions.select_related("place").annotate(n=Count("tasks")).order_by("id"))


def notices(found: Meeting) -> list[Notice]:
    """Written from the meeting's conclusions."""
    written = Notice.objects.filter(origin=Notice.WRITTEN, conclusions__meeting=found)
    return list(written.select_related("place").defer("text_sealed").distinct().order_by("id"))


def briefing_in_full(found: Meeting) -> Briefing | None:
    """With its figures, levels and checks: the lists leave them out."""
    if found.briefing_id is None:
        return None
    full = Briefing.objects.select_related("place__parent", "evaluation__snapshot")
    return full.defer("evaluation__levels").filter(pk=found.briefing_id).first()


def briefings_to_hear(scope: Scope, place: Unit) -> list[Briefing]:
    return list(briefings.listed(scope, place=place.code, count="province")[:_OFFERED])
