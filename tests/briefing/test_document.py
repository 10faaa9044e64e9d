"""The paper: the same numbers in every form, rounded only there, nothing printed as 0 that is not known."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from giaoban.briefing import actions, document
from giaoban.briefing.document.bodies import bodies_of
from giaoban.briefing.document.facts import Facts, in_sentence
from giaoban.briefing.document.telling import NO_DATA, paragraph
from giaoban.documents.model import Document, Figure, Heading, Paragraph, Table
from giaoban.places.boundaries.actions import keep
from tests.briefing.conftest import World
from tests.briefing.linelist import LATE, WEEK_8, WEEK_9
from tests.documents.reading import pdf_pages, squeezed, word_texts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def told(paper: Document) -> str:
    return " ".join("".join(r.text for r in b.runs) for b in paper.blocks if isinstance(b, Paragraph))


def level_map(paper: Document) -> Figure:
    return next(b for b in paper.blocks if isinstance(b, Figure) and "Cấp độ dịch" in b.caption)


def load_borders(world: World, at: datetime, width: float = 0.9) -> None:
    """A rectangle for each commune."""
    for n, code in enumerate(("06778", "06781", "06790")):
        ring = ((107.0 + n, 21.0), (107 + width + n, 21.0), (107 + width + n, 21.9), (107.0 + n, 21.9))
        keep(by=None, outlines={world.units[code].pk: [ring]}, tolerance=100, source="x", at=at)


class TestTheMap:
    def test_without_borders_it_is_schematic_and_says_so(self, world: World) -> None:
        assert "Sơ đồ theo tâm xã" in level_map(document.build(world.now)).svg

    def test_with_borders_it_draws_them(self, world: World) -> None:
        load_borders(world, datetime(2022, 3, 6, 19))
        drawn = level_map(document.build(world.now))
        assert "Sơ đồ theo tâm xã" not in drawn.svg
        assert "phụ lục" in drawn.caption

    def test_borders_that_came_after_the_signature_do_not_change_the_paper(self, world: World) -> None:
        world.now.states.create(state="signed", at=datetime(2022, 3, 6, 19))
        load_borders(world, datetime(2022, 3, 6, 20))
        assert "Sơ đồ theo tâm xã" in level_map(document.build(world.now)).svg

    def test_borders_that_changed_after_the_signature_do_not_either(self, world: World) -> None:
        load_borders(world, datetime(2022, 3, 6, 18))
        world.now.states.create(state="signed", at=datetime(2022, 3, 6, 19))
        signed = level_map(document.build(world.now))
        load_borders(world, datetime(2022, 3, 6, 20), width=0.5)
        load_borders(world, datetime(2022, 3, 6, 21), width=0.7)
        assert level_map(document.build(world.now)) == signed
        assert "Sơ đồ theo tâm xã" not in signed.svg
        world.now.states.all().delete()  # without a signature it is drawn from those of now
        assert level_map(document.build(world.now)) != signed


class TestThePaper:
    def test_it_has_its_chapters_in_order(self, world: World) -> None:
        paper = document.build(world.now)
        assert [b.text for b in paper.blocks if isinstance(b, Heading)] == [
            "Tình hình dịch", "Cấp độ dịch", "Thu dung, điều trị", "Đối tượng cần bảo vệ trọng điểm",
            "Tiêm chủng", "Xét nghiệm", "Chất lượng số liệu",
            "Chỉ tiêu, kiểm tra, thí điểm và địa bàn cần theo dõi",  # put there by directives
        ]  # fmt: skip

    def test_it_states_a_change_with_its_base(self, world: World) -> None:
        before = sum(WEEK_8.values()) + LATE
        text = told(document.build(world.now))
        assert f"{sum(WEEK_9.values())} ca mắc mới COVID-19 (F0), không thay đổi" in text
        assert f"so với tuần trước ({before} ca)" in text

    def test_a_figure_without_data_is_said_to_be_without_data(self, world: World) -> None:
        text = told(document.build(world.now))
        assert f"Giường bệnh: {NO_DATA}" in text
        assert "giường bệnh: 0" not in text.lower() and "thực kê 0" not in text

    def test_it_tells_again_what_changed_since_it_was_stated(self, world: World) -> None:
        tables = [b for b in document.build(world.now).blocks if isinstance(b, Table)]
        told_again = next(t for t in tables if t.title == "Đính chính số liệu đã báo cáo")
        stated, now = float(sum(WEEK_8.values())), float(sum(WEEK_8.values()) + LATE)
        assert told_again.rows[0] == ("Ca mắc mới", stated, now, f"+{LATE}", float(LATE), 0.0, 0.0, 0.0)

    def test_what_was_never_signed_is_corrected_too_and_named_as_unsigned(self, world: World) -> None:
        told = world.now.tables["corrections"]
        assert (told["of"], told["signed_at"]) == (world.before.slug, None)
        assert world.before.tables["corrections"] is None  # nothing was told before it

    def test_it_sets_the_ministrys_count_beside_the_provinces(self, world: World) -> None:
        tables = [b for b in document.build(world.now).blocks if isinstance(b, Table)]
        both = next(t for t in tables if t.title == "Hai nguồn số liệu trong cùng kỳ")
        assert both.rows[0][1:3] == (float(sum(WEEK_9.values())), float(sum(WEEK_9.values())))

    def test_every_figure_of_the_text_says_which_one_it_is(self, world: World) -> None:
        paper = document.build(world.now)
        bold = [r for b in paper.blocks if isinstance(b, Paragraph) for r in b.runs if r.bold]
        ids = {f["id"] for f in world.now.figures}
        assert len(bold) > 20 and all(run.ref in ids for run in bold)

    def test_a_briefing_frozen_before_an_indicator_came_is_still_told(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = [dict(f) for f in world.now.figures if not f["id"].endswith(("_listed", "_returns"))]
        next(f for f in old if f["id"] == "tests_done").update(value=100.0, records=3)
        monkeypatch.setattr(world.now, "figures", old)
        assert "Nguồn: 3 báo cáo số liệu tổng hợp" in told(document.build(world.now))

    def test_number_and_date_are_left_to_the_clerk_and_nobody_is_signed_for(self, world: World) -> None:
        paper = document.build(world.now)
        assert paper.number is None and paper.date_blank and paper.signer.name is None

    def test_a_section_added_stands_in_the_paper(self, world: World) -> None:
        content = {
            "paragraphs": ["Đã giao 3 nhiệm vụ."],
            "table": {"columns": ["Xã", "Kết quả"], "rows": [["Ba", "đạt"]]},
        }
        actions.add_section(
            by=None, briefing=world.now, key="tasks", title="Nhiệm vụ", position=1, content=content
        )
        texts = word_texts(document.build(world.now))
        assert "8. Nhiệm vụ" in texts and "Đã giao 3 nhiệm vụ." in texts and "đạt" in texts


class TestBothFiles:
    def test_word_and_pdf_carry_the_same_numbers(self, world: World) -> None:
        paper = document.build(world.now)
        word, pages = " ".join(word_texts(paper)), " ".join(pdf_pages(paper))
        for number in re.findall(r"\d[\d.,]*\d%?|\d", told(paper)):
            assert number in word and squeezed(number) in squeezed(pages)


class TestPlaces:
    def test_a_district_writes_under_its_own_bodies(self, world: World) -> None:
        paper = document.build(world.district)
        assert paper.superior_body == "UBND THÀNH PHỐ BIỂN" and paper.issuing_body == "TRUNG TÂM Y TẾ"
        assert paper.place == "Biển"

    def test_the_bodies_of_a_commune_change_with_the_date(self, world: World) -> None:
        commune = world.units["06778"]
        assert bodies_of(commune, date(2022, 3, 7)).superior == "TRUNG TÂM Y TẾ THÀNH PHỐ BIỂN"
        assert bodies_of(commune, date(2026, 3, 7)).superior == "UBND PHƯỜNG MỘT"

    def test_a_commune_has_a_paper_without_tables_of_units(self, world: World) -> None:
        place = world.units["06790"]
        made = actions.draft(by=None, place=place, window=Facts(world.now).window)
        paper = document.build(made)
        assert not paper.annexes and "cấp độ 3 (cuối tuần trước: cấp độ 4)" in told(paper)

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("Thành phố Biển", "thành phố Biển"),
            ("Thị trấn Cô Tô", "thị trấn Cô Tô"),
            ("Tỉnh Mẫu", "tỉnh Mẫu"),
        ],
    )
    def test_the_kind_of_a_unit_is_no_name(self, name: str, said: str) -> None:
        assert in_sentence(name) == said


class TestTelling:
    def test_words_in_brackets_go_with_an_unknown_figure(self, world: World) -> None:
        f = Facts(world.now)
        kept = paragraph(f, "Có {new} ca[, {beds} giường][, {deaths} tử vong].")
        assert "".join(run.text for run in kept.runs) == f"Có {sum(WEEK_9.values())} ca, 1 tử vong."
