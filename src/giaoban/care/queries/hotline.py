"""Who calls, whom to call, what is still open."""

from __future__ import annotations

from datetime import datetime

from giaoban.accounts.scope import Scope
from giaoban.care import conditions
from giaoban.care.law import law
from giaoban.care.models import Episode, ShiftNote, Ticket
from giaoban.kernel.sealing import keyed_hash
from giaoban.policy.monitoring import HIGH
from giaoban.registry.models import Identity, Person

CALLS = 50  # names of an outbound desk's list: an hour's work


def by_number(scope: Scope, phone: str) -> list[Episode]:
    """The open episodes of the caller and of whoever lives with them, in the scope."""
    callers = Identity.objects.filter(phone_hash=keyed_hash("phone", phone.strip())).values("person_id")
    homes = Person.objects.filter(id__in=callers, household__isnull=False).values("household_id")
    open_ = scope.within(Episode.objects.filter(closed_at=None)).select_related("case__person", "unit")
    of_caller = open_.filter(person__in=callers)
    of_home = open_.filter(household__in=homes)
    return list((of_caller | of_home).distinct().order_by("birth", "id"))


def to_call(scope: Scope, now: datetime) -> list[Episode]:
    """The outbound desk's list of an area: high risk not heard from first, the longest first."""
    watch = law(now.date(), scope.path).monitoring
    if watch is None:
        return []
    open_ = scope.within(Episode.objects.filter(closed_at=None)).select_related("case__person", "unit")
    high = list(open_.filter(conditions.unheard(watch, now, HIGH)).order_by("last_staff_at", "id")[:CALLS])
    others = open_.filter(conditions.unheard(watch, now, "other")).order_by("last_staff_at", "id")
    return high + list(others[: CALLS - len(high)])


def tickets(scope: Scope) -> list[Ticket]:
    found = scope.within(Ticket.objects.filter(closed_at=None)).select_related(
        "episode__case__person", "episode__unit", "unit", "call"
    )
    return list(found.order_by("due_at", "id")[:200])


def shift_notes(scope: Scope) -> list[ShiftNote]:
    """Of this desk, newest first."""
    found = ShiftNote.objects.filter(unit=scope.unit_id).select_related("by", "taken_by")
    return list(found.order_by("-at")[:5])
