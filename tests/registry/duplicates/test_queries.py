"""Who sees which pair: one of its persons lives in the place the reader answers for."""

from __future__ import annotations

import pytest

from giaoban.accounts.scope import Scope
from giaoban.places.models import Unit
from giaoban.registry.duplicates import actions, queries
from giaoban.registry.models import Merge, Pair
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.duplicates.conftest import Make, scope_of

pytestmark = pytest.mark.django_db
HERE, THERE = small_tree.CAM_TRUNG, small_tree.HA_LONG


@pytest.mark.parametrize("few", [0, 1_000], ids=["among many", "among few"])
class TestTheQueueOfACommune:
    def test_has_the_pairs_and_merges_with_a_person_of_it(
        self, person: Make, places: dict[str, Unit], few: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "_FEW", few)
        two = [(HERE, HERE), (HERE, THERE), (THERE, HERE), (THERE, THERE)]
        pairs = [paired(person, *units) for units in two]
        officer = scope_of(places[HERE])
        assert set(queries.queue(officer)) == set(pairs[:3])
        assert set(queries.queue(everybody())) == set(pairs)
        for pair in pairs[1:]:
            merged(pair)
        assert list(queries.queue(officer)) == pairs[:1]
        assert {merge.pair for merge in queries.merges(officer)} == set(pairs[1:3])

    def test_opens_none_of_another(
        self, person: Make, places: dict[str, Unit], few: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "_FEW", few)
        pair = paired(person, THERE, THERE)
        merge = merged(pair)
        assert queries.pair(scope_of(places[HERE]), pair.id) is None
        assert queries.merge(scope_of(places[HERE]), merge.id) is None
        assert queries.merge(scope_of(places[THERE]), merge.id) == merge


def everybody() -> Scope:
    return Scope(None, "admin", 0, "VN", True, frozenset({"see_cases", "merge"}))


def paired(person: Make, *units: str) -> Pair:
    first, second = (person(unit=unit) for unit in units)
    return Pair.objects.create(first=first, second=second, score=20, levels={}, proposed_at=AT)


def merged(pair: Pair) -> Merge:
    made = actions.decide(by=None, scope=everybody(), pair_id=pair.id, state="merged", seen="waiting")
    assert made
    return made
