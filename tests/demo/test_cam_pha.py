"""What the notice says of Cẩm Phả, counted from the files; and its register of residents."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.demo.reading import CAM_PHA, WEEK8, WEEK9, Row, Written, age, day

pytestmark = pytest.mark.slow

SUNDAY = date(2022, 3, 6)
CENSUS = 190_232  # residents of Cẩm Phả, census of 2019


@pytest.fixture(scope="module")
def registers(written: Written) -> list[list[Row]]:
    return written.files("residents")


def here(rows: list[Row]) -> list[Row]:
    return [r for r in rows if r["district"] == CAM_PHA]


class TestCamPha:
    def test_more_than_16_000_are_active(self, written: Written) -> None:
        assert 16_000 < len(here(written.active(SUNDAY))) < 17_000

    def test_146_are_in_hospital_of_them_22_under_twelve(self, written: Written) -> None:
        patients = [r for r in here(written.active(SUNDAY)) if r["care_place"] == "hospital"]
        assert len(patients) == 146
        assert sum(age(r) < 12 for r in patients) == 22

    def test_new_cases_rise_by_2_500_to_2_600(self, written: Written) -> None:
        rise = len(here(written.new(WEEK9))) - len(here(written.new(WEEK8)))
        assert 2_500 < rise < 2_600

    def test_five_died_all_with_underlying_disease(self, written: Written) -> None:
        dead = here(written.deaths(WEEK9))
        assert [r["underlying"] for r in dead] == ["1"] * 5


class TestRegister:
    def test_it_holds_every_resident_of_the_census_once(self, registers: list[list[Row]]) -> None:
        assert len(registers[0]) == CENSUS
        assert len({r["cid"] for r in registers[0]}) == CENSUS

    def test_every_case_of_cam_pha_is_a_resident_with_the_same_name(
        self, written: Written, registers: list[list[Row]]
    ) -> None:
        known = {r["cid"]: (r["name"], r["birth"], r["sex"]) for r in registers[0]}
        for r in here(list(written.now.values())):
            assert known[r["cid"]] == (r["name"], r["birth"], r["sex"])

    def test_a_household_lives_in_one_hamlet_with_an_adult_in_it(self, registers: list[list[Row]]) -> None:
        homes: dict[str, list[Row]] = {}
        for r in registers[0]:
            homes.setdefault(r["household"], []).append(r)
        assert all(len({(r["commune"], r["hamlet"]) for r in home}) == 1 for home in homes.values())
        assert all(int(home[0]["birth"][6:]) <= 2001 for home in homes.values())
        assert max(len(home) for home in homes.values()) <= 9
        assert Counter(len(home) for home in homes.values()).most_common(1)[0][0] == 4

    def test_every_resident_is_born_before_the_register_is_sent(self, registers: list[list[Row]]) -> None:
        births = {r["birth"] for r in registers[0]}
        assert max(day(text) for text in births) < WEEK8[1]

    def test_nobody_under_twelve_has_a_dose(self, registers: list[list[Row]]) -> None:
        young = [r for r in registers[0] if int(r["birth"][6:]) >= 2011]
        assert young
        assert not any(r["dose1_date"] for r in young)

    def test_doses_are_in_order_with_their_intervals(self, registers: list[list[Row]]) -> None:
        for r in registers[0]:
            if r["dose2_date"]:
                assert (day(r["dose2_date"]) - day(r["dose1_date"])).days >= 21
            if r["dose3_date"]:
                gap = (day(r["dose3_date"]) - day(r["dose2_date"])).days
                assert gap >= (28 if r["dose3_kind"] == "additional" else 90)

    def test_adults_are_covered_as_the_bulletin_says(self, registers: list[list[Row]]) -> None:
        adults = [r for r in registers[0] if int(r["birth"][6:]) <= 2003]
        once = sum(bool(r["dose1_date"]) for r in adults) / len(adults)
        thrice = sum(bool(r["dose3_date"]) for r in adults) / len(adults)
        assert 0.985 < once < 0.995
        assert 0.92 < thrice < 0.935

    def test_the_second_register_holds_only_residents_with_a_dose_of_week_9(
        self, registers: list[list[Row]]
    ) -> None:
        before = {r["cid"]: r for r in registers[0]}
        assert registers[1]
        for r in registers[1]:
            new = [n for n in "123" if r[f"dose{n}_date"] != before[r["cid"]][f"dose{n}_date"]]
            assert all(WEEK9[0] <= day(r[f"dose{n}_date"]) <= WEEK9[1] for n in new)
            assert new

    def test_nothing_in_the_first_register_lies_after_its_cut_off(
        self, written: Written, registers: list[list[Row]]
    ) -> None:
        first = next(f for f in written.manifest.files if f.kind == "residents")
        days = {r["dose3_date"] for r in registers[0] if r["dose3_date"]}
        assert max(day(text) for text in days) == first.at.date()
