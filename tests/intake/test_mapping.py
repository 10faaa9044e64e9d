"""Tying a mapping to a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from giaoban.analytics.contract import returns
from giaoban.intake import codes
from giaoban.intake.fields import LINELIST, recognised
from giaoban.intake.mapping import bind, check, load, parsed
from giaoban.intake.uploads.rules import fields_of
from giaoban.kernel.errors import UserError

FIELDS = ("name", "place", "announced", "outcome_date", "case_id")


def refusal(given: dict[str, Any], columns: list[str]) -> UserError:
    with pytest.raises(UserError) as caught:
        bind(given, columns, FIELDS)
    return caught.value


class TestColumns:
    def test_they_may_be_written_either_way_round(self) -> None:
        one = bind({"columns": {"name": "Bệnh nhân"}}, ["x", "Bệnh nhân"], FIELDS)
        other = bind({"columns": {"Bệnh nhân": "name"}}, ["x", "Bệnh nhân"], FIELDS)
        assert one.index == other.index == {"name": (1,)}

    def test_without_a_mapping_the_headings_decide(self) -> None:
        assert bind({}, ["STT", "Họ và tên", "Ngày công bố"], FIELDS).index == {
            "name": (1,),
            "announced": (2,),
        }

    def test_a_mapping_goes_before_a_heading(self) -> None:
        bound = bind({"columns": {"name": "Tên khác"}}, ["Họ tên", "Tên khác"], FIELDS)
        assert bound.index["name"] == (1,)

    def test_several_headings_are_tried_in_their_order(self) -> None:
        bound = bind({"columns": {"outcome_date": ["Ra viện", "Mất"]}}, ["Mất", "Ra viện"], FIELDS)
        assert bound.index["outcome_date"] == (1, 0)

    @pytest.mark.parametrize(
        ("given", "columns", "places"),
        [
            ({}, ["Ngày sinh", "Năm sinh"], (0, 1)),
            ({}, ["Năm sinh", "Ngày tháng năm sinh"], (1, 0)),
            ({"columns": {"birth": ["Năm sinh", "Ngày sinh"]}}, ["Năm sinh", "Ngày sinh"], (1, 0)),
            ({}, ["Ngày sinh", "DOB", "Năm sinh"], (0, 2)),
            ({"columns": {"birth": "Ngày sinh"}}, ["Ngày sinh", "Năm sinh"], (0,)),
        ],
    )
    def test_a_year_of_birth_counts_where_the_day_is_blank(
        self, given: dict[str, Any], columns: list[str], places: tuple[int, ...]
    ) -> None:
        assert bind(given, columns, ["birth"]).index == {"birth": places}
        told = [name for name, field in fields_of(columns, ["birth"], given).items() if field]
        assert told == [columns[at] for at in sorted(places)]

    def test_null_keeps_a_known_heading_out(self) -> None:
        assert bind({"columns": {"name": None}}, ["name", "announced"], FIELDS).index == {"announced": (1,)}

    def test_an_absent_column_is_named_with_those_that_are_there(self) -> None:
        error = refusal({"columns": {"name": "Họ tên"}}, ["Tuổi", "Giới"])
        assert error.code == "mapping_column_absent" and "Tuổi, Giới" in error.next_step

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"columns": {"nobody": "x"}}, "mapping_unknown_field"),
            ({"constants": {"nobody": 1}}, "mapping_unknown_field"),
            ({"values": {"nobody": {"a": "b"}}}, "mapping_unknown_field"),
            ({"dates": {"nobody": "mdy"}}, "mapping_unknown_field"),
            ({"dates": "month first"}, "mapping_date_form"),
            ({"columns": "name"}, "mapping_malformed"),
            ({"values": {"name": "x"}}, "mapping_malformed"),
            ({"key": "nobody"}, "mapping_key_absent"),
        ],
    )  # fmt: skip
    def test_a_fault_in_it_is_told(self, given: dict[str, Any], code: str) -> None:
        assert refusal(given, ["name"]).code == code


class TestAKey:
    def test_it_is_a_field_or_a_column_of_the_file(self) -> None:
        bound = bind({"key": ["case_id", "Tờ"]}, ["Tờ", "case_id"], FIELDS)
        assert bound.key_index == (1, 0)


class TestDates:
    def test_one_form_is_for_all_others(self) -> None:
        bound = bind({"dates": {"default": "mdy", "announced": "dmy"}}, ["name"], FIELDS)
        assert (bound.date_form("announced"), bound.date_form("birth")) == ("dmy", "mdy")


class TestAMappingFile:
    @pytest.mark.parametrize("text", ["columns: [", "\x00", "- a", "title: x"])
    def test_a_broken_one_is_refused(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "mapping.yaml"
        path.write_text(text)
        with pytest.raises(UserError):
            load(path)

    @pytest.mark.parametrize(
        "text",
        [
            "constants: {announced: 2022-02-30}", "constants: {source: .nan}", 'constants: {source: "\\0"}',
            'constants: {source: "\\ud800"}', "constants: {source: !!binary aGVsbG8=}",
            "constants: !!set {a}", "columns: &a [*a]", "[" * 3000,
            "columns: [&a0 [], " + ", ".join(f"&a{n + 1} [*a{n}, *a{n}]" for n in range(40)) + "]",
        ],
    )  # fmt: skip
    def test_one_that_no_database_keeps_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError):
            parsed(text.encode())

    @pytest.mark.parametrize("form", ["", "mdy", "%d.%m.%Y"])
    def test_a_day_is_kept_as_text_and_is_that_day(self, form: str) -> None:
        given = parsed(f"constants: {{announced: 2022-03-01}}\ndates: '{form}'".encode())
        assert json.loads(json.dumps(given)) == given
        assert bind(given, ["Họ tên"], LINELIST).constants == {"announced": date(2022, 3, 1)}

    def test_an_absent_one_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UserError):
            load(tmp_path / "none.yaml")

    def test_an_unknown_part_is_named(self) -> None:
        with pytest.raises(UserError, match="colums"):
            check({"colums": {}})


class TestCodes:
    def test_the_indicators_taken_in_are_those_that_are_counted(self) -> None:
        assert set(codes.INDICATORS) == {*returns.FLOWS, *returns.BEDS, *returns.VACCINATION}
        assert codes.FLOWS == returns.FLOWS

    def test_an_indicator_may_be_written_in_vietnamese(self) -> None:
        assert codes.indicator("Ca mắc mới") == "new_cases"


class TestHeadings:
    @pytest.mark.parametrize(
        ("heading", "field"),
        [
            ("HỌ VÀ TÊN (viết hoa)", "name"), ("NTNS", "birth"), ("Xã/phường/TT", "commune"),
            ("Tỉnh, TP", "province"),
            ("Quận, huyện, thị xã", "district"), ("Thôn / khu phố", "hamlet"), ("Ngày XN (+)", "result_at"),
            ("Age (years)", "age"), ("PP XN", "test"), ("Ghi chú", None), ("Xã hội", None), ("Tổ, đội", None),
        ],
    )  # fmt: skip
    def test_are_known_however_officials_write_them(self, heading: str, field: str | None) -> None:
        assert recognised(heading) == field

    def test_an_address_alone_is_also_the_place(self) -> None:
        bound = bind({}, ["Họ tên", "Địa chỉ"], LINELIST)
        assert bound.index["place"] == bound.index["address"] == (1,)
        assert "place" not in bind({}, ["Họ tên", "Địa chỉ", "Xã"], LINELIST).index
