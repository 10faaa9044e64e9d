"""The register of protected people, through a scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from giaoban import policy
from giaoban.accounts.scope import Scope
from giaoban.care.models import Check, Episode
from giaoban.care.protected.rules import Births, Risk, births, newest, risk
from giaoban.places import trees
from giaoban.places.models import Unit
from giaoban.policy.doses_due import due
from giaoban.policy.protected import ProtectedGroup, groups
from giaoban.policy.rule import Rule
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.models import Case, Dose, Person, SweepEntry
from giaoban.registry.sweeps.rules import age, months

WEEK = timedelta(days=7)
UNDOSED, ILL = "undosed", "ill"  # beside the groups of the rule
_MEASURES = ("spo2", "rr", "pulse", "systolic", "diastolic")
_MOST = 20_000  # members of a commune looked through for missing doses


@dataclass(frozen=True)
class Rules:
    """What is in force on a day; `None` where nothing is."""

    on: date
    protected: Rule | None
    doses: Rule | None
    risk: Rule | None

    @property
    def groups(self) -> tuple[ProtectedGroup, ...]:
        return groups(self.protected, self.on) if self.protected else ()


def rules(on: date) -> Rules:
    found, at = policy.load(settings.GIAOBAN_POLICY_DIR), trees.root_path(on)
    return Rules(on, *(found.in_force(s, on, at) for s in ("protected_groups", "doses_due", "risk_group")))


def _in(group: ProtectedGroup, on: date, person: str = "") -> Q:
    """Who belongs to a group surely, as a condition on a person or on what has one."""
    if group.fact is not None:
        return Q(**{person + group.fact: True})
    told: Births = births(group, on)
    found = Q(**{f"{person}birth__isnull": False})
    if told.until:
        found &= Q(**{f"{person}birth__lte": told.until})
    if told.after:
        found &= Q(**{f"{person}birth__gt": told.after})
    return found


def _any(known: Rules, person: str = "") -> Q:
    found = Q(pk__in=[])
    for group in known.groups:
        found |= _in(group, known.on, person)
    return found


def _residents(scope: Scope, place: Unit) -> QuerySet[Person]:
    """Of the commune's own register; who was absorbed in a merge stands there as the other."""
    found = scope.within(Person.objects.filter(resident=True)).filter(_below(place))
    return found.exclude(pk__in=duplicates.absorbed().values("absorbed"))


def _below(place: Unit, field: str = "unit__path") -> Q:
    return Q(**{field: place.path}) | Q(**{f"{field}__startswith": place.path + "/"})


def _bare() -> Exists:
    return Exists(Dose.objects.filter(person=OuterRef("pk")))


@dataclass(frozen=True)
class Row:
    """A unit below a place: residents, members of each group, those without a dose, new cases among them."""

    unit: Unit
    residents: int
    groups: dict[str, int]
    undosed: int
    ill: int


def table(scope: Scope, place: Unit, known: Rules) -> list[Row]:
    """The units directly below a place, or the commune itself."""
    counts = {g.code: Count("id", _in(g, known.on)) for g in known.groups}
    rows = _residents(scope, place).order_by().values("unit__path").annotate(residents=Count("id"), **counts)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        child = _child(row.pop("unit__path"), place)
        for name, n in row.items():
            found[child][name] += n
    for name, members in ((UNDOSED, _undosed(scope, place, known)), (ILL, _new(scope, place, known))):
        for path, n in members.order_by().values_list("unit__path").annotate(n=Count("id")):
            found[_child(path, place)][name] += n
    units = {u.code: u for u in Unit.objects.filter(code__in=found, valid_from=place.valid_from)}
    return [_row(units[code], told, known) for code, told in sorted(found.items()) if code in units]


def _row(unit: Unit, told: Mapping[str, int], known: Rules) -> Row:
    each = {group.code: told[group.code] for group in known.groups}
    return Row(unit, told["residents"], each, told[UNDOSED], told[ILL])


def _child(path: str, place: Unit) -> str:
    return path[len(place.path) + 1 :].split("/")[0] or place.code


def _undosed(scope: Scope, place: Unit, known: Rules) -> QuerySet[Person]:
    return _residents(scope, place).filter(_any(known)).filter(~_bare())


def _new(scope: Scope, place: Unit, known: Rules) -> QuerySet[Case]:
    """Announced within a week, of residents or not: who is ill here is protected here."""
    found = scope.within(Case.objects.exclude(pk__in=duplicates.uncounted())).filter(_below(place))
    return found.filter(_any(known, "person__"), announced__gt=known.on - WEEK, announced__lte=known.on)


def members(scope: Scope, place: Unit, known: Rules, group: str = "") -> QuerySet[Person]:
    """Of one group, or of any; eldest first, for the eldest are visited first."""
    if group == UNDOSED:
        found = _undosed(scope, place, known)
    elif group == ILL:
        new = _new(scope, place, known)
        found = Person.objects.filter(pk__in=new.values("person"))
    else:
        chosen = next((g for g in known.groups if g.code == group), None)
        found = _residents(scope, place).filter(_in(chosen, known.on) if chosen else _any(known))
    return found.select_related("unit", "household").order_by("birth", "id")


@dataclass(frozen=True)
class Member:
    """One person as the list shows them."""

    person: Person
    age: int | None
    groups: tuple[ProtectedGroup, ...]
    doses: int
    missing: int | None  # None: no rule, or the age is not known
    contact: datetime | None
    case: Case | None
    risk: Risk | None


def told(people: Sequence[Person], known: Rules) -> list[Member]:
    ids = [p.pk for p in people]
    doses, contacts, cases = _doses(ids), _contacts(ids), _cases(ids, known)
    measured = _measured([c.pk for c in cases.values()])
    found = []
    for p in people:
        held, last = doses.get(p.pk, (0, None))
        case = cases.get(p.pk)
        facts: dict[str, Any] = {"underlying": p.underlying, "pregnant": p.pregnant}
        facts |= measured.get(case.pk, {}) if case else {}
        ill = risk(known.risk, known.on, p.birth, facts) if case and known.risk else None
        found.append(
            Member(
                p, age(p.birth, known.on), _groups_of(p, known), held, _owed(p, held, last, known),
                contacts.get(p.pk), case, ill,
            )
        )  # fmt: skip
    return found


def _owed(person: Person, held: int, last: date | None, known: Rules) -> int | None:
    """Nobody lacks a dose that must not be given."""
    return None if person.unvaccinable else missing(person.birth, held, last, known)


def missing(birth: date | None, held: int, last: date | None, known: Rules) -> int | None:
    years = age(birth, known.on)
    wanted = due(known.doses, known.on, years, held, months(last, known.on)) if known.doses else None
    return None if wanted is None else max(0, wanted - held)


def lacking(scope: Scope, place: Unit, known: Rules, group: str = "") -> list[int]:
    """Ids of the members of a commune whose due dose is missing, eldest first."""
    rows = (
        members(scope, place, known, group)
        .exclude(unvaccinable=True)
        .annotate(held=Count("doses"), last=Max("doses__date"))
        .values_list("id", "birth", "held", "last")[:_MOST]
    )
    return [id_ for id_, birth, held, last in rows if missing(birth, held, last, known)]


def _groups_of(person: Person, known: Rules) -> tuple[ProtectedGroup, ...]:
    facts = {f: getattr(person, f) for f in ("underlying", "pregnant", "poor", "minority", "unvaccinable")}
    years = age(person.birth, known.on)
    return tuple(g for g in known.groups if g.holds(years, facts))


def _doses(ids: Iterable[int]) -> dict[int, tuple[int, date | None]]:
    rows = Dose.objects.filter(person__in=ids).order_by().values_list("person")
    return {person: (n, last) for person, n, last in rows.annotate(n=Count("id"), last=Max("date"))}


def _contacts(ids: Iterable[int]) -> dict[int, datetime]:
    """When staff last met the person: in home care, or at the door in a sweep."""
    reached = Episode.objects.filter(person__in=ids, last_staff_at__isnull=False)
    cared = reached.order_by().values_list("person")
    met = SweepEntry.objects.filter(person__in=ids, presence="met").order_by().values_list("person")
    found: dict[int, datetime] = {}
    for rows in (cared.annotate(at=Max("last_staff_at")), met.annotate(at=Max("recorded_at"))):
        for person, at in rows:
            found[person] = max(at, found.get(person, at))
    return found


def _cases(ids: Iterable[int], known: Rules) -> dict[int, Case]:
    """The open case of each, or one announced within the week."""
    rows = Case.objects.filter(person__in=ids).filter(Q(outcome="") | Q(announced__gt=known.on - WEEK))
    return {case.person_id: case for case in rows.order_by("announced", "id")}


def _measured(cases: Iterable[int]) -> dict[int, dict[str, float]]:
    """{case: each measure as last taken at home}."""
    rows = Check.objects.filter(episode__case__in=cases).order_by("-received_at")
    by_case: dict[int, list[dict[str, float | None]]] = defaultdict(list)
    for row in rows.values("episode__case", *_MEASURES):
        by_case[row.pop("episode__case")].append(row)
    return {case: newest(checks) for case, checks in by_case.items()}
