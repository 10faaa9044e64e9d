"""What the records say beside the figures of a text."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.briefing.models import Briefing
from giaoban.directives.notices.reading import Read, check_dict, read_text, reading_dict
from giaoban.directives.notices.spoken import Spoken, spoken
from giaoban.reading.text import canonical

HEAD = "ỦY BAN NHÂN DÂN TỈNH MẪU\nSố: 12/BC-UBND\nMẫu, ngày 07 tháng 3 năm 2022\nBÁO CÁO\n\n"
MONDAY = date(2022, 3, 7)


def told(body: str, head: str = HEAD, **more: object) -> Read:
    return read_text(canonical(head + body), MONDAY, **more)  # type: ignore[arg-type]


@pytest.fixture
def stated(briefing: Briefing) -> Briefing:
    """The briefing of the province states its active cases; its parts are in the evaluation alone."""
    briefing.figures = [{"id": "active", "value": 300.0, "base": 280.0}]
    briefing.save()
    return briefing


class TestRecordsBesideAFigure:
    def test_a_figure_of_the_whole_province_is_the_briefings(self, stated: Briefing) -> None:
        read = told("Tính đến ngày 06/3/2022, toàn tỉnh đang quản lý, điều trị 300 ca.")
        figure = reading_dict(read)["figures"][0]
        assert figure["records"]["value"] == 300.0
        assert figure["records"]["briefing"] == "22-2022W09-1"
        assert figure["records"]["figure"] == "active"
        assert figure["records"]["as_of"].startswith("2022-03-06")
        assert figure["records"]["verdict"] == "holds"

    def test_another_number_than_the_records_is_said(self, stated: Briefing) -> None:
        read = told("Hiện nay toàn tỉnh đang quản lý, điều trị 340 ca.")
        assert [r.verdict for r in read.records.values()] == ["fails"]

    def test_more_than_and_nearly_are_taken_at_their_word(self, stated: Briefing) -> None:
        over = told("Hiện nay toàn tỉnh đang quản lý, điều trị hơn 290 ca.")
        under = told("Hiện nay toàn tỉnh đang quản lý, điều trị gần 290 ca.")
        assert [r.verdict for r in over.records.values()] == ["holds"]
        assert [r.verdict for r in under.records.values()] == ["fails"]

    def test_a_part_without_a_briefing_is_the_evaluations(self, stated: Briefing) -> None:
        read = told("Phường Một đang quản lý, điều trị 100 ca; huyện Mẫu đang quản lý, điều trị 120 ca.")
        assert [(r.place, r.value, r.briefing) for r in read.records.values()] == [
            ("06778", 100.0, None), ("196", 120.0, None),
        ]  # fmt: skip

    def test_a_figure_of_another_province_is_left_alone(self, stated: Briefing) -> None:
        assert told("Tỉnh Bên đang quản lý, điều trị 300 ca.").records == {}

    def test_a_figure_of_a_place_nobody_knows_is_left_alone(self, stated: Briefing) -> None:
        assert told("Xã Không Có Tên đang quản lý, điều trị 300 ca.").records == {}

    def test_a_text_of_nobody_knows_whom_is_left_alone(self, stated: Briefing) -> None:
        assert told("Đang quản lý, điều trị 300 ca.", head="").records == {}

    def test_a_window_the_records_do_not_have_is_left_alone(self, stated: Briefing) -> None:
        assert told("Tính đến ngày 20/02/2022, toàn tỉnh đang quản lý, điều trị 300 ca.").records == {}
        assert told("Trong tháng 2/2022, toàn tỉnh đang quản lý, điều trị 300 ca.").records == {}

    def test_a_place_outside_the_readers_scope_is_not_told(self, stated: Briefing) -> None:
        body = "Phường Một đang quản lý, điều trị 100 ca; huyện Mẫu đang quản lý, điều trị 120 ca."
        read = told(body, covers=lambda path: path.startswith("VN/22/195"))
        assert [r.place for r in read.records.values()] == ["06778"]

    def test_check_tells_them_too(self, stated: Briefing) -> None:
        read = told("Hiện nay toàn tỉnh đang quản lý, điều trị 340 ca.")
        (figure,) = check_dict(read)["figures"]
        assert figure["text"].startswith("340") and figure["records"]["value"] == 300.0


class TestWindowsInWords:
    @pytest.mark.parametrize(
        ("words", "meant"),
        [
            ("Trong tuần từ ngày 28/02 đến ngày 06/3", Spoken(date(2022, 2, 28), date(2022, 3, 6))),
            ("tính đến hết ngày 06/3", Spoken(end=date(2022, 3, 6))),
            ("tính đến ngày 31/12", Spoken(end=date(2021, 12, 31))),
            ("tuần qua", Spoken()),
            (None, Spoken()),
            ("tuần trước", Spoken(before=True)),
            ("ngày 06/3", None),
            ("từ đầu năm đến nay", None),
        ],
    )
    def test_they_are_the_newest_week_the_one_before_or_dates(
        self, words: str | None, meant: Spoken | None
    ) -> None:
        assert spoken(words, "active", MONDAY) == meant

    def test_a_total_since_the_outbreak_began_is_as_of_now(self) -> None:
        assert spoken("từ đầu đợt dịch đến nay", "cumulative", MONDAY) == Spoken()
        assert spoken("từ đầu đợt dịch đến nay", "new", MONDAY) is None


class TestPlacesOfTheTree:
    def test_the_installations_own_tree_judges(self, stated: Briefing) -> None:
        read = told("Phường Một và phường Không Có đã báo cáo.")
        verdicts = {p["text"]: p["verdict"] for p in read.check["places"]}
        assert verdicts["Một"] == "holds" and verdicts["Không Có"] != "holds"
