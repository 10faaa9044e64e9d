"""Aggregate returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.forms.models import model_to_dict

from giaoban.intake.models import Return, RowIssue
from giaoban.intake.result import ImportResult
from giaoban.intake.returns import import_returns
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from tests.registry.conftest import AT, WriteFile

HEADER = "province,district,commune,date,indicator,value,source"
ROW = "Quảng Ninh,Cẩm Phả,Cẩm Trung,05/03/2022,new_cases,12,Xã"
Take = Callable[..., ImportResult]


@pytest.fixture
def take(places: dict[str, Unit], write: WriteFile) -> Take:
    def taken(header: str, *rows: Any, mapping: Any = None) -> ImportResult:
        result = import_returns(write(header, *rows), by=None, mapping=mapping, at=AT)
        told = (result.accepted, result.unchanged, result.corrected, len(result.refused), len(result.held))
        assert sum(told) == result.rows
        return result

    return taken


def rows() -> list[dict[str, Any]]:
    return [model_to_dict(row) for row in Return.objects.order_by("id")]


class TestAReturn:
    def test_it_stands_at_its_place_under_its_province(self, take: Take, places: dict[str, Unit]) -> None:
        assert take(HEADER, ROW).accepted == 1
        row = Return.objects.get()
        assert (row.unit, row.publisher, row.established) == (places["06778"], places["22"], True)
        assert (row.indicator, row.value, row.source, str(row.from_date)) == (
            "new_cases",
            12,
            "Xã",
            "2022-03-05",
        )

    def test_the_same_file_again_changes_nothing(self, take: Take) -> None:
        take(HEADER, ROW, "Quảng Ninh,Cẩm Phả,Cẩm Xa,05/03/2022,new_cases,3,Xã")
        before = rows()
        again = take(HEADER, ROW, "Quảng Ninh,Cẩm Phả,Cẩm Xa,05/03/2022,new_cases,3,Xã")
        assert (again.unchanged, len(again.held), rows()) == (1, 1, before)

    def test_another_number_is_a_correction_and_the_old_one_stays_on_record(self, take: Take) -> None:
        take(HEADER, ROW)
        assert take(HEADER, ROW.replace(",12,", ",10,")).corrected == 1
        old, new = Return.objects.order_by("id")
        assert (old.value, old.superseded_at, new.value, new.superseded_at) == (12, AT, 10, None)

    def test_its_source_tells_it_from_another_office_s(self, take: Take) -> None:
        assert take(HEADER, ROW, ROW.replace("Xã", "Huyện")).accepted == 2


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "row"),
        [
            (
                "value,commune,indicator,province,date,district",
                "12,Cẩm Trung,new_cases,Quảng Ninh,05/03/2022,Cẩm Phả",
            ),
            ("unit,date,indicator,value", "06778,05/03/2022,new_cases,12"),
            ("indicator,value,date,unit", "ca mắc mới,12,05/03/2022,6778"),
            ("Số liệu,Chỉ tiêu,Ngày,Địa bàn", "12,new_cases,05/03/2022,P. Cẩm Trung - Cẩm Phả - Quảng Ninh"),
        ],
    )
    def test_their_order_and_language_do_not_matter(
        self, take: Take, header: str, row: str, places: dict[str, Unit]
    ) -> None:
        assert take(header, row).accepted == 1
        found = Return.objects.get()
        assert (found.unit, found.value, found.publisher) == (places["06778"], 12, places["22"])


class TestAPlaceNotEstablished:
    def test_it_stays_in_the_deepest_unit_that_is_sure(self, take: Take, places: dict[str, Unit]) -> None:
        result = take(HEADER, "Quảng Ninh,Cẩm Phả,Cẩm Thay,05/03/2022,new_cases,3,")
        row = Return.objects.get()
        assert (row.unit, row.publisher, row.established) == (places["195"], places["22"], False)
        assert row.place_text == "Cẩm Thay, Cẩm Phả, Quảng Ninh"
        assert result.held[0]["reason"] == "Gần giống tên trong danh mục"
        assert result.held[0]["suggestions"][0].keys() == {"code", "name", "score"}

    def test_under_the_wrong_province_it_stays_with_what_published_it(
        self, take: Take, places: dict[str, Unit]
    ) -> None:
        header = HEADER.replace("province", "publisher,province")
        result = take(header, "Quảng Ninh,Bắc Giang,Bắc Giang,Cẩm Trung,05/03/2022,new_cases,3,")
        row = Return.objects.get()
        assert (row.unit, row.publisher, row.established) == (places["22"], places["22"], False)
        assert len(result.held) == 1

    def test_a_sure_place_stays_itself_whoever_published_it(
        self, take: Take, places: dict[str, Unit]
    ) -> None:
        take("publisher," + HEADER, "Bắc Giang," + ROW)
        row = Return.objects.get()
        assert (row.unit, row.publisher, row.established) == (places["06778"], places["24"], True)


class TestTheSameTwiceInOneFile:
    def test_said_again_it_is_one_return(self, take: Take) -> None:
        result = take(HEADER, ROW, ROW)
        assert (result.accepted, result.unchanged, Return.objects.count()) == (1, 1, 1)

    def test_with_two_numbers_the_second_is_refused(self, take: Take) -> None:
        result = take(HEADER, ROW, ROW.replace(",12,", ",13,"))
        assert [(r["row"], r["code"]) for r in result.refused] == [(3, "stated_twice")]
        assert Return.objects.get().value == 12

    def test_the_place_written_in_two_ways_is_two_returns_that_both_count(self, take: Take) -> None:
        take(HEADER, ROW, ROW.replace("Cẩm Trung", "P. Cẩm Trung"))
        assert sum(r.value for r in Return.objects.filter(unit__code="06778")) == 24


class TestARefusedReturn:
    @pytest.mark.parametrize(
        ("before", "after", "code", "column"),
        [
            (",12,", ",-3,", "number_negative", "value"),
            (",12,", ",mười hai,", "number_unreadable", "value"),
            (",12,", ",,", "value_absent", "value"),
            (",12,", ",=A1+B1,", "formula", "value"),
            ("05/03/2022", "31/02/2022", "date_unreadable", "date"),
            ("05/03/2022", "07/03/2022", "date_in_future", "date"),
            ("05/03/2022", "", "date_absent", "date"),
            ("new_cases", "new_casse", "indicator_unknown", "indicator"),
        ],
    )
    def test_it_names_row_column_and_next_step(
        self, take: Take, before: str, after: str, code: str, column: str
    ) -> None:
        result = take(HEADER, ROW, ROW.replace("Cẩm Trung", "Cẩm Thạch").replace(before, after))
        (refused,) = result.refused
        assert (refused["row"], refused["column"], refused["code"]) == (3, column, code)
        assert refused["reason"] and refused["next"]
        assert (result.accepted, RowIssue.objects.get().code) == (1, code)

    def test_a_thousand_is_written_with_a_point(self, take: Take) -> None:
        take(HEADER, ROW.replace(",12,", ",1.234,"))
        assert Return.objects.get().value == 1234

    def test_a_window_that_ends_before_it_begins_is_refused(self, take: Take) -> None:
        row = "Quảng Ninh,Cẩm Phả,Cẩm Trung,05/03/2022,01/03/2022,deaths,1"
        assert (
            take("province,district,commune,from,to,indicator,value", row).refused[0]["code"]
            == "dates_out_of_order"
        )

    def test_a_total_at_the_end_is_not_counted_twice(self, take: Take) -> None:
        result = take(HEADER, ROW, "Tổng cộng,,,,,12,")
        assert (result.rows, result.passed_over) == (1, [{"row": 3, "what": "total"}])


class TestAMapping:
    def test_constants_stand_for_place_and_indicator(self, take: Take, places: dict[str, Unit]) -> None:
        given = {"constants": {"place": "22", "indicator": "new_cases"}, "columns": {"Số F0": "value"}}
        take("Ngày,Số F0", "05/03/2022,7", mapping=given)
        row = Return.objects.get()
        assert (row.unit, row.indicator, row.value) == (places["22"], "new_cases", 7)

    def test_a_file_without_what_is_needed_is_refused_and_nothing_written(self, take: Take) -> None:
        with pytest.raises(UserError, match="indicator, value, date"):
            take("province,commune", "Quảng Ninh,Cẩm Trung")
        assert not Return.objects.exists()

    def test_a_constant_that_means_nothing_is_told(self, take: Take) -> None:
        with pytest.raises(UserError, match="constants"):
            take("Ngày,value", "05/03/2022,7", mapping={"constants": {"place": "22", "indicator": "bogus"}})


class TestACountryInstallation:
    def test_a_row_without_a_sure_province_waits_and_is_not_lost(
        self, take: Take, settings: Any, write: WriteFile
    ) -> None:
        settings.GIAOBAN_ROOT_PLACE = "VN"
        result = take(HEADER, "Seoul,,,05/03/2022,new_cases,3,")
        assert (len(result.held), Return.objects.count(), RowIssue.objects.count()) == (1, 0, 1)


class TestDaysThatOverlap:
    SPAN = "province,district,commune,from,to,indicator,value,source"
    WEEK = "Quảng Ninh,Cẩm Phả,Cẩm Trung,28/02/2022,06/03/2022,new_cases,80,Xã"

    def told(self, result: ImportResult) -> list[tuple[str, str]]:
        return [(n["from"], n["to"]) for n in result.noticed if n["what"] == "overlap"]

    def test_are_told_to_who_sent_the_later_file(self, take: Take) -> None:
        assert not self.told(take(HEADER, ROW, ROW.replace("05/03", "04/03")))
        assert self.told(take(self.SPAN, self.WEEK)) == [("2022-02-28", "2022-03-06")]

    def test_are_told_within_one_file(self, take: Take) -> None:
        day = self.WEEK.replace("28/02/2022,06/03/2022", "05/03/2022,05/03/2022")
        assert len(self.told(take(self.SPAN, self.WEEK, day))) == 2

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (",Xã", ",Sở"),
            ("new_cases", "deaths"),
            ("Cẩm Trung", "Mông Dương"),
            ("28/02/2022,06", "06/03/2022,06"),
        ],
    )
    def test_of_another_series_or_after_it_are_not(self, take: Take, one: str, other: str) -> None:
        take(HEADER, ROW)
        assert not self.told(take(self.SPAN, self.WEEK.replace(one, other)))

    def test_of_states_are_not_for_they_are_never_added_up(self, take: Take) -> None:
        take(HEADER, ROW.replace("new_cases", "beds_free"))
        assert not self.told(take(self.SPAN, self.WEEK.replace("new_cases", "beds_free")))
