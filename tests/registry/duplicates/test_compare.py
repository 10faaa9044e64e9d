"""Who is proposed as one person, and who is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from giaoban.registry.duplicates import rules
from tests.registry.duplicates.persons import compared, levels

NUMBER = "000188000001"  # a woman of 1988
OTHER_NUMBER = "000188000777"
HERE = {"phone": "0100000001"}
ALONE = rules.Standing()


def certain(found: dict[str, str]) -> bool:
    return bool(found) and not rules.against_merging_alone(found, ALONE)


class TestTheSamePerson:
    @pytest.mark.parametrize(
        ("told", "level"),
        [
            ({"name": "Nguyen Thi Thu Huong"}, "same"),
            ({"name": "NGUYỄN THỊ THU HƯƠNG "}, "same"),
            ({"name": "Nguyễn Thị Thu Hưong"}, "marks"),
            ({"name": "Nguyen Thi Thu Huog"}, "typo"),
            ({"name": "Nguyễn Thị Htu Hương"}, "typo"),
            ({"name": "Nguyễn Thị Hương Thu"}, "order"),
            ({"name": "Nguyễn Thu Hương"}, "part"),
        ],
    )
    def test_a_name_written_otherwise_is_proposed(self, told: dict[str, Any], level: str) -> None:
        assert levels(HERE, {**HERE, **told})["name"] == level

    def test_a_name_decomposed_by_another_keyboard_is_the_same_name(self) -> None:
        import unicodedata

        assert levels({}, {"name": unicodedata.normalize("NFD", "Nguyễn Thị Thu Hương")})["name"] == "same"

    @pytest.mark.parametrize(
        ("birth", "precision", "level"),
        [
            (date(1988, 11, 3), "day", "swapped"),
            (date(1988, 7, 1), "year", "year"),
            (date(1988, 3, 21), "day", "near"),
            (date(1978, 3, 11), "day", "near"),
        ],
    )
    def test_a_birth_written_otherwise_is_proposed(self, birth: date, precision: str, level: str) -> None:
        assert levels(HERE, {**HERE, "birth": birth, "precision": precision})["birth"] == level

    def test_an_old_card_and_a_new_one_do_not_tell_two_people_apart(self) -> None:
        found = levels({"cid": NUMBER}, {"cid": "100200300"})
        assert found["cid"] == "unknown"

    def test_the_same_child_under_two_surnames_at_one_phone_is_proposed(self) -> None:
        child = {"birth": date(2019, 5, 2), "sex": "m", **HERE}
        found = levels({**child, "name": "Trần Gia Bảo"}, {**child, "name": "Nguyễn Gia Bảo"})
        assert found["name"] == "surname"
        assert not certain(found)

    def test_the_same_child_under_a_pet_name_at_one_phone_is_proposed(self) -> None:
        child = {"birth": date(2019, 5, 2), "sex": "m", **HERE}
        found = levels({**child, "name": "Trần Gia Bảo"}, {**child, "name": "Bin"})
        assert found["name"] == "pet"
        assert not certain(found)


class TestOtherPeople:
    def test_twins_at_one_phone_are_not_proposed(self) -> None:
        twin = {"birth": date(2015, 5, 2), "sex": "m", **HERE}
        assert compared({**twin, "name": "Trần Gia Bảo"}, {**twin, "name": "Trần Gia Huy"}) == []

    def test_twins_whose_names_differ_by_a_mark_are_never_certain(self) -> None:
        twin = {"birth": date(1988, 5, 2), **HERE}
        first = {**twin, "name": "Trần Ngọc Ánh", "cid": NUMBER}
        second = {**twin, "name": "Trần Ngọc Anh", "cid": "000188000002"}
        assert not certain(levels(first, second))
        assert not certain(levels({**first, "cid": ""}, {**second, "cid": ""}))

    def test_a_household_of_thirty_at_one_phone_is_thirty_people(self) -> None:
        given = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa")
        people = [
            {"name": f"Trần {middle} {name}", "birth": date(1950 + 7 * i % 60, 1 + i % 12, 1 + i % 28),
             "sex": "fm"[i % 2], **HERE}
            for i, (middle, name) in enumerate((m, g) for m in ("Văn", "Thị", "Minh") for g in given)
        ]  # fmt: skip
        assert compared(*people) == []

    def test_mother_and_daughter_of_one_name_are_not_proposed(self) -> None:
        assert compared({**HERE}, {**HERE, "birth": date(2012, 8, 30)}) == []

    def test_a_dormitory_at_one_phone_says_nothing_of_its_people(self) -> None:
        crowd = [
            {**HERE, "name": f"Lê Văn {chr(65 + i)}{i}", "birth": date(1995, 1 + i % 12, 3), "sex": "m"}
            for i in range(40)
        ]
        again = {"name": "Lê Văn An", "birth": date(1999, 7, 1), "precision": "year", "sex": "m", **HERE}
        found = compared(*crowd, again, {**again, "name": "Lê Văn Ân", "unit": 2})
        assert all(pair.levels["phone"] == "shared" for pair in found)
        assert not any({40, 41} == {pair.a, pair.b} for pair in found)

    def test_a_common_name_and_a_year_in_another_place_is_not_enough(self) -> None:
        told = {"birth": date(1988, 7, 1), "precision": "year"}
        assert compared(told, {**told, "unit": 2, "district": 2}, total=1_000_000) == []

    def test_who_has_another_number_is_another(self) -> None:
        found = levels({"cid": NUMBER}, {"cid": OTHER_NUMBER})
        assert not found

    def test_another_sex_may_be_a_slip_and_is_never_certain(self) -> None:
        found = levels({}, {"sex": "m"})
        assert found["sex"] == "other"
        assert not certain(found)


class TestCertain:
    def test_one_verified_number_is_certain(self) -> None:
        other = {"name": "Nguyen Thi Thu Huong", "phone": "0100000009"}
        found = levels({"cid": NUMBER}, {"cid": NUMBER, **other})
        assert found["cid"] == "verified"
        assert certain(found)

    @pytest.mark.parametrize(
        "told",
        [
            {"sex": "m"},  # the number says a woman
            {"birth": date(1989, 3, 11)},  # the number says 1988
            {"sex": ""},
            {"name": "Phạm Văn Đức"},
        ],
    )
    def test_a_number_that_does_not_bear_out_both_is_proposed_and_waits(self, told: dict[str, Any]) -> None:
        found = levels({"cid": NUMBER}, {"cid": NUMBER, **told})
        assert found
        assert not certain(found)

    def test_a_number_of_another_form_is_not_verified(self) -> None:
        assert levels({"cid": "100200300"}, {"cid": "100200300"})["cid"] == "same"

    @pytest.mark.parametrize("standing", [rules.Standing(alarms=1), rules.Standing(active_episodes=2)])
    def test_an_alarm_or_two_active_episodes_ask_for_a_person(self, standing: rules.Standing) -> None:
        found = levels({"cid": NUMBER}, {"cid": NUMBER})
        assert rules.against_merging_alone(found, standing)


class TestWhoIsCompared:
    def test_two_known_persons_are_left_alone_when_a_new_one_comes(self) -> None:
        known = {"new": False}
        assert [(pair.a, pair.b) for pair in compared(known, known, {})] == [(0, 2), (1, 2)]

    def test_nobody_gives_no_pairs(self) -> None:
        assert compared({"name": ""}, {"name": "  "}) == []
