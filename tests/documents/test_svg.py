"""Pictures: what a reader sees, reaches by keyboard, and hears."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations
from math import dist
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from giaoban.documents import pdf, png, svg
from giaoban.documents.model import Figure
from giaoban.documents.svg import hexgrid, tokens
from giaoban.documents.svg.element import wrap
from giaoban.documents.svg.outlines import place_outlines
from giaoban.documents.svg.scale import ticks
from tests.documents import samples

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2022, 2, 21)
SERIES = [(FIRST + timedelta(days=i), float(100 + 10 * i)) for i in range(14)]


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def texts(text: str) -> list[str]:
    return [element.text or "" for element in parsed(text).iter(f"{SVG}text")]


def titles(text: str) -> list[str]:
    return [element.text or "" for element in parsed(text).iter(f"{SVG}title")]


def communes(count: int = 177) -> list[svg.MapPoint]:
    """Crowded in the middle and thin at the rim, as along the coast of Hạ Long."""
    return [
        svg.MapPoint(
            key=f"{i:05d}",
            name=f"Phường {i}",
            lat=21 + ((i * 37) % 100 / 100 - 0.5) ** 3,
            lon=107 + 2 * ((i * 61) % 100 / 100 - 0.5) ** 3,
            level=None if i == 5 else i % 4 + 1,
            proposed=4 if i == 0 else None,
            href=f"/place/{i:05d}",
            group=f"Huyện {chr(65 + i % 13)}",
        )
        for i in range(count)
    ]


class TestMap:
    def test_177_communes_have_177_links_each_with_a_title(self) -> None:
        links = list(parsed(svg.map(communes(), title="Bản đồ")).iter(f"{SVG}a"))
        assert len({link.get("href") for link in links}) == 177
        assert all(link.find(f"{SVG}title") is not None for link in links)

    def test_no_commune_lies_on_another(self) -> None:
        places = tuple((p.lat, p.lon) for p in communes())
        placed = hexgrid.layout(places, 900, 500)
        closest = min(dist(a, b) for a, b in combinations(placed.centres, 2))
        assert closest >= placed.radius * 3**0.5 - 0.01

    def test_every_tile_lies_on_the_sheet(self) -> None:
        placed = hexgrid.layout(tuple((p.lat, p.lon) for p in communes()), 900, 500)
        assert all(0 <= x <= 900 and 0 <= y <= 500 for x, y in placed.centres)

    def test_north_stays_north_and_east_stays_east(self) -> None:
        north, south, east = (21.5, 107.0), (20.5, 107.0), (21.0, 108.0)
        centres = hexgrid.layout((north, south, east), 600, 400).centres
        assert centres[0][1] < centres[1][1]
        assert centres[2][0] > centres[0][0]

    def test_it_says_that_it_is_no_map_of_boundaries(self) -> None:
        drawn = texts(svg.map(communes(), title="Bản đồ"))
        assert "Sơ đồ theo tâm xã, không phải bản đồ địa giới." in drawn

    def test_each_level_carries_its_figure_and_the_undetermined_a_question_mark(self) -> None:
        drawn = texts(svg.map(communes(), title="Bản đồ"))
        assert drawn.count("1") == sum(p.level == 1 for p in communes()) + 1  # and in the legend
        assert drawn.count("?") == 2

    def test_a_proposal_that_differs_is_dashed_and_said(self) -> None:
        drawn = svg.map(communes(), title="Bản đồ")
        assert any("đề xuất cấp độ 4" in title for title in titles(drawn))
        assert drawn.count("stroke-dasharray") == 2  # the tile and the legend

    def test_with_outlines_of_all_communes_it_draws_those_and_drops_the_note(self) -> None:
        points = communes(2)
        square = ((106.0, 21.0), (106.1, 21.0), (106.1, 21.1), (106.0, 21.1), (106.0, 21.0))
        shifted = tuple((lon + 0.1, lat) for lon, lat in square)
        outlines = {points[0].key: (square,), points[1].key: (shifted,)}
        drawn = svg.map(points, title="Bản đồ", polygons=outlines)
        assert "Sơ đồ theo tâm xã" not in drawn
        assert len(list(parsed(drawn).iter(f"{SVG}a"))) == 2

    def test_an_outline_too_small_for_its_figure_keeps_its_title(self) -> None:
        points = communes(2)
        wide = ((106.0, 21.0), (107.0, 21.0), (107.0, 22.0), (106.0, 22.0))
        tiny = ((107.2, 21.0), (107.201, 21.0), (107.201, 21.001))
        drawn = svg.map(points, title="Bản đồ", polygons={points[0].key: (wide,), points[1].key: (tiny,)})
        assert len(titles(drawn)) >= 2
        assert f'{points[1].name}' in " ".join(titles(drawn))

    def test_a_figure_stands_inside_its_outline_where_the_middle_lies_outside(self) -> None:
        hook = ((0, 0), (3, 0), (3, 1), (1, 1), (1, 9), (3, 9), (3, 10), (0, 10))
        (drawn,) = place_outlines([(hook,)], 300, 1000, largest=20)
        x, y = drawn.centre
        assert drawn.figure > 0
        assert x < 105 or y < 105 or y > 895  # on the back or an arm of the hook, not between its arms

    def test_an_islet_has_no_dashes_that_would_hide_it(self) -> None:
        island = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
        islet = ((10.1, 0.0), (10.15, 0.0), (10.15, 0.05), (10.1, 0.05))
        (drawn,) = place_outlines([(island, islet)], 300, 300, largest=20)
        assert (drawn.path.count("M"), drawn.around.count("M")) == (2, 1)

    def test_it_says_how_many_communes_are_too_small_for_a_figure(self) -> None:
        points = communes(2)
        wide = ((106.0, 21.0), (107.0, 21.0), (107.0, 22.0), (106.0, 22.0))
        tiny = ((107.2, 21.0), (107.201, 21.0), (107.201, 21.001))
        drawn = svg.map(points, title="Bản đồ", polygons={points[0].key: (wide,), points[1].key: (tiny,)})
        assert "1 xã nhỏ chỉ tô màu, không ghi số." in texts(drawn)

    def test_outlines_of_only_some_communes_are_not_mixed_with_tiles(self) -> None:
        points = communes(2)
        outlines = {points[0].key: (((106.0, 21.0), (106.1, 21.0), (106.1, 21.1)),)}
        assert "Sơ đồ theo tâm xã" in svg.map(points, title="Bản đồ", polygons=outlines)

    def test_a_province_without_communes_is_an_empty_sheet_and_no_error(self) -> None:
        assert "0 xã cấp 1" in texts(svg.map([], title="Bản đồ"))


class TestCurve:
    def test_each_day_is_a_bar_that_says_its_number(self) -> None:
        said = titles(svg.curve(SERIES, title="Ca mắc mới"))
        assert "28/02/2022: 170 ca" in said
        assert len(said) == 15

    def test_days_not_complete_are_hatched_and_enter_no_mean(self) -> None:
        cut = FIRST + timedelta(days=12)
        drawn = svg.curve(SERIES, title="Ca mắc mới", incomplete_from=cut)
        assert len(re.findall(r'fill="url\(#p[0-9a-f]+-h\)"', drawn)) == 2
        assert "180 ca/ngày" in texts(drawn)  # the mean of days 6 to 12
        assert "chưa đủ số liệu" in texts(drawn)
        assert "210 (04/3)" in texts(drawn)  # the highest of the complete days

    def test_a_missing_day_is_a_gap_and_not_a_zero(self) -> None:
        series = [(day, None if i == 3 else value) for i, (day, value) in enumerate(SERIES)]
        assert not any("24/02" in title for title in titles(svg.curve(series, title="Ca")))

    def test_numbers_are_written_the_vietnamese_way(self) -> None:
        assert "45.200 (21/02)" in texts(svg.curve([(FIRST, 45200.0)], title="Ca mắc mới"))

    def test_a_marked_day_outside_the_curve_is_left_out(self) -> None:
        marks = [svg.Mark(date(2021, 1, 1), "Xa"), svg.Mark(FIRST, "Chốt trước")]
        drawn = texts(svg.curve(SERIES, title="Ca", marks=marks))
        assert "Chốt trước" in drawn
        assert "Xa" not in drawn

    def test_without_a_single_day_it_says_so(self) -> None:
        assert "Chưa có số liệu." in svg.curve([], title="Ca mắc mới")

    @pytest.mark.parametrize("most", [0, 0.3, 1, 3, 7, 999, 45200])
    def test_the_axis_starts_at_zero_and_reaches_the_highest_bar(self, most: float) -> None:
        axis = ticks(most)
        assert axis[0] == 0
        assert axis[-1] >= most
        assert len(axis) <= 6


class TestOthers:
    def test_a_body_that_has_not_reported_is_not_shown_as_zero(self) -> None:
        drawn = texts(svg.bars([svg.Bar("Cô Tô", None), svg.Bar("Hạ Long", 0)], title="Ca"))
        assert "chưa báo cáo" in drawn
        assert "0" in drawn

    def test_the_matrix_adds_up_and_links_only_what_is_there(self) -> None:
        matrix = [[10, 4, 0, 0], [12, 40, 9, 2], [3, 30, 20, 5], [0, 4, 17, 20]]
        drawn = svg.transition_matrix(matrix, title="Chuyển cấp", href=lambda i, j: f"/{i}{j}")
        assert "176" in texts(drawn)
        assert len(list(parsed(drawn).iter(f"{SVG}a"))) == 13
        assert "20 xã tăng cấp độ, 66 xã giảm cấp độ" in drawn

    def test_a_sparkline_without_a_label_is_passed_over_by_screen_readers(self) -> None:
        assert 'aria-hidden="true"' in svg.sparkline([1, 2, 3])
        assert 'role="img"' in svg.sparkline([1, None, 3], label="7 ngày")


PICTURES = {
    "map": svg.map(communes(), title="A & B <c>", subtitle="Phụ đề"),
    "curve": svg.curve(SERIES, title="A & B <c>", incomplete_from=date(2022, 3, 5)),
    "bars": svg.bars([svg.Bar('Huyện "A" & <B>', 3)], title="A & B <c>", unit="ca"),
    "matrix": svg.transition_matrix([[1] * 4] * 4, title="A & B <c>"),
    "sparkline": svg.sparkline([3, 1, None, 2], label="A & B <c>"),
}


@pytest.mark.parametrize("name", PICTURES)
class TestEveryPicture:
    def test_it_is_well_formed_and_says_what_it_is(self, name: str) -> None:
        root = parsed(PICTURES[name])
        assert root.find(f"{SVG}title").text == "A & B <c>"  # type: ignore[union-attr]
        assert root.get("role") == ("group" if name == "map" else "img")

    def test_it_can_be_made_a_png_for_word(self, name: str) -> None:
        assert png.from_svg(PICTURES[name], 120).startswith(b"\x89PNG")

    def test_it_brings_no_script_and_no_inline_style(self, name: str) -> None:
        assert not re.search(r"<script|style=|<style|https?://(?!www\.w3\.org/2000/svg)", PICTURES[name])


class TestLegibility:
    @pytest.mark.parametrize("colour", tokens.LEVELS.values())
    def test_figures_on_level_colours_reach_the_contrast_of_text(self, colour: str) -> None:
        assert tokens.contrast(tokens.text_on(colour), colour) >= 4.5

    @pytest.mark.parametrize(
        ("ink", "ground"),
        [
            (tokens.SECOND_INK, tokens.PAPER),
            (tokens.SECOND_INK, tokens.NEUTRAL_TINT),
            (tokens.DANGER, tokens.DANGER_TINT),
            (tokens.GOOD, tokens.GOOD_TINT),
            (tokens.INK, tokens.HATCH_GROUND),
        ],
    )
    def test_words_stand_out_from_their_ground(self, ink: str, ground: str) -> None:
        assert tokens.contrast(ink, ground) >= 4.5

    def test_bars_stand_out_from_the_paper(self) -> None:
        assert tokens.contrast(tokens.BAR, tokens.PAPER) >= 3

    def test_a_long_title_is_broken_over_lines(self) -> None:
        assert len(wrap("Cấp độ dịch theo xã, phường, thị trấn " * 3, 18, 400)) > 2


class TestInPapers:
    def test_the_words_of_a_picture_can_be_searched_in_the_pdf(self) -> None:
        figure = Figure(PICTURES["curve"], "Ca mắc mới", "Ca mắc mới tăng dần.")
        paper = replace(samples.notice(), blocks=(figure,))
        pages = PdfReader(BytesIO(pdf.to_bytes(paper))).pages
        assert "trung bình 7 ngày" in "".join(page.extract_text() for page in pages)
