"""A layout: what it says, what it refuses, how it writes a record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from giaoban.intake.fields import LINELIST
from giaoban.kernel.errors import UserError
from giaoban.registry.layouts import rules

TEXT = """
columns:
  Mã BN: case_id
  sex: Giới
  Ngày XN: sampled
  Tỉnh báo cáo:
  Ghi chú:
values: {sex: {T: m, G: f}}
constants: {Tỉnh báo cáo: Quảng Ninh, source: CDC}
dates: dmy
key: case_id
header: [Biểu 01, Ngày lập]
"""


def layout(text: str = TEXT) -> rules.Layout:
    return rules.parse(yaml.safe_load(text), LINELIST)


class TestALayout:
    def test_keeps_the_order_of_its_columns_however_they_are_written(self) -> None:
        assert layout().columns == (
            ("case_id", "Mã BN"), ("sex", "Giới"), ("sampled", "Ngày XN"), ("", "Tỉnh báo cáo"),
            ("", "Ghi chú"),
        )  # fmt: skip

    def test_is_the_same_after_it_was_kept(self) -> None:
        assert rules.kept(layout().as_dict()) == layout()

    def test_puts_a_constant_without_a_column_last_and_a_field_nowhere(self) -> None:
        made = layout("columns: {case_id: Mã}\nconstants: {Đơn vị: CDC, source: x}")
        assert made.headings == ["Mã", "Đơn vị"]

    @pytest.mark.parametrize(
        "text",
        [
            "columns: {}", "columns: [a]", "[a]", "colums: {case_id: Mã}", "columns: {Mã: khong_co}",
            "columns: {case_id: Mã, name: MÃ}", "columns: {case_id: Mã}\nvalues: {khong: {a: b}}",
            "columns: {case_id: Mã}\ndates: dd/mm", "columns: {case_id: ''}",
        ],
    )  # fmt: skip
    def test_refuses_what_could_not_be_written_or_read(self, text: str) -> None:
        with pytest.raises(UserError) as refused:
            layout(text)
        assert refused.value.code == "layout_unusable" and refused.value.next_step


class TestALine:
    def test_has_their_words_dates_and_fixed_values(self) -> None:
        row = {"case_id": "BN1", "sex": "f", "sampled": date(2022, 3, 6)}
        assert rules.line(layout(), row, 1) == ["BN1", "G", "06/03/2022", "Quảng Ninh", None]

    def test_without_their_words_has_those_officials_write(self) -> None:
        made = layout("columns: {sex: Giới, care_place: Nơi, announced: Ngày, underlying: Nền, poor: Nghèo}")
        row = {"sex": "m", "care_place": "home", "announced": date(2022, 3, 6), "underlying": True,
               "poor": False}  # fmt: skip
        assert rules.line(made, row, 1) == ["Nam", "Tại nhà", date(2022, 3, 6), "x", ""]

    def test_writes_a_whole_number_whole(self) -> None:
        made = rules.parse({"columns": {"value": "Giá trị"}}, ["value"])
        written = [rules.line(made, {"value": value}, 1)[0] for value in (9040.0, 12.5, 3)]
        assert [str(value) for value in written] == ["9040", "12.5", "3"]

    def test_leaves_what_is_not_known_empty(self) -> None:
        assert rules.line(layout("columns: {case_id: Mã, age: Tuổi}"), {"age": None}, 1) == [None, None]

    @pytest.mark.parametrize(
        ("form", "written"),
        [("mdy", "03/06/2022"), ("ymd", "2022-03-06"), ("%d.%m.%y", "06.03.22")],
    )
    def test_writes_dates_as_asked(self, form: str, written: str) -> None:
        made = layout(f'columns: {{sampled: Ngày}}\ndates: "{form}"')
        assert rules.line(made, {"sampled": date(2022, 3, 6)}, 1) == [written]


class TestTheMapping:
    def test_reads_what_the_layout_writes(self) -> None:
        assert rules.mapping_of(layout(), LINELIST) == {
            "columns": {"case_id": "Mã BN", "sex": "Giới", "sampled": "Ngày XN"},
            "values": {"sex": {"T": "m", "G": "f"}},
            "constants": {"source": "CDC"},
            "dates": "dmy",
            "key": ["case_id"],
        }

    def test_leaves_the_number_of_the_row_unread(self) -> None:
        made = layout("columns: {STT: serial, Mã: case_id}")
        assert rules.mapping_of(made, LINELIST) == {"columns": {"case_id": "Mã"}}

    def test_keeps_out_a_column_whose_heading_looks_like_a_field(self) -> None:
        made = layout("columns: {case_id: Mã, Tỉnh: }\nconstants: {Tỉnh: Tất cả}")
        columns: dict[str, Any] = rules.mapping_of(made, LINELIST)["columns"]
        assert columns == {"case_id": "Mã", "province": None}
