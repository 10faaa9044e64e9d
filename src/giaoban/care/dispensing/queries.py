"""What was ordered and handed out, and who may order."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.care.dispensing.models import Prescription
from giaoban.care.models.episodes import Episode
from giaoban.registry.models import Case
from giaoban.resources.models import Staff
from giaoban.resources.queries.roster import stations_of


def episode(scope: Scope, episode_id: int) -> Episode | None:
    found = scope.within(Episode.objects.filter(id=episode_id))
    return found.select_related("case", "person", "unit", "station").first()


def open_episode(case: Case) -> Episode | None:
    """The stay at home of a case the caller may see, if one is open."""
    return Episode.objects.filter(case=case, closed_at=None).first()


def courses(found: Episode) -> QuerySet[Prescription]:
    """Everything ordered for one episode, newest first."""
    return (
        Prescription.objects.filter(episode=found)
        .select_related("prescriber", "facility")
        .order_by("-ordered_at", "-id")
    )


def waiting(scope: Scope) -> QuerySet[Prescription]:
    """Ordered and not yet handed out, in the scope."""
    found = Prescription.objects.filter(dispensed_at=None, withdrawn_at=None, episode__closed_at=None)
    return scope.within(found, "episode__unit").select_related("episode__unit").order_by("ordered_at")


def course(scope: Scope, ref: int) -> Prescription | None:
    found = scope.within(Prescription.objects.filter(ref=ref), "episode__unit")
    return found.select_related("episode__unit", "movement", "facility").first()


def prescriber_of(user_id: int | None, on: date) -> Staff | None:
    """The reader as a prescriber, if they are one and posted on that day."""
    if user_id is None:
        return None
    posted = Q(postings__valid_from__lte=on) & (Q(postings__valid_to=None) | Q(postings__valid_to__gte=on))
    return Staff.objects.filter(posted, user=user_id, prescribes=True).distinct().first()


def shelves(found: Episode, on: date) -> list[int]:
    """The stations whose shelves serve this episode: its own first."""
    ids = [f.pk for f in stations_of(found.unit, on)]
    return [found.station_id, *(i for i in ids if i != found.station_id)]
