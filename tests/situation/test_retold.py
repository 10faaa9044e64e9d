"""A week of the tree of 2021 told on a later tree: the same total, each new unit the sum of its old ones."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.kernel.errors import UserError
from giaoban.places.models import Succession, Unit
from giaoban.situation import queries
from giaoban.situation.models import Evaluation
from giaoban.situation.retold import Retold, retold
from tests.situation.conftest import COMMUNES

LATER = date(2025, 7, 1)
COUNTS = ("new", "cumulative", "active", "deaths")
# new commune → the old ones with their share; 06781 is divided, 06790 and all of 06778 go whole
MADE_OF = {"A": {"06778": 1.0, "06781": 0.25}, "B": {"06781": 0.75, "06790": 1.0}}

pytestmark = pytest.mark.slow


@pytest.fixture
def later_tree(week: Evaluation) -> None:
    """The country and the province go on; its districts are gone, three communes are two."""
    Unit.objects.filter(level__in=["district", "commune"]).update(valid_to=date(2025, 6, 30))
    Unit.objects.filter(level="province").update(valid_to=date(2025, 6, 30))
    above = Unit.objects.create(
        code="22", valid_from=LATER, level="province", kind="Tỉnh", name="Mẫu", full_name="Tỉnh Mẫu",
        path="VN/22",
    )  # fmt: skip
    for code, olds in MADE_OF.items():
        new = Unit.objects.create(
            code=code, valid_from=LATER, level="commune", kind="Xã", name=code, full_name=f"Xã {code}",
            parent=above, path=f"VN/22/{code}",
        )  # fmt: skip
        for old, weight in olds.items():
            unit = Unit.objects.get(code=old)
            Succession.objects.create(old=unit, new=new, weight=weight, estimated=weight < 1, source="s")


@pytest.fixture
def told(week: Evaluation, later_tree: None) -> Retold:
    return retold(week, LATER)


def counted(week: Evaluation, name: str, code: str) -> float:
    return queries.figures_of(week, [code])[code].value(name) or 0.0


class TestATotal:
    @pytest.mark.parametrize("name", COUNTS)
    def test_is_the_same_on_both_trees(self, week: Evaluation, told: Retold, name: str) -> None:
        assert counted(week, name, "22") == told.places["22"].value(name) != 0

    @pytest.mark.parametrize("name", COUNTS)
    def test_of_a_new_commune_is_the_sum_over_its_old_ones(
        self, week: Evaluation, told: Retold, name: str
    ) -> None:
        for code, olds in MADE_OF.items():
            expected = sum(counted(week, name, old) * weight for old, weight in olds.items())
            assert told.places[code].value(name) == pytest.approx(expected)
        assert sum(counted(week, name, code) for code in COMMUNES) == pytest.approx(
            sum(told.places[code].value(name) or 0 for code in MADE_OF)
        )

    def test_counts_what_stands_at_a_district_by_itself_in_the_province(
        self, week: Evaluation, told: Retold
    ) -> None:
        for name in ("tests_done", "beds_planned"):
            assert told.places["22"].value(name) == counted(week, name, "22")


class TestWhatIsAGuess:
    def test_a_share_of_a_divided_commune_is_labelled(self, told: Retold) -> None:
        assert told.estimated("A", "new") and told.estimated("B", "new")

    def test_a_division_that_stays_inside_is_none(self, told: Retold) -> None:
        assert not told.estimated("22", "new")

    def test_counts_of_units_are_not_told(self, told: Retold) -> None:
        assert not told.told("communes") and not told.told("reporting_completeness")
        assert told.told("population") and told.told("new")


class TestTreesWithoutALink:
    def test_are_refused_by_name(self, week: Evaluation, later_tree: None) -> None:
        Succession.objects.all().delete()
        with pytest.raises(UserError) as refused:
            retold(week, LATER)
        assert refused.value.code == "trees_apart"
