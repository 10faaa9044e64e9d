"""The register of residents and their doses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from giaoban.intake.models import RowIssue
from giaoban.intake.result import ImportResult
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry import resident_rows
from giaoban.registry.models import Case, Dose, Household, Identity, Person
from giaoban.registry.preview.queries import preview
from giaoban.registry.residents import import_residents
from tests.registry.conftest import AT, WriteFile
from tests.registry.taking import HEADER as CASES
from tests.registry.taking import ROW as CASE
from tests.registry.taking import Take, accounted

HEADER = (
    "name,birth,sex,cid,phone,province,district,commune,household,occupation,underlying,"
    "dose1_date,dose1_vaccine,dose2_date,dose2_vaccine"
)
ROW = (
    "Nguyễn Văn Bình,06/03/1975,nam,000175000001,0100000001,Quảng Ninh,Cẩm Phả,Cẩm Trung,HO1,lái xe,0,"
    "01/08/2021,AstraZeneca,,"
)
CHILD = ROW.replace("Nguyễn Văn Bình,06/03/1975,nam,000175000001", "Nguyễn Thu Hà,2015,nữ,")
Register = Callable[..., ImportResult]


@pytest.fixture
def register(places: dict[str, Unit], write: WriteFile) -> Register:
    def registered(header: str, *rows: Any, mapping: Any = None) -> ImportResult:
        result = import_residents(write(header, *rows), by=None, mapping=mapping, at=AT)
        accounted(result)
        assert result.rows == len(rows)
        return result

    return registered


def rows() -> list[list[dict[str, Any]]]:
    return [list(m._default_manager.order_by("pk").values()) for m in (Person, Identity, Household, Dose)]


class TestARegister:
    def test_it_holds_persons_households_and_doses(self, register: Register, places: dict[str, Unit]) -> None:
        assert register(HEADER, ROW, CHILD).accepted == 2
        adult, child = Person.objects.order_by("id")
        assert (adult.unit, adult.resident, adult.sex, adult.occupation) == (
            places["06778"],
            True,
            "m",
            "other",
        )
        assert (child.birth, child.birth_precision, child.household) == (
            date(2015, 7, 1),
            "year",
            adult.household,
        )
        dose = Dose.objects.filter(person=adult).get()
        assert (dose.number, dose.kind, dose.vaccine, dose.date) == (
            1,
            "primary",
            "AstraZeneca",
            date(2021, 8, 1),
        )

    def test_the_same_file_again_changes_nothing(self, register: Register) -> None:
        register(HEADER, ROW, CHILD)
        before = rows()
        assert (register(HEADER, ROW, CHILD).unchanged, rows()) == (2, before)

    def test_a_new_dose_is_a_correction(self, register: Register) -> None:
        register(HEADER, ROW)
        result = register(HEADER, ROW.replace(",AstraZeneca,,", ",AstraZeneca,01/11/2021,Pfizer"))
        assert (result.corrected, Dose.objects.count(), Person.objects.count()) == (1, 2, 1)

    def test_a_third_dose_is_a_booster_unless_said_otherwise(self, register: Register) -> None:
        header = HEADER + ",dose3_date,dose3_vaccine,dose3_kind"
        register(header, ROW + ",01/01/2022,Pfizer,", CHILD + ",01/01/2022,Pfizer,bổ sung")
        assert list(Dose.objects.filter(number=3).order_by("id").values_list("kind", flat=True)) == [
            "booster",
            "additional",
        ]

    def test_a_resident_said_twice_is_one(self, register: Register) -> None:
        result = register(HEADER, ROW, ROW.replace(",AstraZeneca,,", ",AstraZeneca,01/11/2021,Pfizer"))
        assert (result.accepted, result.unchanged, Dose.objects.count()) == (1, 1, 2)

    def test_without_a_number_a_resident_is_known_by_name_birth_and_commune(self, register: Register) -> None:
        register(HEADER, CHILD)
        assert register(HEADER, CHILD, CHILD.replace("2015", "2016")).accepted == 1

    def test_two_namesakes_of_two_households_are_two_in_whatever_order(self, register: Register) -> None:
        other = CHILD.replace("HO1", "HO2")
        assert register(HEADER, CHILD, other).accepted == 2
        for again in ((other, CHILD), (CHILD, other), (other,)):
            assert register(HEADER, *again).unchanged == len(again)
        assert Person.objects.count() == 2
        assert {p.household_id for p in Person.objects.all()} == {h.id for h in Household.objects.all()}

    def test_doses_go_to_the_namesake_they_are_said_of(self, register: Register) -> None:
        other = CHILD.replace("HO1", "HO2")
        register(HEADER, CHILD, other)
        gained = other.replace(",AstraZeneca,,", ",AstraZeneca,01/11/2021,Pfizer")
        assert register(HEADER, gained, CHILD).corrected == 1
        home = Household.objects.order_by("id").last()
        assert Dose.objects.get(number=2).person.household == home

    def test_who_moved_to_another_household_is_the_same(
        self, register: Register, places: dict[str, Unit], write: WriteFile
    ) -> None:
        register(HEADER, CHILD)
        moved = write(HEADER, CHILD.replace("HO1", "HO2"))
        assert import_residents(moved, by=None, at=AT + timedelta(days=9)).unchanged == 1

    def test_two_who_both_moved_stay_two(self, register: Register, write: WriteFile) -> None:
        register(HEADER, CHILD)
        moved = [CHILD.replace("HO1", home) for home in ("HO2", "HO3")]
        import_residents(write(HEADER, *moved), by=None, at=AT + timedelta(days=9))
        assert Person.objects.count() == 2

    @pytest.mark.parametrize("known", ["HO1", "HO3"])
    def test_a_namesake_new_in_a_later_part_of_the_file_is_another(
        self, register: Register, write: WriteFile, monkeypatch: pytest.MonkeyPatch, known: str
    ) -> None:
        monkeypatch.setattr(resident_rows, "BATCH", 1)
        register(HEADER, CHILD.replace("HO1", known))
        path = write(HEADER, CHILD, CHILD.replace("HO1", ""), CHILD.replace("HO1", "HO2"))
        for days, fresh in ((9, 1), (19, 0)):
            told = import_residents(path, by=None, at=AT + timedelta(days=days))
            assert (told.accepted, told.unchanged) == (fresh, 3 - fresh)

    def test_a_household_told_later_tells_two_apart(self, register: Register, write: WriteFile) -> None:
        register(HEADER, CHILD.replace("HO1", ""))
        for days in (9, 19):
            path = write(HEADER, CHILD, CHILD.replace("HO1", "HO2"))
            import_residents(path, by=None, at=AT + timedelta(days=days))
        assert Person.objects.count() == 2

    def test_what_one_row_leaves_blank_contradicts_nobody(self, register: Register) -> None:
        told = register(HEADER, CHILD, CHILD.replace("HO1", ""))
        assert (told.accepted, told.unchanged) == (1, 1)

    def test_a_case_is_of_the_resident(self, register: Register, take: Take) -> None:
        register(HEADER, ROW)
        take(CASES, CASE)
        assert Case.objects.get().person == Person.objects.get()

    def test_the_identity_is_sealed(self, register: Register) -> None:
        register(HEADER, ROW)
        assert unseal(Identity.objects.get().sealed)["name"] == "Nguyễn Văn Bình"


class TestARefusedResident:
    @pytest.mark.parametrize(
        ("before", "after", "column", "code"),
        [
            ("06/03/1975", (AT + timedelta(days=1)).strftime("%d/%m/%Y"), "birth", "birth_in_future"),
            ("06/03/1975", "2023", "birth", "birth_in_future"),
            ("06/03/1975", "06/03/1875", "birth", "birth_impossible"),
            ("06/03/1975", "hai mươi", "birth", "date_unreadable"),
            ("nam", "không biết", "sex", "code_unknown"),
            (",0,", ",chưa rõ lắm,", "underlying", "flag_unknown"),
            ("01/08/2021", "01/08/2022", "dose1_date", "date_in_future"),
            ("01/08/2021", "mũi 1", "dose1_date", "date_unreadable"),
            ("Nguyễn Văn Bình", "", "name", "name_absent"),
        ],
    )
    def test_it_names_column_and_next_step(
        self, register: Register, before: str, after: str, column: str, code: str
    ) -> None:
        result = register(HEADER, CHILD, ROW.replace(before, after))
        (refused,) = result.refused
        assert (refused["row"], refused["column"], refused["code"]) == (3, column, code)
        assert refused["next"] and (result.accepted, result.exit_code) == (1, 3)
        assert "Bình" not in RowIssue.objects.get().reason

    def test_a_place_that_is_not_sure_makes_the_row_wait(self, register: Register) -> None:
        result = register(HEADER, ROW.replace("Cẩm Trung", "Cẩm Thay"))
        assert (len(result.held), Person.objects.count()) == (1, 0)

    def test_a_file_without_names_is_refused(self, register: Register) -> None:
        with pytest.raises(UserError):
            register("a,b", "1,2")


class TestShownFirst:
    def test_residents_are_named_with_their_doses_and_nothing_is_written(
        self, places: dict[str, Unit], write: WriteFile
    ) -> None:
        shown = preview(write(HEADER, ROW), "residents", {}, AT)
        assert [row.said for row in shown.rows] == [("Nguyễn Văn Bình", date(1975, 3, 6), 1)]
        assert not Person.objects.exists()
