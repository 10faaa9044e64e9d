"""Both dated trees as loaded: whole, joined, peopled, and the same when loaded again."""

from __future__ import annotations

import time
from datetime import date

import pytest
from django.db.models import Count, Sum

from giaoban.kernel.models import AuditEvent
from giaoban.places import actions, loading, queries, sources
from giaoban.places.models import Population, Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]

THEN, LATER = date(2022, 3, 6), date(2026, 1, 1)


def levels(on: date) -> dict[str, int]:
    return dict(queries.valid_on(on).values_list("level").annotate(n=Count("id")))


@pytest.mark.slow
class TestTrees:
    def test_2021_has_its_units(self) -> None:
        assert levels(THEN) == {"country": 1, "province": 63, "district": 705, "commune": 10_599}

    def test_2025_has_its_units_and_no_districts(self) -> None:
        assert levels(LATER) == {"country": 1, "province": 34, "commune": 3_321}

    def test_quang_ninh_has_13_districts_and_177_communes(self) -> None:
        quang_ninh = queries.resolve("22", THEN)
        assert queries.children(quang_ninh).count() == 13
        assert queries.communes_of(quang_ninh).count() == 177

    def test_a_path_is_the_line_of_parents(self) -> None:
        for unit in queries.subtree(queries.resolve("22", THEN)).select_related("parent"):
            assert unit.parent is not None
            assert unit.path == f"{unit.parent.path}/{unit.code}"

    def test_every_unit_has_a_centre_and_says_if_it_is_estimated(self) -> None:
        assert not Unit.objects.filter(lat=None).exists()
        assert Unit.objects.filter(level="commune", centre_estimated=True).count() == 567

    def test_a_missing_centre_is_the_mean_of_its_district(self) -> None:
        unit = Unit.objects.filter(level="commune", centre_estimated=True, parent__code="001")[0]
        known = Unit.objects.filter(parent=unit.parent, centre_estimated=False)
        assert unit.lat == pytest.approx(sum(u.lat or 0 for u in known) / len(known))

    def test_no_kind_is_part_of_a_name(self) -> None:
        assert set(Unit.objects.filter(level="commune").values_list("kind", flat=True)) == {
            "Xã", "Phường", "Thị trấn", "Đặc khu",
        }  # fmt: skip

    def test_loading_again_changes_nothing(self) -> None:
        audits = AuditEvent.objects.count()
        assert actions.load_trees() == (0, 0, 0)
        assert AuditEvent.objects.count() == audits

    def test_loading_again_is_quick(self) -> None:
        started = time.perf_counter()
        actions.load_trees()
        assert time.perf_counter() - started < 6

    def test_a_lost_zero_is_put_back(self) -> None:
        assert sources.repaired(5665, "commune") == "05665"
        assert Unit.objects.filter(code="05665", valid_from=loading.START_2025).exists()


class TestSuccessions:
    def test_nobody_is_lost_or_doubled(self) -> None:
        for row in Succession.objects.values("old").annotate(whole=Sum("weight")):
            assert row["whole"] == pytest.approx(1.0)

    def test_every_commune_of_2021_goes_on_and_every_one_of_2025_comes_from_somewhere(self) -> None:
        communes = Unit.objects.filter(level="commune")
        assert not communes.filter(valid_from=loading.START, successions=None).exists()
        assert not communes.filter(valid_from=loading.START_2025, predecessions=None).exists()

    def test_an_island_district_goes_on_as_a_commune(self) -> None:
        link = Succession.objects.get(old__code="536", old__level="district")
        assert (link.new.kind, link.new.name, link.weight) == ("Đặc khu", "Lý Sơn", 1.0)

    def test_a_division_says_that_it_is_estimated(self) -> None:
        assert not Succession.objects.filter(weight__lt=0.999, estimated=False).exists()
        assert Succession.objects.filter(estimated=False, weight=1.0).count() > 10_000

    def test_the_total_is_the_same_on_both_trees(self) -> None:
        before = sum(queries.commune_population(THEN).values())
        after = sum(queries.commune_population(LATER).values())
        assert after == pytest.approx(before)


class TestPopulations:
    def test_quang_ninh_has_its_census(self) -> None:
        row = next(r for r in queries.table_on(THEN) if r.code == "22")
        assert row.population == 1_320_324

    def test_ages_keep_the_total_of_each_commune(self) -> None:
        written = actions.load_age_shares([("195", 0, 17, 3.0), ("195", 18, 200, 7.0)])
        assert written == 2 * queries.communes_of(queries.resolve("195", THEN)).count()
        bands = Population.objects.filter(unit__code="06793", estimated=True)
        total = Population.objects.get(unit__code="06793", age_from=0, age_to=200, estimated=False)
        assert sum(b.persons for b in bands) == pytest.approx(total.persons)
        assert bands.get(age_from=0).persons == pytest.approx(0.3 * total.persons)

    def test_a_band_of_all_ages_is_left_out(self) -> None:
        assert actions.load_age_shares([("195", 0, 200, 1.0)]) == 0

    def test_ages_given_twice_stay_as_they_were(self) -> None:
        actions.load_age_shares([("195", 0, 59, 1.0), ("195", 60, 200, 1.0)])
        assert actions.load_age_shares([("195", 0, 17, 1.0), ("195", 18, 200, 1.0)]) == 0
