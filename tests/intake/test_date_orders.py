"""Months written before days are found before anything is written."""

from __future__ import annotations

import pytest

from giaoban.intake.date_orders import refuse_month_first, watched
from giaoban.intake.mapping import bind
from giaoban.kernel.errors import UserError

COLUMNS = ["Họ tên", "Ngày công bố", "Ghi chú"]


def check(*days: str, dates: str | None = None) -> None:
    bound = bind({"dates": dates} if dates else {}, COLUMNS, ["name", "announced"])
    refuse_month_first(
        watched(bound), iter([(n, ["An", day, "13/25/2022"]) for n, day in enumerate(days, 2)])
    )


class TestAColumnOfDays:
    @pytest.mark.parametrize(
        "days",
        [
            ("02/25/2022", "03/01/2022", "02/28/2022"),
            ("02/25/2022", "02/28/2022", "02/27/2022", "25/02/2022"),
            ("2-25-22", "2-26-22"),
        ],
    )
    def test_with_months_first_stops_the_file_and_says_how_to_go_on(self, days: tuple[str, ...]) -> None:
        with pytest.raises(UserError) as caught:
            check(*days)
        assert caught.value.code == "month_first" and "Ngày công bố" in caught.value.message
        assert "mdy" in caught.value.next_step

    @pytest.mark.parametrize(
        "days",
        [
            ("25/02/2022", "03/01/2022"),
            ("03/01/2022",) * 9,
            ("02/25/2022", "01/03/2022"),  # one slip
            ("25/02/2022", "25/02/2022", "25/02/2022", "02/25/2022", "02/26/2022"),
            ("", "2022-02-25"),
        ],
    )
    def test_otherwise_is_read_and_its_slips_refused_one_by_one(self, days: tuple[str, ...]) -> None:
        check(*days)

    @pytest.mark.parametrize("order", ["mdy", "dmy"])
    def test_whose_order_was_told_is_not_judged(self, order: str) -> None:
        check("02/25/2022", "02/26/2022", dates=order)
