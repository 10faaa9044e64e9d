"""What is held about the persons of some pairs, read at once: a night's search merges ten thousand pairs.

Each pair on its own asked the database twenty times: of two minutes of search the comparing was a quarter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import ForeignObjectRel

from giaoban import policy
from giaoban.kernel import clock
from giaoban.places import trees
from giaoban.registry.duplicates import queries, rules
from giaoban.registry.models import Case, Identity, Pair, Person

# tell of a person, not theirs
_STAYS = frozenset({"registry_identity", "registry_pair", "registry_merge"})
Relation = tuple[Any, Any]  # a model, its field that names a person


@dataclass(frozen=True)
class Held:
    """Of persons none of whom stands in two pairs, so that no merge changes what another one needs."""

    people: dict[int, Person]  # locked
    absorbed: set[int]
    identities: dict[int, Identity]
    episodes: dict[int, list[rules.Told]]  # cases that are counted
    rows: dict[Relation, dict[int, list[int]]]  # {table: {person: its rows}}
    episode_days: int | None


def held(persons: Collection[int]) -> Held:
    ids = list(persons)
    people = {p.id: p for p in Person.objects.select_for_update().filter(id__in=ids).order_by("id")}
    absorbed = set(queries.absorbed().filter(absorbed__in=ids).values_list("absorbed_id", flat=True))
    identities = {i.person_id: i for i in Identity.objects.filter(person__in=ids)}
    return Held(people, absorbed, identities, _episodes(ids), _rows(ids), episode_days())


def apart(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Parts in which nobody stands twice, in the order of the pairs."""
    left = list(pairs)
    while left:
        now: list[Pair] = []
        later: list[Pair] = []
        seen: set[int] = set()
        for pair in left:
            two = {pair.first_id, pair.second_id}
            (later if two & seen else now).append(pair)
            seen |= two
        yield now
        left = later


def episode_days() -> int | None:
    """Days within which two announcements are one episode, by the rule in force today."""
    on = clock.now().date()
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("same_episode", on, trees.root_path(on))
    days = rule.number_of("days", on) if rule else None
    return None if days is None else int(days)


def _episodes(persons: list[int]) -> dict[int, list[rules.Told]]:
    found: dict[int, list[rules.Told]] = defaultdict(list)
    counted = Case.objects.filter(person__in=persons).exclude(id__in=queries.uncounted())
    for case in counted.order_by("id"):
        found[case.person_id].append(rules.Told(case.id, case.disease, case.announced))
    return found


def _rows(persons: list[int]) -> dict[Relation, dict[int, list[int]]]:
    """Of every table of any app that names a person, also where a person has no name for its rows."""
    found: dict[Relation, dict[int, list[int]]] = {}
    named = Person._meta.get_fields(include_hidden=True)
    for relation in (each for each in named if isinstance(each, ForeignObjectRel)):
        model: Any = relation.related_model
        field: Any = relation.field
        if model._meta.db_table in _STAYS or field.primary_key:
            continue
        theirs = model._base_manager.filter(**{f"{field.name}__in": persons}).order_by("pk")
        own: dict[int, list[int]] = defaultdict(list)
        for row, person in theirs.values_list("pk", field.attname):
            own[person].append(row)
        found[model, field] = own
    return found
