"""A path beside what was measured."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from giaoban.documents.svg import Measured, path_line

FIRST = date(2022, 2, 27)


def drawn(low: float, high: float, **more: bool) -> str:
    asked = [(FIRST + timedelta(days=n), low + (high - low) * n / 10) for n in range(11)]
    return path_line(
        asked, [Measured(FIRST, low), Measured(FIRST + timedelta(days=7), low, **more)], title="Chậm"
    )


class TestThePicture:
    def test_it_is_well_formed_and_says_its_values(self) -> None:
        markup = drawn(100, 50)
        ElementTree.fromstring(markup)
        assert "06/3/2022: 100" in markup

    def test_behind_is_a_square_not_only_a_colour(self) -> None:
        assert "<rect" in drawn(100, 50, good=False) and "<rect" not in drawn(100, 50, good=True)

    def test_a_line_high_above_zero_has_an_axis_that_shows_its_slope(self) -> None:
        heights = [float(y) for y in re.findall(r"\d+\.\d,(\d+\.\d)", drawn(92, 95))]
        assert max(heights) - min(heights) > 60
