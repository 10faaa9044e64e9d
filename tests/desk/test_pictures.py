"""Pictures told in English, and curves that say the finding."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from giaoban.desk.pictures import english
from giaoban.desk.pictures.epidemic_curve import finding
from giaoban.documents import svg

VIETNAMESE_ONLY = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
START = date(2022, 2, 1)


def days(*values: float) -> list[tuple[date, float]]:
    return [(START + timedelta(days=i), value) for i, value in enumerate(values)]


class TestEnglish:
    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("103 xã cấp 2", "103 at level 2"),
            ("1.103 xã có cấp đề xuất khác", "1,103 with another level proposed"),
            ("6.457 cases/ngày", "6,457 a day"),
            ("7.417 (27/02)", "7,417 (27 Feb)"),
            ("06/3/2022: 1.234,5 cases (chưa đủ số liệu)", "6 Mar 2022: 1,234.5 cases (incomplete)"),
        ],
    )
    def test_phrases_numbers_and_days_are_put_over(self, said: str, told: str) -> None:
        assert english.told(f"<text>{said}</text>") == f"<text>{told}</text>"

    def test_what_is_not_read_stays(self) -> None:
        markup = '<path d="M1.5,2" id="x1.234"/>'
        assert english.told(markup) == markup

    def test_a_title_already_told_in_english_stays(self) -> None:
        series = days(*[1200.0] * 14)
        title, what = "1,200 new cases a day, up 20.5%", "Tỉnh Mẫu, until 6 March 2022"
        drawn = english.told(svg.curve(series, title=title, subtitle=what, unit="cases"), (title, what))
        assert f">{title}<" in drawn and f">{what}<" in drawn
        assert "1.200" not in drawn and "1,200 a day" in drawn

    def test_no_vietnamese_word_of_ours_remains_in_a_map(self) -> None:
        points = [svg.MapPoint(str(i), f"Commune {i}", 21 + i / 10, 107, i or None, 4) for i in range(5)]
        drawn = svg.map(points, title="Levels", subtitle="until 6 March", width=900)
        assert VIETNAMESE_ONLY & set(drawn.lower())
        assert not VIETNAMESE_ONLY & set(english.told(drawn).lower())

    def test_no_vietnamese_word_of_ours_remains_in_a_curve(self) -> None:
        series = days(*[float(n * 500) for n in range(20)])
        drawn = svg.curve(series, title="Cases", unit="cases", incomplete_from=START + timedelta(days=18))
        assert VIETNAMESE_ONLY & set(drawn.lower())
        assert not VIETNAMESE_ONLY & set(english.told(drawn).lower())


class TestFinding:
    def test_it_says_the_mean_and_how_it_moved(self) -> None:
        said = finding(days(*[100.0] * 7, *[120.0] * 7))
        assert said == "Bình quân 120 ca mắc mới một ngày, tăng 20,0% trong một tuần"

    def test_after_nothing_no_share_is_said(self) -> None:
        assert finding(days(*[0.0] * 7, *[3.0] * 7)) == "Bình quân 3,0 ca mắc mới một ngày"

    def test_it_is_said_in_english(self) -> None:
        with translation.override("en"):
            said = finding(days(*[1200.0] * 7, *[600.0] * 7))
        assert said == "600 new cases a day on average, down 50.0% in a week"
