"""A round over the register: doors, progress, who was not visited, which dose is missing and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban import policy
from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.kernel import wording
from giaoban.kernel.sealing import unseal
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.policy.doses_due import due
from giaoban.registry.duplicates.queries import unabsorbed
from giaoban.registry.models import Dose, Household, Identity, Person, SweepEntry, SweepFinding, SweepRound
from giaoban.registry.sweeps.rules import UNANSWERED, UNREASONED, age, months

_LEFT_OPEN = timedelta(days=30)  # how long after its end a round's missed answers are asked for; a guess
LISTS = {"unanswered": UNANSWERED, "no_reason": UNREASONED}


@dataclass(frozen=True)
class Progress:
    """A round against the register of its place."""

    households: int
    doors: int  # households with at least one entry
    residents: int
    entered: int
    met: int
    absent: int
    moved: int
    tested: int
    positive: int
    new_cases: int
    strangers: int  # met, but not on the register of this place
    census: float | None  # population of the whole commune, where the round covers it

    @property
    def not_visited(self) -> int:
        return self.residents - self.entered + self.strangers


@dataclass(frozen=True)
class AtDoor:
    """A resident as the door page shows them."""

    person: Person
    identity: dict[str, str]
    age: int | None
    doses: int
    due: int | None
    entry: SweepEntry | None

    @property
    def missing(self) -> int:
        return max(0, (self.due or 0) - self.doses)


def rounds(scope: Scope) -> QuerySet[SweepRound]:
    return scope.within(SweepRound.objects.select_related("unit", "by")).order_by(
        F("closed_on").desc(nulls_first=True), "-opened_on", "-id"
    )


def round_of(scope: Scope, round_id: int) -> SweepRound | None:
    return rounds(scope).filter(pk=round_id).first()


def hamlets(unit: Unit) -> list[str]:
    """All of the register of residents, as written there."""
    found = Household.objects.filter(unit=unit).exclude(hamlet="").order_by("hamlet")
    return list(found.values_list("hamlet", flat=True).distinct())


def households(sweep: SweepRound) -> QuerySet[Household]:
    found = Household.objects.filter(unit=sweep.unit_id).order_by("id")
    return found.filter(hamlet=sweep.hamlet) if sweep.hamlet else found


def residents(sweep: SweepRound) -> QuerySet[Person]:
    found = Person.objects.filter(unit=sweep.unit_id, resident=True)
    return found.filter(household__hamlet=sweep.hamlet) if sweep.hamlet else found


def current(sweep: SweepRound) -> QuerySet[SweepEntry]:
    return SweepEntry.objects.filter(round=sweep, superseded_at=None)


def progress(sweep: SweepRound) -> Progress:
    entries = current(sweep)
    count = entries.aggregate(
        entered=Count("id"),
        met=Count("id", Q(presence="met")),
        absent=Count("id", Q(presence="absent")),
        moved=Count("id", Q(presence="moved")),
        tested=Count("id", ~Q(test="")),
        positive=Count("id", Q(test="positive")),
        doors=Count("person__household", distinct=True),
        strangers=Count("id", Q(person__resident=False)),
    )
    # the cases this round opened stand, whatever was said of their test since
    new = SweepFinding.objects.filter(entry__round=sweep, new_case=True).count()
    census = None if sweep.hamlet else places.commune_population(sweep.opened_on).get(sweep.unit.code)
    return Progress(
        households=households(sweep).count(), residents=residents(sweep).count(), new_cases=new,
        census=census, **count,
    )  # fmt: skip


def door(sweep: SweepRound, household: Household, on: date) -> list[AtDoor]:
    """Everybody who belongs to this door, eldest first."""
    people = unabsorbed(Person.objects.filter(household=household))
    return at_door(sweep, list(people.order_by(F("birth").asc(nulls_last=True), "id")), on)


def at_door(sweep: SweepRound, people: list[Person], on: date) -> list[AtDoor]:
    ids = [p.pk for p in people]
    names = {row.person_id: unseal(row.sealed) for row in Identity.objects.filter(person__in=ids)}
    doses = {
        person: (n, last)
        for person, n, last in Dose.objects.filter(person__in=ids)
        .values_list("person")
        .annotate(n=Count("id"), last=Max("date"))
    }
    entries = {entry.person_id: entry for entry in current(sweep).filter(person__in=ids)}
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("doses_due", on, sweep.unit.path)
    found = []
    for person in people:
        held, last = doses.get(person.pk, (0, None))
        years = age(person.birth, on)
        wanted = due(rule, on, years, held, months(last, on)) if rule else None
        found.append(AtDoor(person, names.get(person.pk, {}), years, held, wanted, entries.get(person.pk)))
    return found


def household(sweep: SweepRound, household_id: int) -> Household | None:
    return households(sweep).filter(pk=household_id).first()


def next_door(sweep: SweepRound, after: int = 0) -> Household | None:
    """The next household nobody has entered yet, going on from this one, then from the beginning."""
    entered = current(sweep).filter(person__household__isnull=False).values("person__household")
    left = households(sweep).exclude(pk__in=entered)
    return left.filter(pk__gt=after).first() or left.first()


def not_visited(sweep: SweepRound) -> QuerySet[Person]:
    entered = current(sweep).values("person")
    return residents(sweep).exclude(pk__in=entered).select_related("household").order_by("household", "id")


def missing_doses(scope: Scope, on: date, reason: str | None = None) -> QuerySet[SweepEntry]:
    """Residents met or asked after whose due dose is missing; newest entry of the newest round each. Ending a
    round answers nothing: what it left open stays for a while."""
    standing = Q(round__closed_on=None) | Q(round__closed_on__gt=on - _LEFT_OPEN)
    current = SweepEntry.objects.filter(standing, superseded_at=None)
    newer = current.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    found = scope.within(current.filter(~Exists(newer), missing__gt=0), "round__unit")
    found = found.exclude(presence="moved").select_related("person__household", "round__unit")
    if reason is not None:
        found = found.filter(reason=reason)
    return found.order_by("round", "person__household", "id")


def reasons(scope: Scope, on: date) -> dict[str, int]:
    rows = missing_doses(scope, on).order_by().values_list("reason").annotate(n=Count("id"))
    return dict(rows)


def history(sweep: SweepRound) -> list[SweepEntry]:
    """Entries that another person's later one replaced."""
    found = SweepEntry.objects.filter(round=sweep).exclude(superseded_at=None)
    return list(found.select_related("by", "person__household").order_by("-superseded_at")[:50])


def names(persons: list[int]) -> dict[int, dict[str, str]]:
    """The caller has checked the right and logs the look."""
    return {row.person_id: unseal(row.sealed) for row in Identity.objects.filter(person__in=persons)}


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """The missed answers to the commune's chair, the doses missing without a reason to the province."""
    kind = {"commune": "unanswered", "analyst": "no_reason"}.get(scope.role)
    if kind is None:
        return
    n = missing_doses(scope, now.date(), LISTS[kind]).order_by().count()
    if not n:
        return
    title = {
        "unanswered": ngettext(
            "%(n)s người thiếu mũi tiêm chưa được hỏi lý do",
            "%(n)s người thiếu mũi tiêm chưa được hỏi lý do",
            n,
        ),
        "no_reason": ngettext(
            "%(n)s người thiếu mũi tiêm không có lý do", "%(n)s người thiếu mũi tiêm không có lý do", n
        ),
    }[kind]
    yield Duty(
        kind="missing_doses", key=f"{scope.path}:{kind}", place=scope.path, role=scope.role, due=None,
        severity=Severity.DUE, link=f"{reverse('missing_doses')}?reason={kind}",
        title=title % {"n": wording.number(n)}, detail=_("theo các đợt rà soát trong 30 ngày qua"),
    )  # fmt: skip
