"""Aggregate returns and announcements of the scene."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.demo.reading import CAM_PHA, WEEK8, WEEK9, Row, Written, rows_of

pytestmark = pytest.mark.slow  # every file of the demo is written first

IDS = """
    tests_done tests_positive beds_planned beds_set_up beds_staffed beds_oxygen beds_free adults
    adults_dose2 adults_dose3 children children_dose1 children_dose2
    adults_dose1 residents_full residents_12plus elderly elderly_full elderly50 elderly50_full
    high_risk high_risk_full doses1 doses2 doses3
"""


@pytest.fixture(scope="module")
def weeks(written: Written) -> list[list[Row]]:
    return written.files("returns")


@pytest.fixture(scope="module")
def levels(written: Written) -> list[dict[str, str]]:
    return [{r["unit"]: r["level"] for r in rows} for rows in written.files("announcements")]


def total(rows: list[Row], indicator: str) -> int:
    return sum(int(r["value"]) for r in rows if r["indicator"] == indicator)


class TestReturns:
    def test_they_use_the_ids_of_the_contract(self, weeks: list[list[Row]]) -> None:
        for rows in weeks:
            assert {r["indicator"] for r in rows} == set(IDS.split())

    def test_4_500_beds_are_set_up_and_no_kind_exceeds_the_one_it_is_part_of(
        self, weeks: list[list[Row]]
    ) -> None:
        assert total(weeks[1], "beds_set_up") == 4_500
        beds: dict[str, dict[str, int]] = {}
        for r in weeks[1]:
            if r["indicator"].startswith("beds_"):
                beds.setdefault(r["district"], {})[r["indicator"]] = int(r["value"])
        assert len(beds) == 13
        for b in beds.values():
            assert b["beds_planned"] >= b["beds_set_up"] >= b["beds_staffed"]
            assert b["beds_staffed"] >= b["beds_oxygen"]
            assert b["beds_staffed"] > b["beds_free"] > 0

    def test_free_beds_are_those_without_a_patient_of_the_line_list(
        self, written: Written, weeks: list[list[Row]]
    ) -> None:
        lying = sum(r["care_place"] in ("hospital", "collection") for r in written.active(WEEK9[1]))
        assert total(weeks[1], "beds_staffed") - total(weeks[1], "beds_free") == lying

    def test_positive_tests_are_the_cases_of_the_commune_then_known(
        self, written: Written, weeks: list[list[Row]]
    ) -> None:
        sent = {
            (r["district"], r["commune"]): int(r["value"])
            for r in weeks[0]
            if r["indicator"] == "tests_positive"
        }
        new = written.new(WEEK8, written.then)
        assert sent == Counter((r["district"], r["commune"]) for r in new)

    def test_coverage_comes_from_outside_cam_pha_only(self, weeks: list[list[Row]]) -> None:
        senders = {r["district"] for r in weeks[1] if r["indicator"] == "adults_dose1"}
        assert len(senders) == 12
        assert CAM_PHA not in senders

    def test_no_part_exceeds_its_whole(self, weeks: list[list[Row]]) -> None:
        pairs = (
            ("adults_dose1", "adults"),
            ("residents_full", "residents_12plus"),
            ("elderly_full", "elderly"),
            ("elderly50_full", "elderly50"),
            ("high_risk_full", "high_risk"),
            ("doses3", "doses2"),
            ("doses2", "doses1"),
            ("tests_positive", "tests_done"),
        )
        values = {(r["district"], r["commune"], r["indicator"]): int(r["value"]) for r in weeks[1]}
        places = {(d, c) for d, c, _ in values}
        for part, whole in pairs:
            for place in places:
                assert values.get((*place, part), 0) <= values.get((*place, whole), 0)

    def test_three_communes_sent_nothing_in_week_9(self, weeks: list[list[Row]]) -> None:
        senders = [{(r["district"], r["commune"]) for r in rows if r["commune"]} for rows in weeks]
        assert len(senders[0]) == 177
        assert len(senders[0] - senders[1]) == 3


class TestAnnouncements:
    def test_every_commune_has_a_level_on_each_of_the_dates(self, levels: list[dict[str, str]]) -> None:
        assert [len(level) for level in levels] == [177, 177, 177]
        assert levels[0].keys() == levels[1].keys() == levels[2].keys()

    def test_60_fewer_at_level_3_and_18_fewer_at_level_4(self, levels: list[dict[str, str]]) -> None:
        before, after = Counter(levels[1].values()), Counter(levels[2].values())
        assert after["3"] - before["3"] == -60
        assert after["4"] - before["4"] == -18

    def test_some_communes_went_up_all_the_same(self, levels: list[dict[str, str]]) -> None:
        steps = Counter(int(levels[2][u]) - int(levels[1][u]) for u in levels[1])
        assert steps[1] > 0
        assert steps[-1] > steps[1]

    def test_their_numbers_are_plainly_of_the_demo(self, written: Written) -> None:
        for rows in written.files("announcements"):
            assert all(r["number"].startswith("DEMO-") for r in rows)
            assert all("minh họa" in r["issuer"] for r in rows)


class TestFacilities:
    def test_each_commune_has_one_station(self, written: Written) -> None:
        file = next(f for f in written.manifest.files if f.kind == "facilities")
        stations = [r for r in rows_of(file.path) if r["kind"] == "station"]
        assert len({(r["district"], r["commune"]) for r in stations}) == len(stations) == 177

    def test_no_two_share_a_number_and_none_was_ever_given_out(self, written: Written) -> None:
        file = next(f for f in written.manifest.files if f.kind == "facilities")
        phones = [r["phone"] for r in rows_of(file.path)]
        assert len(set(phones)) == len(phones) and all(p.startswith("010") and len(p) == 10 for p in phones)
