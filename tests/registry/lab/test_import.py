"""A laboratory's list …"""

from __future__ import annotations

from typing import Any

import pytest

from giaoban.registry.lab import run
from giaoban.registry.models import Case, LabSample, Person
from giaoban.registry.residents import import_residents
from tests.registry.conftest import Take
from tests.registry.lab.conftest import AT, HEADER, Results, row
from tests.registry.taking import HEADER as LINELIST
from tests.registry.taking import ROW

pytestmark = pytest.mark.django_db
BINH = ("Nguyễn Văn Bình", "06/03/1975", "000175000001")


def current(number: str) -> LabSample:
    return LabSample.objects.get(number=number, superseded_at=None)


class TestItsRows:
    def test_are_taken_once_however_often_they_come(self, results: Results) -> None:
        rows = [row("M1", *BINH), row("M2", "Lê Thị Lan", "1990", result="Âm tính")]
        first, second = results(*rows), results(*rows)
        assert (first.accepted, second.accepted, second.unchanged) == (2, 0, 2)
        assert LabSample.objects.count() == 2

    def test_are_the_same_whichever_columns_the_second_file_has(self, results: Results) -> None:
        results(row("M1", *BINH))
        turned = ",".join(reversed(HEADER.split(",")))
        assert results(list(reversed(row("M1", *BINH))), header=turned).unchanged == 1

    def test_correct_what_was_said_and_keep_it(self, results: Results) -> None:
        results(row("M1", *BINH, result="Âm tính"))
        assert results(row("M1", *BINH, result="Dương tính")).corrected == 1
        assert current("M1").result == "positive"
        assert LabSample.objects.exclude(superseded_at=None).get().result == "negative"

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            (row("", ""), "unrecognisable"),
            (row("M1", sampled="", told=""), "day_absent"),
            (row("M1", sampled="05/03/2022"), "dates_out_of_order"),
            (row("M1", sampled="09/03/2022", told=""), "date_in_future"),
            (row("M1", result=""), "result_absent"),
            (row("M1", result="có lẽ"), "code_unknown"),
            (row("M1", test=""), "assay_absent"),
            (row("M1", ct="đậm"), "ct_unreadable"),
            (row("M1", ct="51"), "ct_unreadable"),
            (row("M1", result="Âm tính", variant="BA.2"), "variant_of_negative"),
        ],
    )
    def test_are_refused_with_a_reason(self, results: Results, wrong: list[str], code: str) -> None:
        told = results(wrong, row("M9", *BINH))
        assert [refused["code"] for refused in told.refused] == [code]
        assert told.accepted == 1

    def test_of_one_sample_are_not_positive_and_negative(self, results: Results) -> None:
        told = results(row("M1", *BINH, result="Dương tính"), row("M1", *BINH, result="Âm tính"))
        assert [refused["code"] for refused in told.refused] == ["said_otherwise"]
        assert current("M1").result == "positive"

    def test_of_one_number_in_two_laboratories_are_two_samples(self, results: Results) -> None:
        rows = [*row("M1", *BINH), "CDC"], [*row("M1", "Trần Thị Hồng", result="Âm tính"), "Bãi Cháy"]
        told = results(*rows, header=f"{HEADER},Đơn vị xét nghiệm")
        assert (told.accepted, told.refused) == (2, [])

    def test_wait_where_no_commune_is_sure_and_are_kept_all_the_same(self, results: Results) -> None:
        told = results(row("M1", *BINH, commune="Cẩm Chung Tây"))
        assert len(told.held) == 1
        assert current("M1").unit.level != "commune"

    def test_say_a_variant_without_a_kind_of_test_and_mean_a_sequence(self, results: Results) -> None:
        results(row("M1", *BINH, test="", result="", variant="BA.2"))
        assert (current("M1").assay, current("M1").result) == ("sequence", "positive")

    def test_of_one_number_are_one_sample_for_each_kind_of_test(self, results: Results) -> None:
        results(row("M1", *BINH), row("M1", commune="", test="giải trình tự", result="", variant="BA.2"))
        assert LabSample.objects.filter(number="M1", superseded_at=None).count() == 2


class TestAPositiveResult:
    def test_is_linked_by_the_number_of_the_case(self, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        results(["M1", "QN1", "Cẩm Trung", "03/03/2022", "PCR", "+"],
                header="Mã mẫu,Mã ca bệnh,Xã,Ngày lấy mẫu,Loại xét nghiệm,Kết quả")  # fmt: skip
        assert (current("M1").case, current("M1").linked_by) == (Case.objects.get(), "case")

    def test_is_linked_by_identity_number_and_name(self, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        told = results(row("M1", *BINH))
        assert (told.linked, told.waiting) == (1, 0)
        assert current("M1").case == Case.objects.get()

    def test_is_not_linked_by_the_number_under_another_name(self, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        told = results(row("M1", "Trần Văn Tú", "1990", BINH[2]))
        assert (told.linked, told.waiting) == (0, 1)

    def test_is_linked_by_name_birth_commune_and_day(self, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        assert results(row("M1", BINH[0], BINH[1])).linked == 1

    def test_is_not_linked_by_a_name_alone(self, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        told = results(row("M1", BINH[0], sampled="01/03/2022"))
        assert (told.linked, told.waiting) == (0, 1)

    def test_of_somebody_unknown_waits_and_hides_the_name(self, results: Results) -> None:
        assert results(row("M1", *BINH)).waiting == 1
        held = current("M1")
        assert held.person is None
        assert held.sealed and b"B\xc3\xacnh" not in bytes(held.sealed)
        assert Person.objects.count() == 0

    def test_finds_its_sequence_by_the_number_alone(self, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        results(row("M1", *BINH))
        told = results(row("M1", commune="", test="giải trình tự", result="", variant="BA.2"))
        sequence = LabSample.objects.get(assay="sequence")
        assert told.held == []
        assert (sequence.case, sequence.unit.code) == (Case.objects.get(), "06778")

    def test_is_of_no_case_that_ended_before_it(self, take: Take, results: Results) -> None:
        take(LINELIST + ",outcome,outcome_date", f"{ROW},khỏi,05/03/2022")
        told = results(row("M1", *BINH, sampled="06/03/2022", told="06/03/2022"))
        assert (told.linked, told.waiting) == (1, 1)


class TestANegativeResult:
    def test_asks_nothing_of_anybody(self, results: Results) -> None:
        assert results(row("M1", *BINH, result="Âm tính")).waiting == 0

    def test_before_the_case_is_of_no_case(self, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        results(row("M1", *BINH, sampled="01/02/2022", told="01/02/2022", result="Âm tính"))
        assert current("M1").person is not None
        assert current("M1").case is None


class TestOfAResident:
    HEADER = "name,birth,sex,province,district,commune,household"
    HOA = "Nguyễn Thị Hoa,1980,nữ,Quảng Ninh,Cẩm Phả,Cẩm Trung,HO1"

    @pytest.mark.parametrize(("households", "linked"), [(1, 1), (2, 0)])
    def test_a_result_is_linked_by_name_birth_and_commune_unless_two_share_them(
        self, results: Results, write: Any, households: int, linked: int
    ) -> None:
        people = [self.HOA.replace("HO1", f"HO{n}") for n in range(households)]
        import_residents(write(self.HEADER, *people, name="so.csv"), by=None, at=AT)
        assert Person.objects.count() == households
        assert results(row("M1", "Nguyễn Thị Hoa", "1980")).linked == linked


class TestTwoOfOneName:
    """In a list without sample numbers: same name, year of birth, commune, day and kind of test."""

    ONE = row("", "Nguyễn Thị Hoa", "1980", "022180000011")
    OTHER = row("", "Nguyễn Thị Hoa", "1980", "022180000022", result="Âm tính")

    def test_are_two_results_and_the_positive_one_is_not_lost(self, results: Results) -> None:
        told = results(self.ONE, self.OTHER)
        assert (told.accepted, told.corrected) == (2, 0)
        current = LabSample.objects.filter(superseded_at=None)
        assert sorted(s.result for s in current) == ["negative", "positive"]

    def test_again_in_another_order_are_unchanged(self, results: Results) -> None:
        results(self.ONE, self.OTHER)
        for rows in ((self.OTHER, self.ONE), (self.ONE, self.OTHER)):
            assert results(*rows).unchanged == 2
        assert LabSample.objects.count() == 2

    @pytest.mark.parametrize("part", [5_000, 1])
    def test_who_is_new_in_a_later_file_replaces_nobody(
        self, results: Results, monkeypatch: pytest.MonkeyPatch, part: int
    ) -> None:
        monkeypatch.setattr(run, "_BATCH", part)
        results(self.ONE)
        told = results(self.ONE, self.OTHER)
        assert (told.unchanged, told.accepted, told.corrected) == (1, 1, 0)

    def test_of_a_later_file_a_row_alone_corrects_what_it_was(self, results: Results) -> None:
        results(row("", "Nguyễn Thị Hoa", "1980"))
        told = results(self.ONE)
        assert (told.corrected, LabSample.objects.filter(superseded_at=None).count()) == (1, 1)


def test_a_list_without_number_and_name_is_refused_whole(results: Results, write: Any) -> None:
    from giaoban.kernel.errors import UserError

    with pytest.raises(UserError, match="mã mẫu hay họ tên"):
        results(["x"], header="Cột lạ")
