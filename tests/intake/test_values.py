"""What one cell means."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.intake import values

DAY = date(2022, 3, 6)


class TestADate:
    @pytest.mark.parametrize(
        "cell",
        [
            "06/03/2022", "6/3/2022", "06-03-2022", "06.03.2022", "6/3/22", "2022-03-06", "2022/3/6",
            "2022-03-06 14:30:00", "06/03/2022 14:30", "06/03/2022 2:30 PM", "06/03/2022, 14h30",
            "2022-03-06T14:30:00+07:00", "20220306", "44626", "44626.5", 44626, 44626.75, 20220306,
            "ngày 6 tháng 3 năm 2022", "06-Mar-2022", "6 March 22", datetime(2022, 3, 6, 8), DAY,
            "06/ 03 /2022", "'06/03/2022", "06//03/2022", "06.03.2022.", "6/3/2022 (PCR)",
            "17h00 ngày 06/03/2022",
            "14:30 06/03/2022", "ngày 06/3/2022", "06,03,2022", "06-thg 3-2022", "6 Thg3, 22", "06-Thg 3-22",
        ],
    )  # fmt: skip
    def test_it_is_read_in_every_usual_way(self, cell: Any) -> None:
        assert values.read_date(cell) == DAY

    @pytest.mark.parametrize(
        "cell",
        [
            "31/02/2022",
            "00/01/2022",
            "3/2022",
            "hôm qua",
            "06/03/2022 abc",
            True,
            "05/03 - 06/03/2022",
            "6/3 (PCR)",
            "06,03",
        ],
    )
    def test_it_refuses_what_is_no_day(self, cell: Any) -> None:
        with pytest.raises(ValueError):
            values.read_date(cell)

    def test_it_reads_month_before_day_only_when_told(self) -> None:
        assert values.read_date("03/06/2022", "mdy") == DAY
        assert values.read_date("03/06/2022") == date(2022, 6, 3)

    def test_it_reads_a_form_of_its_own(self) -> None:
        assert values.read_date("2022|06|03", "%Y|%d|%m") == DAY

    @pytest.mark.parametrize("cell", ["", None, "-", "N/A", "không rõ"])
    def test_blank_is_no_date(self, cell: Any) -> None:
        assert values.read_date(cell) is None

    @given(st.text(max_size=30))
    def test_any_text_is_a_date_or_refused(self, text: str) -> None:
        try:
            found = values.read_date(text)
        except ValueError:
            return
        assert found is None or isinstance(found, date)


class TestABirth:
    @pytest.mark.parametrize(
        ("cell", "birth", "precision"),
        [
            ("06/03/1975", date(1975, 3, 6), "day"), ("1975", date(1975, 7, 1), "year"),
            (1975.0, date(1975, 7, 1), "year"), ("3/1975", date(1975, 3, 15), "month"),
            ("06/03/75", date(1975, 3, 6), "day"), ("06/03/20", date(2020, 3, 6), "day"),
            ("15000", date(1941, 1, 24), "day"), ("1.980", date(1980, 7, 1), "year"),
            ("2,015", date(2015, 7, 1), "year"), ("SN 1980", date(1980, 7, 1), "year"),
            ("15/06/1980 (42 tuổi)", date(1980, 6, 15), "day"), ("không nhớ", None, "day"),
        ],
    )  # fmt: skip
    def test_it_says_how_precise_it_is(self, cell: Any, birth: date, precision: str) -> None:
        assert values.read_birth(cell, today=DAY) == (birth, precision)

    def test_a_written_year_to_come_stays_as_written(self) -> None:
        assert values.read_birth("06/03/2075", today=DAY)[0] == date(2075, 3, 6)


class TestAnAge:
    @pytest.mark.parametrize(
        ("cell", "years"),
        [("71 tuổi", 71), ("3 tháng", 0.25), ("71", 71), (71.0, 71), ("7.0", 7), ("10 ngày", 10 / 365)],
    )
    def test_it_is_read_with_its_unit(self, cell: Any, years: float) -> None:
        assert values.read_age(cell) == pytest.approx(years)

    @pytest.mark.parametrize("cell", ["già", "-1", "130", "50s", True])
    def test_it_refuses_what_is_no_age(self, cell: Any) -> None:
        with pytest.raises(ValueError):
            values.read_age(cell)


class TestAPhone:
    @pytest.mark.parametrize(
        "cell",
        ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678", "912345678",
         "0084912345678", "'0912345678", "(+84) 0912-345-678"],
    )  # fmt: skip
    def test_it_is_one_number_however_it_is_written(self, cell: str) -> None:
        assert values.phone_number(cell) == "0912345678"

    @pytest.mark.parametrize("cell", ["", "không có", "0912345678/0987654321", "113", "12345678901234"])
    def test_it_stays_as_written_where_it_is_none(self, cell: str) -> None:
        assert values.phone_number(cell) == cell


class TestAnIdentityNumber:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("022175000001", "022175000001"), ("22175000001", "022175000001"),
            ("022 175 000 001", "022175000001"), ("100123456", "100123456"), ("10012345", "010012345"),
            ("B1234567", "B1234567"), ("", ""), ("12345", "12345"),
        ],
    )  # fmt: skip
    def test_it_has_the_zero_a_spreadsheet_dropped(self, cell: str, number: str) -> None:
        assert values.identity_number(cell) == number


class TestANumber:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("1.234", 1234), ("1.234.567", 1234567), ("1,234", 1234), ("1.234,5", 1234.5), ("12,5", 12.5),
            ("1 234", 1234), ("1\u00a0234", 1234), ("−5", -5), ("12.50", 12.5), (3, 3), (3.5, 3.5),
        ],
    )  # fmt: skip
    def test_it_is_read_as_officials_write_it(self, cell: Any, number: float) -> None:
        assert values.read_number(cell) == number

    @pytest.mark.parametrize("cell", ["", "nan", "inf", "1_000", "1e5", "mười", "1.2.3"])
    def test_it_refuses_what_only_a_computer_would_take(self, cell: str) -> None:
        with pytest.raises(ValueError):
            values.read_number(cell)


class TestAsListsWriteIt:
    @pytest.mark.parametrize(
        ("cell", "years"),
        [
            ("3 tháng tuổi", 0.25), ("1 tuổi 6 tháng", 1), ("sơ sinh", 0), ("~40", 40), ("hơn 60 tuổi", 60),
            ("18 tháng", 1.5), ("6T", 6), ("2,5 tuổi", 2),
        ],
    )  # fmt: skip
    def test_an_age(self, cell: str, years: float) -> None:
        assert values.read_age(cell) == years

    @pytest.mark.parametrize(
        "cell", ["Thứ ba, 01/03/2022", "T3, 01/03/2022", "CN 01/03/2022", "Mar 1, 2022", "1\\3\\2022"]
    )
    def test_a_day(self, cell: str) -> None:
        assert values.read_date(cell) == date(2022, 3, 1)
