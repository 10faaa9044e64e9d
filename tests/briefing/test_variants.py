"""A briefing tells what was sequenced in its window, and what was new where."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from giaoban.briefing.variants import told
from giaoban.places.models import Unit
from tests.registry import small_tree
from tests.registry.conftest import installation, places, write  # noqa: F401
from tests.registry.lab.conftest import results, row  # noqa: F401

SEQUENCE = {"test": "giải trình tự", "result": ""}


def briefing_of(place: Unit) -> Any:
    """A briefing of the week to Sunday 6 March."""
    week = SimpleNamespace(start=date(2022, 2, 28), end=date(2022, 3, 6))
    return SimpleNamespace(place=place, evaluation=week)


@pytest.mark.django_db
class TestTheSection:
    def test_says_the_shares_and_what_was_seen_first(self, places: Any, results: Any) -> None:  # noqa: F811
        before = datetime(2022, 2, 27, 9)
        old = row("B1", "Cũ", "1980", sampled="20/02/2022", told="", **SEQUENCE, variant="AY.57")
        results(old, at=before)
        delta = [row(f"D{n}", f"Người {n}", "1980", **SEQUENCE, variant="AY.57") for n in range(9)]
        results(*delta, row("O1", "Mới", "1990", **SEQUENCE, variant="BA.2"))
        said = told(briefing_of(places[small_tree.QUANG_NINH]))
        assert said["paragraphs"] == [
            "Mẫu lấy trong kỳ đã có kết quả giải trình tự: 10, gồm Delta 9 mẫu (90,00%), "
            "Omicron 1 mẫu (10,00%).",
            "Lần đầu ghi nhận theo kết quả nhận trong kỳ: Omicron ở Tỉnh Quảng Ninh "
            "(tại Thành phố Cẩm Phả), mẫu ngày 03/3/2022.",
        ]
        assert said["first"] == [["Omicron", "Thành phố Cẩm Phả", "2022-03-03"]]

    def test_says_no_share_of_few_samples(self, places: Any, results: Any) -> None:  # noqa: F811
        results(row("O1", "Mới", "1990", **SEQUENCE, variant="BA.2"))
        said = told(briefing_of(places[small_tree.QUANG_NINH]))
        assert "%" not in said["paragraphs"][0]
        assert "Dưới 10 mẫu" in said["paragraphs"][0]

    def test_is_not_there_where_nothing_was_sequenced(self, places: Any) -> None:  # noqa: F811
        assert told(briefing_of(places[small_tree.QUANG_NINH]))["paragraphs"] == []
