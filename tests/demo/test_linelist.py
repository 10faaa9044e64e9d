"""Rows of the line lists: possible, consistent, and nobody's."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import demo
from tests.demo.reading import WEEK8, Row, Written, day

pytestmark = pytest.mark.slow

HEADER = (
    "case_id name birth sex cid phone province district commune hamlet address onset sampled"
    " result_at announced ministry_announced test found severity care_place tier support"
    " status_date outcome outcome_date occupation underlying pregnant poor minority unvaccinable"
)
CODES = {
    "sex": "m f",
    "test": "pcr rapid",
    "found": "community quarantine entry",
    "severity": "asymptomatic mild moderate severe critical",
    "care_place": "home central collection hospital",
    "tier": "1 2 3",
    "support": "none oxygen hfnc imv",
}
FLAGS = ("underlying", "pregnant", "poor", "minority", "unvaccinable")


@pytest.fixture(scope="module")
def every_row(written: Written) -> list[Row]:
    return [*written.lists[0], *written.lists[1]]


@pytest.fixture(scope="module")
def communes() -> set[tuple[str, str]]:
    folder = Path(demo.__file__).parent / "quang_ninh"

    def facts(name: str) -> list[Row]:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))

    districts = {r["code"]: r["name"] for r in facts("districts.csv")}
    return {(districts[r["district"]], r["name"]) for r in facts("communes.csv")}


class TestRows:
    def test_they_have_the_columns_of_the_contract(self, every_row: list[Row]) -> None:
        assert " ".join(every_row[0]) == HEADER

    def test_they_use_the_codes_of_the_contract(self, every_row: list[Row]) -> None:
        for column, codes in CODES.items():
            assert {r[column] for r in every_row} == set(codes.split())
        for column in FLAGS:
            assert {r[column] for r in every_row} == {"0", "1"}

    def test_every_commune_exists_and_all_177_have_cases(
        self, every_row: list[Row], communes: set[tuple[str, str]]
    ) -> None:
        assert len(communes) == 177
        assert {(r["district"], r["commune"]) for r in every_row} == communes

    def test_dates_stand_in_the_order_of_events(self, every_row: list[Row]) -> None:
        for r in every_row:
            sampled, announced = day(r["sampled"]), day(r["announced"])
            assert sampled <= day(r["result_at"]) <= announced <= day(r["status_date"])
            assert day(r["birth"]) < day(r["onset"] or r["sampled"]) <= sampled
            assert not r["outcome"] or day(r["outcome_date"]) >= day(r["status_date"])

    def test_an_outcome_has_its_date_and_a_date_its_outcome(self, every_row: list[Row]) -> None:
        assert {r["outcome"] for r in every_row} == {"", "recovered", "dead"}
        assert all(bool(r["outcome"]) == bool(r["outcome_date"]) for r in every_row)

    def test_the_asymptomatic_have_no_onset(self, every_row: list[Row]) -> None:
        assert not any(r["onset"] for r in every_row if r["severity"] == "asymptomatic")

    def test_only_women_of_age_are_pregnant(self, every_row: list[Row]) -> None:
        pregnant = [r for r in every_row if r["pregnant"] == "1"]
        assert pregnant
        assert {r["sex"] for r in pregnant} == {"f"}


class TestIdentities:
    def test_no_number_has_the_code_of_a_province(self, every_row: list[Row]) -> None:
        assert all(len(r["cid"]) == 12 and r["cid"].startswith("000") for r in every_row)
        assert all(r["cid"].isdigit() for r in every_row)

    def test_no_phone_lies_in_an_assigned_branch(self, every_row: list[Row]) -> None:
        assert all(len(r["phone"]) == 10 and r["phone"].startswith("010") for r in every_row)

    def test_a_number_belongs_to_one_person_and_agrees_with_birth_and_sex(self, written: Written) -> None:
        rows = list(written.now.values())
        assert len({r["cid"] for r in rows}) == len({r["phone"] for r in rows}) == len(rows)
        for r in rows:
            year = int(r["birth"][6:])
            assert r["cid"][4:6] == f"{year % 100:02d}"
            assert int(r["cid"][3]) == (0 if year < 2000 else 2) + (r["sex"] == "f")


class TestTheTwoLists:
    def test_the_first_knows_nothing_of_week_9(self, written: Written) -> None:
        last = date(2022, 2, 27)
        for r in written.lists[0]:
            for column in ("announced", "ministry_announced", "status_date", "outcome_date"):
                assert not r[column] or day(r[column]) <= last

    def test_a_part_of_week_8_came_late(self, written: Written) -> None:
        then, now = written.new(WEEK8, written.then), written.new(WEEK8)
        late = {r["case_id"] for r in now} - {r["case_id"] for r in then}
        assert len(now) - len(then) == len(late) > 500
        assert min(day(written.now[number]["announced"]) for number in late) > WEEK8[0]

    def test_some_rows_moved_to_another_commune_or_district(self, written: Written) -> None:
        moved = [
            (r, written.now[number])
            for number, r in written.then.items()
            if r["commune"] != written.now[number]["commune"]
        ]
        assert 60 <= len(moved) <= 75
        assert any(before["district"] != after["district"] for before, after in moved)

    def test_every_known_row_of_the_second_brings_something_new(self, written: Written) -> None:
        again = [r for r in written.lists[1] if r["case_id"] in written.then]
        assert len(again) > 3_346
        assert all(r != written.then[r["case_id"]] for r in again)

    def test_a_changed_state_is_dated_in_week_9(self, written: Written) -> None:
        state = ("severity", "care_place", "tier", "support")
        changed = [
            r
            for r in written.lists[1]
            if r["case_id"] in written.then and any(r[c] != written.then[r["case_id"]][c] for c in state)
        ]
        assert len(changed) > 500
        assert all(day(r["status_date"]) >= date(2022, 2, 28) for r in changed)

    def test_what_was_said_of_a_person_does_not_change(self, written: Written) -> None:
        for r in written.lists[1]:
            before = written.then.get(r["case_id"], r)
            assert all(r[c] == before[c] for c in ("name", "birth", "cid", "announced", "sampled"))

    def test_the_dead_of_week_9_lay_in_hospital_before(self, written: Written) -> None:
        dead = [r for r in written.lists[1] if r["outcome"] == "dead"]
        known = [written.then[r["case_id"]] for r in dead if r["case_id"] in written.then]
        assert len(known) == 9
        assert {r["care_place"] for r in known} == {"hospital"}
        assert {r["severity"] for r in known} == {"critical"}
