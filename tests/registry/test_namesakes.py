"""People of one name in a list that does not number its cases."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from giaoban.kernel.sealing import unseal
from giaoban.registry.duplicates import find
from giaoban.registry.linelist import checked
from giaoban.registry.models import Case, Identity, Pair, Person
from tests.registry.conftest import AT
from tests.registry.taking import Take, everything


class TestTwoOfOneName:
    """In a list without case numbers: same name, year of birth, commune and day of sampling."""

    HEADER = "Họ tên,Năm sinh,CCCD,Huyện,Xã,Ngày lấy mẫu,Ngày công bố"
    ONE = "Nguyễn Thị Hoa,1980,022180000011,Cẩm Phả,Cẩm Trung,03/03/2022,04/03/2022"
    OTHER = ONE.replace("000011", "000022")

    def test_with_two_identity_numbers_are_two_cases(self, take: Take) -> None:
        assert take(self.HEADER, self.ONE, self.OTHER).accepted == 2
        assert Case.objects.count() == Person.objects.count() == 2
        again = take(self.HEADER, self.OTHER, self.ONE)
        assert (again.unchanged, again.accepted, Case.objects.count()) == (2, 0, 2)

    def test_of_another_list_are_two_as_well(self, take: Take) -> None:
        take(self.HEADER, self.ONE)
        assert take(self.HEADER, self.OTHER, mapping={"constants": {"source": "b"}}).accepted == 1
        assert take(self.HEADER, self.ONE, mapping={"constants": {"source": "b"}}).accepted == 0

    def test_with_a_number_on_one_side_only_are_one(self, take: Take) -> None:
        take(self.HEADER, self.ONE.replace("022180000011", ""))
        assert take(self.HEADER, self.ONE).accepted == 0 and Case.objects.count() == 1
        assert take(self.HEADER, self.ONE.replace("022180000011", "")).accepted == 0
        assert Case.objects.count() == 1

    def test_a_row_without_a_number_is_not_given_to_either(self, take: Take) -> None:
        take(self.HEADER, self.ONE, self.OTHER)
        told = take(self.HEADER, self.ONE.replace("022180000011", ""))
        assert [issue["code"] for issue in told.refused] == ["namesakes"]
        assert (told.accepted, told.unchanged, Case.objects.count()) == (0, 0, 2)


class TestTwoWithoutAnyNumber:
    """Same name, year of birth, commune and day of sampling, and nothing that numbers them."""

    HEADER = "Họ tên,Năm sinh,Giới,Điện thoại,Địa chỉ,Huyện,Xã,Ngày lấy mẫu,Ngày công bố,Mức độ"
    ONE = "Nguyễn Thị Hoa,1980,nữ,0100000001,Phòng 101,Cẩm Phả,Cẩm Trung,03/03/2022,04/03/2022,nhẹ"
    OTHER = ONE.replace("0000001", "0000002").replace("101", "102")
    THIRD = ONE.replace("0000001", "0000003").replace("101", "103")

    @pytest.fixture(params=[checked.BATCH, 1])
    def parts(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file read whole, and one whose rows come in different parts of it."""
        monkeypatch.setattr(checked, "BATCH", request.param)

    def test_in_one_file_are_two_cases_and_a_doubtful_pair(self, parts: None, take: Take) -> None:
        since = find.newest_person()
        assert take(self.HEADER, self.ONE, self.OTHER).accepted == 2
        assert Case.objects.count() == Person.objects.count() == 2
        pair = Pair.objects.get()
        assert {pair.first, pair.second} == set(Person.objects.all()) and pair.state == "waiting"
        find.among_new(by=None, since=since)
        assert Pair.objects.count() == 1

    def test_again_in_whatever_order_change_nothing(self, parts: None, take: Take) -> None:
        rows = [self.ONE, self.OTHER, self.THIRD]
        take(self.HEADER, *rows)
        before = everything()
        for seed in range(4):
            random.Random(seed).shuffle(rows)
            again = take(self.HEADER, *rows, at=AT + timedelta(days=seed))
            assert (again.accepted, again.unchanged, everything()) == (0, 3, before)

    def test_keep_each_their_own_course(self, parts: None, take: Take) -> None:
        take(self.HEADER, self.ONE, self.OTHER)
        assert take(self.HEADER, self.OTHER.replace("nhẹ", "nặng"), self.ONE).corrected == 1
        told = {unseal(i.sealed)["phone"]: i.person_id for i in Identity.objects.all()}
        assert Case.objects.get(severity="severe").person_id == told["0100000002"]

    def test_a_third_who_comes_later_takes_nobody_s_case(self, take: Take) -> None:
        take(self.HEADER, self.ONE, self.OTHER)
        before = {row["id"]: row for row in everything()["Case"]}
        assert take(self.HEADER, self.THIRD, self.OTHER, self.ONE).accepted == 1
        after = {row["id"]: row for row in everything()["Case"]}
        assert len(after) == 3 and {id_: after[id_] for id_ in before} == before

    def test_a_second_who_comes_later_takes_nobody_s_case(self, parts: None, take: Take) -> None:
        take(self.HEADER, self.ONE)
        before = everything()["Case"]
        assert take(self.HEADER, self.ONE, self.OTHER).accepted == 1
        assert everything()["Case"][:1] == before and Case.objects.count() == 2

    def test_word_for_word_the_same_row_is_one(self, parts: None, take: Take) -> None:
        assert (take(self.HEADER, self.ONE, self.ONE).accepted, Case.objects.count()) == (1, 1)

    def test_rows_that_differ_in_the_course_alone_are_one(self, parts: None, take: Take) -> None:
        told = take(self.HEADER, self.ONE, self.ONE.replace("nhẹ", "nặng"))
        assert (told.accepted, told.corrected, Case.objects.count()) == (1, 1, 1)

    def test_of_another_file_the_one_row_corrects_the_one_case(self, take: Take) -> None:
        take(self.HEADER, self.ONE)
        assert take(self.HEADER, self.OTHER).corrected == 1 and Case.objects.count() == 1

    def test_of_another_file_a_row_that_fits_two_is_told_and_takes_neither(self, take: Take) -> None:
        take(self.HEADER, self.ONE, self.OTHER)
        told = take(self.HEADER, self.THIRD)
        assert [issue["code"] for issue in told.refused] == ["namesakes"]

    def test_of_another_file_the_phone_tells_which_of_two_it_is(self, take: Take) -> None:
        take(self.HEADER, self.ONE, self.OTHER)
        moved = self.OTHER.replace("102", "205").replace("nhẹ", "nặng")
        assert take(self.HEADER, moved).corrected == 1
        case = Case.objects.get(severity="severe")
        assert unseal(case.person.identity.sealed)["address"] == "Phòng 205"

    def test_at_one_phone_of_a_dormitory_nobody_is_guessed(self, take: Take) -> None:
        other = self.OTHER.replace("0000002", "0000001")
        take(self.HEADER, self.ONE, other)
        told = take(self.HEADER, other.replace("102", "205"))
        assert [issue["code"] for issue in told.refused] == ["namesakes"]

    def test_beside_one_with_a_number_are_two(self, take: Take) -> None:
        told = take("Mã ca," + self.HEADER, "QN1," + self.ONE, "," + self.OTHER)
        assert (told.accepted, Case.objects.count()) == (2, 2)

    def test_numbered_by_another_list_each_find_one_case(self, take: Take) -> None:
        take(self.HEADER, self.ONE)
        source = {"constants": {"source": "b"}}
        told = take("Mã ca," + self.HEADER, "B1," + self.ONE, "B2," + self.OTHER, mapping=source)
        assert (told.accepted, told.unchanged, Case.objects.count()) == (1, 1, 2)
        again = take("Mã ca," + self.HEADER, "B2," + self.OTHER, "B1," + self.ONE, mapping=source)
        assert (again.accepted, again.unchanged, Case.objects.count()) == (0, 2, 2)
