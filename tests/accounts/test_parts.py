"""The parts pages are made of."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory

from giaoban.kernel.tables import Column, order_by
from giaoban.kernel.templatetags._drawing import sparkline, trusted_svg

COLUMNS = [
    Column("name", "Tên", head=True, sort=True, link="url"),
    Column("new", "Ca mới", "bar", sort=True),
    Column("home", "Tại nhà", "percent"),
    Column("level", "Cấp độ", "level"),
]
ROWS: list[dict[str, Any]] = [
    {"name": "A & B", "url": "/a/", "new": 50, "home": 96.72, "level": (3, 4)},
    {"name": "C", "new": 200, "home": None, "level": None},
]


def draw(text: str, request: HttpRequest | None = None, **context: Any) -> str:
    request = request or RequestFactory().get("/x/?tuan=9&page=3")
    return Template("{% load giaoban %}" + text).render(Context({"request": request, **context}))


class TestTable:
    def test_cells_are_written_in_their_kind(self) -> None:
        html = draw("{% table columns rows total=total %}", columns=COLUMNS, rows=ROWS, total={"new": 250})
        assert '<th scope="row"><a href="/a/">A &amp; B</a></th>' in html
        assert '<td class="num cell-bar" style="--w:25.0">50</td>' in html
        assert '<td class="num">96,72%</td>' in html
        assert '<td class="num">–</td>' in html
        assert html.count('class="level ') == 2  # the total row has no level: its key is absent

    def test_a_list_that_folds_names_each_cell_and_is_still_a_table(self) -> None:
        html = draw("{% table columns rows fold=True %}", columns=COLUMNS, rows=[{**ROWS[0], "name": "12"}])
        assert 'role="table"' in html and html.count('role="cell"') == 3
        assert '<td class="num" data-l="Tại nhà" role="cell">96,72%</td>' in html
        assert '<th scope="row" data-l="Tên" role="rowheader">' in html  # a bare number says what it counts
        named = draw("{% table columns rows fold=True %}", columns=COLUMNS, rows=ROWS)
        assert '<th scope="row" role="rowheader">' in named

    def test_a_head_sorts_from_the_largest_down_and_keeps_the_filter(self) -> None:
        html = draw("{% table columns rows %}", columns=COLUMNS, rows=ROWS)
        assert 'href="?tuan=9&amp;sort=-new"' in html
        assert 'href="?tuan=9&amp;sort=name"' in html
        again = draw("{% table c r %}", RequestFactory().get("/?sort=-new"), c=COLUMNS, r=ROWS)
        assert 'aria-sort="descending"' in again and 'href="?sort=new"' in again

    def test_rows_are_ordered_with_empty_cells_last(self) -> None:
        rows = [{"new": 1}, {"new": None}, {"new": 3}]
        assert [r["new"] for r in order_by(rows, "-new", COLUMNS)] == [3, 1, None]
        assert order_by(rows, "password", COLUMNS) == rows


class TestFigure:
    FIGURE = {"label": "Ca mắc mới", "value": 45200, "unit": "cases", "base": 37500, "change": 7700}

    def test_it_states_the_change_with_its_base(self) -> None:
        html = draw("{% figure f url='/r/' %}", f=self.FIGURE)
        assert "45.200" in html and "<b>7.700</b> (20,5%)" in html and "kỳ trước 37.500" in html
        assert html.startswith('<a href="/r/" class="figure"')

    def test_a_shares_change_is_in_points_without_a_second_percentage(self) -> None:
        html = draw("{% figure value=96.72 unit='percent' change=-0.82 base=97.54 %}")
        assert "<b>0,82 điểm %</b>" in html and "(" not in html.split("figure-change")[1]

    @pytest.mark.parametrize(
        ("change", "good", "colour"),
        [(5, "down", "danger"), (-5, "down", "good"), (5, "up", "good"), (5, "", ""), (0, "down", "")],
    )
    def test_colour_only_where_the_direction_has_a_meaning(self, change: int, good: str, colour: str) -> None:
        html = draw("{% figure value=9 unit='beds' change=change good=good %}", change=change, good=good)
        assert f'class="figure-change {colour}"' in html

    def test_an_unknown_value_is_a_dash_and_has_no_change(self) -> None:
        html = draw("{% figure value=None unit='beds' change=None %}")
        assert "–" in html and "figure-change" not in html

    def test_it_says_that_its_rule_is_unverified(self) -> None:
        assert "chưa đối chiếu bản gốc" in draw("{% figure value=1 status='unverified' %}")


class TestLevelMark:
    def test_it_carries_its_figure_and_its_words(self) -> None:
        html = draw("{% level_mark 4 %}")
        assert "level-4" in html and ">4<" in html and "cấp độ 4, nguy cơ rất cao" in html

    def test_it_is_dashed_only_where_the_proposal_differs(self) -> None:
        assert "differs" in draw("{% level_mark 3 4 %}")
        assert "differs" not in draw("{% level_mark 3 3 %}")
        assert "differs" not in draw("{% level_mark 3 %}")

    def test_undetermined_is_a_question_mark_and_no_colour(self) -> None:
        html = draw("{% level_mark None %}")
        assert "level-0" in html and "chưa xác định" in html


class TestDrawing:
    def test_a_sparkline_begins_at_zero_and_leaves_gaps(self) -> None:
        path = sparkline([0, 10, None, 10])
        assert path.count("M") == 2 and "0.0 23.0" in path
        assert sparkline([5]) == sparkline(None) == ""

    @pytest.mark.parametrize(
        "markup",
        [
            "<svg><script>x</script></svg>",
            '<svg onload="x"></svg>',
            '<svg><a href="javascript:x"></a></svg>',
            "<p>no drawing</p>",
            None,
        ],
    )
    def test_a_drawing_that_could_act_is_left_out(self, markup: str | None) -> None:
        assert trusted_svg(markup) == ""

    def test_a_drawing_of_ours_goes_in_as_it_is(self) -> None:
        assert draw("{{ d|svg }}", d="<svg><path d='M0 0'/></svg>") == "<svg><path d='M0 0'/></svg>"


class TestQuery:
    def test_it_changes_one_parameter_and_leaves_the_page(self) -> None:
        assert draw("{% query huyen='195' %}") == "?tuan=9&amp;huyen=195"
        assert draw("{% query tuan=None %}") == "?"


class TestField:
    def test_the_error_stands_beside_the_field_and_what_was_typed_stays(self) -> None:
        class Form(forms.Form):
            day = forms.DateField(label="Ngày", help_text="ví dụ 06/3/2022")

        form = Form({"day": "32/13/2022"})
        form.is_valid()
        html = draw("{% field form.day %}", form=form)
        assert 'aria-invalid="true"' in html and 'aria-describedby="id_day_error id_day_hint"' in html
        assert 'value="32/13/2022"' in html and 'id="id_day_error"' in html


class TestStyleGuide:
    def test_it_shows_every_part(self, db: None, client: Client) -> None:
        html = client.get("/_parts/").text
        for part in ("figure", "level", "notice", "empty", "mark", "work", "trail", "tabs", "pager", "field"):
            assert f'class="{part}' in html, part

    def test_a_first_paint_is_under_100_kb(self, db: None, client: Client) -> None:
        static = Path(settings.STATICFILES_DIRS[0])
        sent = [(static / f"giaoban.{kind}").read_bytes() for kind in ("css", "js", "svg")]
        assert sum(len(gzip.compress(b)) for b in [client.get("/_parts/").content, *sent]) < 100_000


class TestErrorPages:
    def test_a_missing_page_names_the_next_step(self, db: None, client: Client) -> None:
        response = client.get("/khong-co/")
        assert response.status_code == 404 and "Việc cần làm" in response.text

    def test_a_stale_form_says_that_nothing_was_saved(self, db: None) -> None:
        response = Client(enforce_csrf_checks=True).post("/login/", {"login": "a", "password": "b"})
        assert response.status_code == 403 and "Chưa có gì được lưu" in response.text

    def test_our_own_fault_is_said_without_a_database(self) -> None:
        html = Template((Path(settings.TEMPLATES[0]["DIRS"][0]) / "500.html").read_text()).render(Context())
        assert "Việc cần làm" in html and "{" not in html
