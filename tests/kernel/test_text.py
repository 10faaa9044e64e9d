"""Numbers as they come with an address or a form, where anybody can type anything."""

from __future__ import annotations

import pytest

from giaoban.kernel.tables import page_number
from giaoban.kernel.text import amount, whole, wholes


class TestAWholeNumber:
    @pytest.mark.parametrize(
        ("typed", "number"), [("7", 7), (" 7 ", 7), ("1.200", 1200), ("0", 0), (str(2**63 - 1), 2**63 - 1)]
    )
    def test_is_read_as_typed(self, typed: str, number: int) -> None:
        assert whole(typed) == number

    @pytest.mark.parametrize(
        "typed",
        [None, "", ".", "-1", "1,5", "1.5", "12.34", "1.2000", "seven", "²", "①", str(2**63), "9" * 5000],
    )
    def test_is_not_what_no_row_has_for_its_key(self, typed: str | None) -> None:
        assert whole(typed) is None
        assert whole(typed, 0) == 0

    @pytest.mark.parametrize(
        ("typed", "number"), [("1.200", 1200), ("0.5", -1), ("5000000000", -1), ("", -1)]
    )
    def test_of_things_is_one_a_column_holds(self, typed: str, number: int) -> None:
        assert amount(typed) == number

    def test_of_many_those_that_are_none_are_left_out(self) -> None:
        assert wholes(["3", "²", "", "5"]) == [3, 5]


class TestThePageOfALongList:
    @pytest.mark.parametrize(
        ("asked", "page"), [("40", 40), (None, 1), ("0", 1), ("²", 1), ("9999999", 1), ("last", 1)]
    )
    def test_is_the_first_unless_one_is_named(self, asked: str | None, page: int) -> None:
        assert page_number(asked) == page
