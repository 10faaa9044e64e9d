"""Words become a moment, and say by which rule."""

from __future__ import annotations

from datetime import datetime

import pytest

from giaoban.directives.rules import resolve_deadline

MONDAY = datetime(2022, 3, 7, 7, 0)


class TestResolveDeadline:
    @pytest.mark.parametrize(
        ("words", "moment"),
        [
            ("trong 24 giờ", "2022-03-08 07:00"),
            ("Trong vòng 48h", "2022-03-09 07:00"),
            ("24 giờ", "2022-03-08 07:00"),
            ("17 giờ", "2022-03-07 17:00"),
            ("trước 17 giờ hôm nay", "2022-03-07 17:00"),
            ("trước 17h30 ngày mai", "2022-03-08 17:30"),
            ("trước 17 giờ 00 ngày 15/3", "2022-03-15 17:00"),
            ("trước ngày 15/3", "2022-03-14 23:59"),
            ("trước 15/3/2022", "2022-03-14 23:59"),
            ("đến ngày 15/3", "2022-03-15 23:59"),
            ("15/3/2022", "2022-03-15 23:59"),
            ("ngày 15 tháng 3 năm 2022", "2022-03-15 23:59"),
            ("chậm nhất ngày 15/3", "2022-03-15 23:59"),
            ("trong ngày", "2022-03-07 23:59"),
            ("hôm nay", "2022-03-07 23:59"),
            ("ngay", "2022-03-07 23:59"),
            ("ngày mai", "2022-03-08 23:59"),
            ("trong tuần", "2022-03-13 23:59"),
            ("trong tuần này", "2022-03-13 23:59"),
            ("tuần sau", "2022-03-20 23:59"),
            ("trong 3 ngày", "2022-03-10 23:59"),
            ("trong 5 ngày làm việc", "2022-03-14 23:59"),
            ("trong 2 tuần", "2022-03-21 23:59"),
            ("trong tháng", "2022-03-31 23:59"),
            ("trong tháng 3", "2022-03-31 23:59"),
            ("trong quý I", "2022-03-31 23:59"),
            ("trước Tết", "2023-01-21 23:59"),
        ],
    )
    def test_it_reads_the_words_of_officials(self, words: str, moment: str) -> None:
        found = resolve_deadline(words, MONDAY)
        assert str(found.at)[:16] == moment
        assert found.rule

    def test_it_reads_decomposed_text_alike(self) -> None:
        import unicodedata

        words = unicodedata.normalize("NFD", "trước ngày 15/3")
        assert resolve_deadline(words, MONDAY) == resolve_deadline("trước ngày 15/3", MONDAY)

    @pytest.mark.parametrize("words", ["", "sớm", "khi có điều kiện", "trước mùa mưa", "31/2", "99 giờ mai"])
    def test_words_without_a_date_ask_for_one(self, words: str) -> None:
        found = resolve_deadline(words, MONDAY)
        assert found.at is None
        assert "ghi ngày" in found.rule

    @pytest.mark.parametrize("words", ["06/3/2022", "trước 6 giờ hôm nay", "trước ngày 7/3/2022"])
    def test_a_deadline_already_past_is_not_taken(self, words: str) -> None:
        found = resolve_deadline(words, MONDAY)
        assert found.at is None
        assert "đã qua" in found.rule

    def test_the_rule_shows_what_before_a_date_means(self) -> None:
        rule = resolve_deadline("trước ngày 15/3", MONDAY).rule
        assert "trước ngày 15/3/2022" in rule and "đến hết ngày 14/3/2022" in rule

    def test_on_sunday_this_week_is_still_today(self) -> None:
        sunday = datetime(2022, 3, 13, 20, 0)
        assert str(resolve_deadline("trong tuần", sunday).at) == "2022-03-13 23:59:00"

    def test_a_year_is_the_next_one_when_the_date_is_long_past(self) -> None:
        december = datetime(2022, 12, 20, 8, 0)
        assert str(resolve_deadline("trước ngày 15/1", december).at) == "2023-01-14 23:59:00"
