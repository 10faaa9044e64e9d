"""Two diseases in one installation: neither is counted in the other's figures."""

from __future__ import annotations

import pytest

from giaoban.briefing import actions as briefings
from giaoban.briefing import queries
from giaoban.kernel.errors import UserError
from giaoban.kernel.weeks import Window
from giaoban.places.models import Unit
from giaoban.registry.models import Case
from giaoban.situation import actions, increment
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation, Snapshot
from tests.situation.conftest import END, NOW, START

pytestmark = pytest.mark.slow  # two diseases, two snapshots each

NAMES = ("new", "cumulative", "active", "beds", "tests_done", "levels_announced")


@pytest.fixture
def dengue(frozen_week: Snapshot) -> int:
    """Every third case of the registry is one of dengue. Returns how many."""
    mine = Case.objects.filter(number="", id__in=[c.id for c in Case.objects.order_by("id")[::3]])
    return mine.update(disease="dengue")


def told(disease: str) -> dict[str, float | None]:
    snapshot = actions.freeze(by=None, known_at=NOW, on=END, disease=disease)
    week = actions.evaluate(by=None, snapshot=snapshot, start=START, end=END, count="province")
    found = situation.figures_of(week, ["22"])["22"]
    return {name: found.value(name) for name in NAMES}


class TestTwoDiseases:
    def test_each_case_is_counted_under_its_own(self, dengue: int) -> None:
        all_cases = Case.objects.count()
        Snapshot.objects.all().delete()  # frozen before any case was one of dengue
        covid, other = told("covid-19"), told("dengue")
        assert 0 < dengue < all_cases
        assert other["cumulative"] == dengue
        returned = 3  # by the commune without a list, of the default disease
        assert covid["cumulative"] == all_cases - dengue + returned

    def test_what_names_no_disease_is_the_default_ones(self, dengue: int) -> None:
        other = told("dengue")
        assert not other["beds"] and not other["tests_done"] and not other["levels_announced"]

    def test_boards_and_tasks_see_only_the_default_one(self, week: Evaluation, dengue: int) -> None:
        told("dengue")
        assert [e.disease for e in Evaluation.objects.all()] == ["covid-19"]
        assert {e.disease for e in Evaluation.every.all()} == {"covid-19", "dengue"}

    def test_the_other_one_does_not_take_the_place_an_extract_builds_upon(self, dengue: int) -> None:
        told("dengue")
        base = increment.base(NOW)
        assert base is None or Snapshot.objects.get(disease="covid-19").manifest == base.manifest


class TestABriefing:
    def test_of_another_disease_says_so_and_stands_beside_the_first(self, dengue: int) -> None:
        place, window = Unit.objects.get(code="22"), Window(START, END)
        first = briefings.draft(by=None, place=place, window=window, known_at=NOW)
        other = briefings.draft(
            by=None, place=place, window=window, known_at=NOW, disease="sốt xuất huyết dengue"
        )
        assert other.slug.endswith("-dengue") and other.evaluation.disease == "dengue"
        assert queries.earlier(other) is None
        assert briefings.draft(by=None, place=place, window=window) == first
        assert briefings.draft(by=None, place=place, window=window, disease="dengue") == other

    def test_of_a_disease_without_a_profile_is_refused(self, frozen_week: Snapshot) -> None:
        with pytest.raises(UserError) as refused:
            briefings.draft(
                by=None, place=Unit.objects.get(code="22"), window=Window(START, END), disease="sốt lạ"
            )
        assert refused.value.code == "disease_unknown"
