"""Real files by mapping alone. They lie beside the project, never in it."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Count, Sum
from pytest_django import Settings

from giaoban.intake.mapping import load
from giaoban.intake.models import Return
from giaoban.intake.result import ImportResult
from giaoban.intake.returns import import_returns
from giaoban.places import matcher_store
from giaoban.places.actions import Loaded
from giaoban.places.models import Unit
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case
from tests.places.conftest import trees
from tests.registry.conftest import AT
from tests.registry.taking import accounted, everything

__all__ = ["trees"]
DATA = Path(os.environ.get("GIAOBAN_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
MAPPINGS = Path(__file__).parent / "mappings"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.exists(), reason="the published files are not at hand"),
]


@pytest.fixture
def country(trees: Loaded, db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.GIAOBAN_ROOT_PLACE = "VN"
    settings.STATE = tmp_path / "state"
    matcher_store.clear()
    yield
    matcher_store.clear()


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def taken(name: str, mapping: str, **constants: str) -> ImportResult:
    given = load(MAPPINGS / mapping)
    given["constants"] = given["constants"] | constants
    result = import_linelist(DATA / "linelists" / name, by=None, mapping=given, at=AT)
    accounted(result)
    return result


def fault_of(row: dict[str, str]) -> str | None:
    """Why a row of the Korean list cannot be taken; one stands whole within its first cell."""
    if len(row["patient_id"]) > 40:
        return "too_long"
    ended = row["deceased_date"] or row["released_date"]
    if row["state"] == "isolated" and ended:
        return "outcome_absent"
    if not row["confirmed_date"]:
        return "announced_absent"
    return "outcome_date_absent" if row["state"] == "deceased" and not ended else None


class TestTheCountsOf2021:
    @pytest.fixture
    def result(self, country: None) -> ImportResult:
        path = DATA / "cases" / "cases_by_commune_tidy.csv"
        return import_returns(path, by=None, mapping=MAPPINGS / "communes_2021.yaml", at=AT)

    def test_every_row_is_taken_or_waits_with_its_case_counted(self, result: ImportResult) -> None:
        accounted(result)
        assert (result.rows, result.refused) == (7230, [])
        assert Return.objects.aggregate(n=Sum("value"))["n"] == 27_035
        places = Return.objects.values("place_text").distinct().count()
        assert places == 1_837

    def test_the_sums_by_province_are_those_published(self, result: ImportResult) -> None:
        published: Counter[str] = Counter()
        for row in rows_of("cases/cases_by_province_tidy.csv"):
            published[row["province"]] += int(row["cases"])
        found = Return.objects.values_list("publisher__name").annotate(n=Sum("value"))
        short = {name.replace("Thành phố ", ""): n for name, n in found}
        assert len(short) == 57
        assert sorted(short.values()) == sorted(published.values())
        assert short["Bắc Giang"] == 5_649 == published["Bắc Giang"]

    def test_a_doubtful_place_waits_inside_its_province_and_says_why(self, result: ImportResult) -> None:
        open_ = Return.objects.filter(established=False).select_related("unit", "publisher")
        assert len(result.held) == open_.count() > 0
        assert all(row.unit.path.startswith(row.publisher.path) for row in open_)
        assert all(held["reason"] and held["suggestions"] for held in result.held if "khác" in held["reason"])

    def test_a_sure_commune_is_under_the_province_that_published_it(self, result: ImportResult) -> None:
        sure = Return.objects.filter(established=True).select_related("unit", "publisher")
        assert all(row.unit.path.startswith(row.publisher.path + "/") for row in sure)
        assert sure.count() > 0.8 * result.rows

    def test_the_same_file_again_changes_nothing(self, result: ImportResult) -> None:
        path = DATA / "cases" / "cases_by_commune_tidy.csv"
        again = import_returns(path, by=None, mapping=MAPPINGS / "communes_2021.yaml", at=AT)
        assert (again.unchanged, len(again.held), again.accepted) == (result.accepted, len(result.held), 0)


class TestListsOfOtherCountries:
    def test_korea_2020_waits_for_its_places_and_says_so(self, country: None) -> None:
        result = taken("korea_2020_patients.csv", "korea_2020.yaml")
        assert (result.rows, result.accepted, Case.objects.count()) == (5165, 0, 0)
        assert {held["reason"] for held in result.held} == {"Không nhận ra tỉnh, thành phố"}

    def test_korea_2020_under_a_constant_place_is_a_list_like_any_other(self, country: None) -> None:
        rows = rows_of("linelists/korea_2020_patients.csv")
        result = taken("korea_2020_patients.csv", "korea_2020.yaml", place="VN")
        refused = Counter(r["code"] for r in result.refused)
        assert refused == Counter(filter(None, map(fault_of, rows))) and not result.held
        by_outcome = dict(Case.objects.values_list("outcome").annotate(n=Count("id")))
        dead = [r for r in rows if r["state"] == "deceased" and not fault_of(r)]
        assert by_outcome["dead"] == len(dead)
        assert Case.objects.filter(age=25).count() > 500

    def test_mers_2015_waits_for_its_places_but_for_deaths_without_a_day(self, country: None) -> None:
        undated = sum(
            row["outcome"] == "Dead" and not row["dt_death"]
            for row in rows_of("linelists/mers_korea_2015_linelist.csv")
        )
        result = taken("mers_korea_2015_linelist.csv", "mers_2015.yaml")
        assert (result.rows, len(result.held), len(result.refused)) == (162, 162 - undated, undated)
        again = taken("mers_korea_2015_linelist.csv", "mers_2015_somewhere.yaml")
        assert (again.accepted, {r["code"] for r in again.refused}) == (
            162 - undated,
            {"outcome_date_absent"},
        )
        assert Case.objects.filter(outcome="dead", disease="mers").count() == 10

    def test_hagelloch_1861_is_read_whole(self, country: None) -> None:
        result = taken("measles_hagelloch_1861.csv", "hagelloch_1861.yaml", place="VN")
        assert (result.accepted, result.rows) == (188, 188)
        dead = sum(bool(r["date_of_death"]) for r in rows_of("linelists/measles_hagelloch_1861.csv"))
        found = Case.objects.select_related("unit")
        assert {case.unit for case in found} == {Unit.objects.get(code="VN")}
        assert (sum(case.outcome == "dead" for case in found), min(c.announced.year for c in found)) == (
            dead,
            1861,
        )

    def test_the_same_list_again_changes_nothing(self, country: None) -> None:
        taken("measles_hagelloch_1861.csv", "hagelloch_1861.yaml", place="VN")
        before = everything()
        assert taken("measles_hagelloch_1861.csv", "hagelloch_1861.yaml", place="VN").unchanged == 188
        assert everything() == before
