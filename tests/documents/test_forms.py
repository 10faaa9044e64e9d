"""The dated tables of the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from giaoban.documents import forms
from giaoban.documents.textwidth import bold_width_mm
from giaoban.kernel.errors import UserError
from tests.documents import samples
from tests.documents.reading import word


class TestInForce:
    @pytest.mark.parametrize(
        ("form", "on", "expected"),
        [
            ("state", date(2020, 3, 5), "nd30-2020"),
            ("party", date(2026, 5, 26), "hd36-2018"),
            ("party", date(2026, 5, 27), "hd05-2026"),
        ],
    )
    def test_the_date_of_the_paper_chooses_the_version(self, form: str, on: date, expected: str) -> None:
        assert forms.in_force(form, on)["id"] == expected

    def test_a_paper_older_than_every_form_is_refused_with_the_earliest_named(self) -> None:
        with pytest.raises(UserError, match="30/2020/NĐ-CP"):
            forms.in_force("state", date(2020, 3, 4))

    @pytest.mark.parametrize("form", ["state", "party"])
    def test_every_version_says_where_it_comes_from_and_how_sure_it_is(self, form: str) -> None:
        for version in forms.versions(form):
            assert version["reference"]
            assert version["status"] in {"checked", "second_hand"}

    def test_the_guide_of_2026_sets_lines_exactly_19_points_apart(self) -> None:
        new = word(replace(samples.notice(), date=date(2026, 6, 1))).styles["Đoạn văn"]
        old = word(samples.notice()).styles["Đoạn văn"]
        assert new.paragraph_format.line_spacing.pt == 19
        assert old.paragraph_format.line_spacing == 1.15


class TestTextWidth:
    def test_marks_add_nothing_to_the_length(self) -> None:
        assert bold_width_mm("Độc lập", 13) == bold_width_mm("Đoc lap", 13)

    def test_the_first_line_of_quoc_hieu_fits_its_column(self) -> None:
        table = forms.in_force("state", date(2022, 3, 7))
        head, margins = table["header"], table["margins"]
        room = (210 - margins["left"] - margins["right"]) * (1 - head["left_share"])
        assert bold_width_mm(head["right_lines"][0], head["right_sizes"][0]) < room
