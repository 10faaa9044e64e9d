"""Reads of pairs and merges. A pair belongs to both its places: each sees it, neither the other's names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Max, Model, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.kernel import bulk
from giaoban.registry.duplicates import alarms, rules
from giaoban.registry.models import Case, Dose, Merge, MergeChange, Pair, Person, SameEpisode

M = TypeVar("M", bound=Model)
_FEW = 2_000  # rows: looking up both persons of each takes as long as all pairs of a commune's persons
WAITING, LATER = "waiting", "later"
_BOTH = ("first__unit__parent", "second__unit__parent", "first__household", "second__household")


def absorbed() -> QuerySet[Merge]:
    """Merges in force."""
    return Merge.objects.filter(undone_at=None)


def unabsorbed(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of them who were not taken for somebody else: whom one may meet and choose."""
    return people.exclude(pk__in=absorbed().values("absorbed_id"))


def uncounted() -> QuerySet[Any]:
    """Ids of cases that tell an episode another case tells."""
    return SameEpisode.objects.filter(until=None).values("case_id")


def queue(scope: Scope, state: str = WAITING) -> QuerySet[Pair]:
    """Pairs with at least one side in the scope, the surest first."""
    found = _seen(scope, _standing_pairs(state), "first", "second")
    return found.select_related(*_BOTH).order_by("-score", "id")


def _seen(scope: Scope, found: QuerySet[M], *persons: str) -> QuerySet[M]:
    """Rows with one of their persons in the scope: from the rows on while these are few, else from persons.

    With 48,000 pairs a commune's officer waited half a second for both persons of each to be looked up.
    """
    if scope.whole:
        return found
    rows, inside = found.model._default_manager, scope.unit_ids
    if (rows.aggregate(n=Max("id"))["n"] or 0) < _FEW:
        return found.filter(reduce(or_, (Q(**{f"{person}__unit__in": inside}) for person in persons)))
    first, *others = (rows.filter(**{f"{person}__unit__in": inside}).values("id") for person in persons)
    return found.filter(id__in=first.union(*others, all=True))


def _standing_pairs(state: str) -> QuerySet[Pair]:
    gone = absorbed().values("absorbed_id")
    return Pair.objects.filter(state=state).exclude(first__in=gone).exclude(second__in=gone)


def waiting() -> QuerySet[Pair]:
    """The whole queue, for the operator's command."""
    return _standing_pairs(WAITING).select_related(*_BOTH).order_by("-score", "id")


def pair(scope: Scope, pair_id: int) -> Pair | None:
    found = Pair.objects.filter(id=pair_id).select_related(*_BOTH).first()
    return found if found and _sees(scope, found.first, found.second) else None


def _sees(scope: Scope, *persons: Person) -> bool:
    return any(scope.covers(person.unit.path) for person in persons)


def merges(scope: Scope) -> QuerySet[Merge]:
    """Merges of the scope, the newest first, undone ones too."""
    return _seen(scope, _told_merges(), "kept", "absorbed").order_by("-id")


def _told_merges() -> QuerySet[Merge]:
    return Merge.objects.select_related("kept__unit", "absorbed__unit", "by", "undone_by", "pair")


def merge(scope: Scope, merge_id: int) -> Merge | None:
    found = _told_merges().filter(id=merge_id).first()
    return found if found and _sees(scope, found.kept, found.absorbed) else None


def changes(merge: Merge) -> list[MergeChange]:
    return list(merge.changes.order_by("id"))


def episodes(merge: Merge) -> list[SameEpisode]:
    """Cases of this merge that tell an episode told by another."""
    return list(merge.episodes.select_related("case", "counted_as").order_by("id"))


@dataclass(frozen=True)
class Side:
    """One person of a pair and all the registry holds of them, identities aside."""

    person: Person
    inside: bool
    cases: list[Case]
    doses: list[Dose]


def sides(scope: Scope, pair: Pair) -> tuple[Side, Side]:
    people = (pair.first, pair.second)
    ids = [p.id for p in people]
    cases = _by_person(Case.objects.filter(person__in=ids).select_related("unit").order_by("announced"))
    doses = _by_person(Dose.objects.filter(person__in=ids).order_by("date"))
    first, second = (
        Side(p, scope.covers(p.unit.path), cases.get(p.id, []), doses.get(p.id, [])) for p in people
    )
    return first, second


def _by_person(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def may_decide(scope: Scope, pair: Pair) -> bool:
    """Merging and parting change both persons: whoever does it answers for both places."""
    return scope.covers(pair.first.unit.path) and scope.covers(pair.second.unit.path)


def standing(pair: Pair) -> rules.Standing:
    return standing_of([pair])[pair.id]


def standing_of(pairs: Sequence[Pair]) -> dict[int, rules.Standing]:
    """{pair: what is open about its two persons}"""
    ids = {person for pair in pairs for person in (pair.first_id, pair.second_id)}
    counted = Case.objects.filter(person__in=ids, outcome="").exclude(id__in=uncounted())
    active, alarmed = Counter(counted.values_list("person", flat=True)), alarms.open_about(ids)
    return {
        pair.id: rules.Standing(
            len(alarmed & {pair.first_id, pair.second_id}), active[pair.first_id] + active[pair.second_id]
        )
        for pair in pairs
    }


def decided_about(persons: Iterable[int]) -> set[tuple[int, int]]:
    """Pairs asked or decided among these persons; what was said of one absorbed holds for who kept it."""
    followed = dict(absorbed().values_list("absorbed_id", "kept_id"))
    known = set(bulk.fetch(Pair, ["first_id", "second_id"], "first_id", list(set(persons))))
    if followed:
        told = Pair.objects.filter(state="different").filter(
            Q(first__in=absorbed().values("absorbed_id")) | Q(second__in=absorbed().values("absorbed_id"))
        )
        for pair in told.values_list("first_id", "second_id"):
            a, b = sorted(_kept(person, followed) for person in pair)
            known.add((a, b))
    return known


def _kept(person: int, followed: dict[int, int]) -> int:
    while person in followed:
        person = followed[person]
    return person


def kept_instead(persons: Iterable[int]) -> dict[int, int]:
    """{absorbed: kept} of those of `persons` that were absorbed: what comes in of them goes to the kept."""
    followed: dict[int, int] = {}
    asked = list(set(persons))
    while asked:
        found = dict(bulk.fetch(Merge, ["absorbed_id", "kept_id"], "absorbed_id", asked, "undone_at IS NULL"))
        followed |= found
        asked = list(set(found.values()) - followed.keys())
    return {person: _kept(person, followed) for person in followed}
