"""Importing a line list: what is taken, recognised, corrected."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.intake.models import Batch, RowIssue
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.models import Case, CaseRevision, CaseState, Identity, Person
from tests.registry.conftest import AT
from tests.registry.taking import HEADER, OTHER, ROW, Take, everything

LATER = AT + timedelta(days=2)
UNSURE = ROW.replace("QN1", "QN3").replace("Cẩm Trung", "Cẩm Thay")


def states(kind: str = "severity") -> list[tuple[str, str]]:
    found = CaseState.objects.filter(kind=kind).order_by("happened_on", "id")
    return [(s.value, str(s.happened_on)) for s in found]


class TestANewCase:
    def test_it_holds_what_the_row_says(self, take: Take, places: dict[str, Unit]) -> None:
        assert take(HEADER, ROW).accepted == 1
        case = Case.objects.select_related("person").get()
        assert (case.unit, case.announced, case.sampled) == (
            places["06778"],
            date(2022, 3, 4),
            date(2022, 3, 3),
        )
        assert (case.age, case.severity, case.care, case.number, case.row) == (46, "mild", "home", "QN1", 2)
        assert (case.person.birth, case.person.sex) == (date(1975, 3, 6), "m")

    def test_its_identity_is_sealed(self, take: Take) -> None:
        take(HEADER, ROW)
        sealed = bytes(Identity.objects.get().sealed)
        assert b"B\xc3\xacnh" not in sealed and unseal(sealed)["name"] == "Nguyễn Văn Bình"

    def test_its_states_begin_with_the_announcement(self, take: Take) -> None:
        take(HEADER, ROW)
        assert (states("severity"), states("care")) == ([("mild", "2022-03-04")], [("home", "2022-03-04")])

    def test_a_state_with_a_later_day_leaves_the_time_before_unknown(self, take: Take) -> None:
        take(HEADER + ",status_date", ROW + ",05/03/2022")
        assert states() == [("mild", "2022-03-05")]

    def test_it_is_of_a_resident_known_by_number_and_name(self, take: Take) -> None:
        take(HEADER, ROW)
        again = take(HEADER, ROW.replace("QN1", "QN9").replace("04/03/2022", "05/03/2022"))
        assert (again.accepted, Case.objects.count(), Person.objects.count()) == (1, 2, 1)

    def test_its_other_places_are_kept_when_they_are_sure(self, take: Take, places: dict[str, Unit]) -> None:
        take(
            HEADER + ",residence,detected",
            [*ROW.split(","), "Phường Hồng Gai, Hạ Long, Quảng Ninh", "Sao Hỏa"],
        )
        case = Case.objects.get()
        assert (case.unit_residence, case.unit_detected) == (places["06685"], None)

    def test_the_import_is_on_record(self, take: Take) -> None:
        result = take(HEADER, ROW, UNSURE)
        batch = Batch.objects.get(id=result.batch)
        assert (batch.rows, batch.accepted, batch.finished_at) == (2, 1, AT)
        acts = AuditEvent.objects.order_by("id").values_list("action", flat=True)
        assert list(acts) == ["intake.open_batch", "intake.close_batch"]


class TestAPlaceThatIsNotSure:
    def test_the_case_counts_in_the_deepest_sure_unit_and_the_row_waits(
        self, take: Take, places: dict[str, Unit]
    ) -> None:
        result = take(HEADER, UNSURE)
        assert (result.accepted, len(result.held)) == (0, 1)
        assert result.held[0]["suggestions"][0]["code"] == "06778" or result.held[0]["suggestions"]
        assert (Case.objects.get().unit, RowIssue.objects.get().outcome) == (places["195"], "held")

    def test_it_waits_again_when_the_file_comes_again(self, take: Take) -> None:
        take(HEADER, UNSURE)
        before = everything()
        assert (len(take(HEADER, UNSURE).held), everything()) == (1, before)

    def test_a_sure_place_later_moves_it(self, take: Take, places: dict[str, Unit]) -> None:
        take(HEADER, UNSURE)
        assert take(HEADER, UNSURE.replace("Cẩm Thay", "Cẩm Thạch")).corrected == 1
        assert Case.objects.get().unit == places["06775"]

    def test_it_never_moves_a_case_whose_place_is_known(self, take: Take, places: dict[str, Unit]) -> None:
        take(HEADER, ROW)
        assert len(take(HEADER, ROW.replace("Cẩm Trung", "Cẩm Thay")).held) == 1
        assert Case.objects.get().unit == places["06778"]

    def test_a_commune_of_another_province_is_not_guessed_over(
        self, take: Take, places: dict[str, Unit]
    ) -> None:
        result = take(HEADER, ROW.replace("Quảng Ninh,Cẩm Phả", "Bắc Giang,Bắc Giang"))
        assert len(result.held) == 1 and result.held[0]["reason"]

    def test_without_any_place_it_stays_in_the_province(self, take: Take, places: dict[str, Unit]) -> None:
        result = take(HEADER, ROW.replace("Quảng Ninh,Cẩm Phả,Cẩm Trung", ",,"))
        assert (result.held[0]["reason"], Case.objects.get().unit) == ("Không ghi địa bàn", places["22"])


class TestTheSameFileAgain:
    def test_it_changes_nothing(self, take: Take) -> None:
        take(HEADER, ROW, OTHER, UNSURE)
        before = everything()
        again = take(HEADER, ROW, OTHER, UNSURE, at=LATER)
        assert (again.unchanged, len(again.held), again.corrected) == (2, 1, 0)
        assert everything() == before

    def test_written_otherwise_it_changes_nothing_either(self, take: Take) -> None:
        take(HEADER, ROW)
        before = everything()
        same = ROW.replace("04/03/2022", "2022-03-04").replace("nam", "Nam").replace("tại nhà", "TẠI NHÀ")
        assert (take(HEADER + ",onset", same + ",", at=LATER).unchanged, everything()) == (1, before)


class TestRecognising:
    def test_the_key_of_the_mapping_decides(self, take: Take) -> None:
        given = {"key": ["Tờ", "case_id"]}
        take("Tờ," + HEADER, "A," + ROW, mapping=given)
        assert take("Tờ," + HEADER, "B," + ROW, mapping=given).accepted == 1
        assert take("Tờ," + HEADER, "A," + ROW, mapping=given).unchanged == 1

    def test_the_key_of_another_source_is_another_key(self, take: Take) -> None:
        take(HEADER, ROW)
        other = ROW.replace("Bình", "Dũng")
        assert take(HEADER, other, mapping={"constants": {"source": "CDC"}}).accepted == 1

    def test_another_source_is_recognised_by_name_birth_commune_and_sample(self, take: Take) -> None:
        take(HEADER, ROW)
        moved = ROW.replace("QN1", "BYT77").replace("nhẹ", "nặng")
        assert take(HEADER, moved, mapping={"constants": {"source": "CDC"}}).corrected == 1
        assert Case.objects.get().severity == "severe"

    def test_a_row_without_a_key_is_recognised_in_any_source(self, take: Take) -> None:
        take(HEADER, ROW)
        assert take(HEADER, ROW.replace("QN1", "").replace("nhẹ", "nặng")).corrected == 1
        assert Case.objects.count() == 1

    def test_a_case_that_came_without_a_key_is_found_when_it_has_one(self, take: Take) -> None:
        take(HEADER, ROW.replace("QN1", ""))
        take(HEADER, ROW)
        assert Case.objects.count() == 1

    def test_namesakes_of_one_list_are_told_apart_by_its_keys(self, take: Take) -> None:
        assert take(HEADER, ROW, ROW.replace("QN1", "QN8").replace("000175000001", "")).accepted == 2

    def test_a_row_said_twice_is_one_case(self, take: Take) -> None:
        result = take(HEADER, ROW, ROW, ROW.replace("QN1", ""))
        assert (result.accepted, result.unchanged + result.corrected, Case.objects.count()) == (1, 2, 1)

    def test_of_two_rows_of_one_case_the_later_counts(self, take: Take) -> None:
        result = take(HEADER, ROW, ROW.replace("06/03/1975", "06/03/1976"))
        assert (result.accepted, result.corrected) == (1, 1)
        assert Case.objects.select_related("person").get().person.birth == date(1976, 3, 6)

    def test_a_refused_row_said_twice_is_refused_twice(self, take: Take) -> None:
        row = ROW.replace("04/03/2022", "")
        result = take(HEADER, row, row)
        assert [r["row"] for r in result.refused] == [2, 3]


class TestACorrection:
    def test_the_old_facts_are_kept(self, take: Take, places: dict[str, Unit]) -> None:
        take(HEADER, ROW)
        assert take(HEADER, ROW.replace("Cẩm Trung", "Cẩm Thạch"), at=LATER).corrected == 1
        case, old = Case.objects.get(), CaseRevision.objects.get()
        assert (old.unit, old.recorded_at, old.replaced_at) == (places["06778"], AT, LATER)
        assert (case.unit, case.recorded_at, case.first_recorded_at) == (places["06775"], LATER, AT)

    def test_states_are_followed_by_new_rows(self, take: Take) -> None:
        take(HEADER + ",status_date", ROW + ",")
        take(HEADER + ",status_date", ROW.replace("nhẹ", "nặng") + ",06/03/2022", at=LATER)
        assert states() == [("mild", "2022-03-04"), ("severe", "2022-03-06")]
        assert (Case.objects.get().severity, CaseRevision.objects.count()) == ("severe", 0)

    def test_a_new_state_without_a_day_counts_from_the_report(self, take: Take) -> None:
        take(HEADER, ROW)
        take(HEADER, ROW.replace("nhẹ", "nặng"), at=LATER)
        assert states()[-1] == ("severe", "2022-03-08")

    def test_a_list_that_comes_late_adds_to_the_past_only(self, take: Take) -> None:
        take(HEADER + ",status_date", ROW.replace("nhẹ", "nặng") + ",05/03/2022")
        take(HEADER + ",status_date", ROW + ",04/03/2022", at=LATER)
        assert states() == [("mild", "2022-03-04"), ("severe", "2022-03-05")]
        assert Case.objects.get().severity == "severe"

    def test_columns_the_file_lacks_erase_nothing(self, take: Take) -> None:
        take(HEADER + ",phone,address", ROW + ",0100000001,Tổ 1")
        before = everything()
        assert take("case_id,name", "QN1,Nguyễn Văn Bình", at=LATER).unchanged == 1
        assert everything() == before

    def test_an_outcome_alone_is_enough(self, take: Take) -> None:
        take(HEADER, ROW)
        result = take("case_id,outcome,outcome_date", "QN1,khỏi bệnh,06/03/2022", at=LATER)
        case = Case.objects.get()
        assert (result.corrected, case.outcome, case.outcome_date) == (1, "recovered", date(2022, 3, 6))
        assert (case.announced, case.severity, case.age) == (date(2022, 3, 4), "mild", 46)

    def test_a_blank_in_a_column_that_is_there_takes_a_fact_back(self, take: Take) -> None:
        take(HEADER, ROW)
        assert take(HEADER, ROW.replace("03/03/2022", ""), at=LATER).corrected == 1
        assert Case.objects.get().sampled is None

    def test_a_blank_never_erases_whom_to_call(self, take: Take) -> None:
        take(HEADER, ROW)
        take(HEADER, ROW.replace("0100000001", "").replace("nhẹ", "nặng"), at=LATER)
        assert unseal(Identity.objects.get().sealed)["phone"] == "0100000001"

    def test_a_person_s_own_facts_are_corrected(self, take: Take) -> None:
        take(HEADER, ROW)
        assert take(HEADER, ROW.replace("nam", "nữ").replace("0100000001", "0100000009")).corrected == 1
        assert Person.objects.get().sex == "f"
        assert unseal(Identity.objects.get().sealed)["phone"] == "0100000009"

    def test_who_recovered_on_an_unknown_day_had_recovered_when_it_was_reported(self, take: Take) -> None:
        header = HEADER + ",outcome,outcome_date"
        take(header, ROW + ",,")
        take(header, ROW + ",khỏi,", at=LATER)
        assert Case.objects.get().outcome_date == LATER.date()
        take(header, ROW.replace("nhẹ", "nặng") + ",khỏi,", at=LATER + timedelta(days=5))
        assert Case.objects.get().outcome_date == LATER.date()
        assert take(header, ROW + ",khỏi,05/03/2022", at=LATER).corrected == 1
        assert Case.objects.get().outcome_date == date(2022, 3, 5)

    def test_a_constant_outcome_is_said_of_the_rows_with_a_day_for_it(self, take: Take) -> None:
        dead = {"constants": {"outcome": "tử vong"}, "columns": {"Ngày mất": "outcome_date"}}
        take(HEADER + ",Ngày mất", ROW + ",05/03/2022", OTHER + ",", mapping=dead)
        assert list(Case.objects.order_by("number").values_list("outcome", flat=True)) == ["dead", ""]

    def test_an_outcome_taken_back_makes_it_active_again(self, take: Take) -> None:
        closed = HEADER + ",outcome,outcome_date"
        take(closed, ROW + ",khỏi,05/03/2022")
        take(closed, ROW + ",,", at=LATER)
        case = Case.objects.get()
        assert (case.outcome, case.outcome_date, CaseRevision.objects.get().outcome) == (
            "",
            None,
            "recovered",
        )


LINES = st.lists(
    st.tuples(
        st.sampled_from(["QN1", "QN2", "", "QN3"]), st.sampled_from(["An", "Bình", "", "=HYPERLINK(1)"]),
        st.sampled_from(["1975", "71 tuổi", "x", "06/03/2050", ""]),
        st.sampled_from(["Cẩm Trung", "Cẩm Thay", "", "Thọ Xương"]),
        st.sampled_from(["04/03/2022", "31/02/2022", "", "04/03/2030"]),
        st.sampled_from(["nhẹ", "nặng", "", "ốm"]), st.sampled_from(["", "khỏi", "dead"]),
        st.sampled_from(["", "05/03/2022"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@pytest.mark.slow
class TestAccounting:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(LINES)
    def test_every_row_goes_one_of_five_ways_and_the_same_again_changes_nothing(
        self, take: Take, lines: list[tuple[str, ...]]
    ) -> None:
        header = "case_id,name,birth,commune,announced,severity,outcome,outcome_date"
        rows = [list(line) for line in lines if any(line)] or [["QN1", *[""] * 7]]
        take(header, *rows)
        keyed = [row[0] for row in rows if row[0]]
        told_once = len(keyed) == len(set(keyed)) == len(rows)
        before = everything()
        again = take(header, *rows)
        if told_once:
            assert everything() == before and again.accepted == again.corrected == 0
        assert again.accepted == 0


class TestTimes:
    def test_the_time_given_is_the_time_recorded(self, take: Take) -> None:
        at = datetime(2022, 3, 10, 9, 30)
        take(HEADER, ROW, at=at)
        assert (Case.objects.get().recorded_at, CaseState.objects.first().recorded_at) == (at, at)  # type: ignore[union-attr]


@pytest.mark.parametrize("rows", [0, 1])
def test_a_header_alone_is_an_import_of_nothing(take: Take, rows: int) -> None:
    assert take(HEADER, *[ROW] * rows).rows == rows
