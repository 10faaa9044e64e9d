"""A notice written from conclusions, read back: the same tasks, bodies, deadlines and figures."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from giaoban import reading
from giaoban.briefing.models import Briefing
from giaoban.directives import actions
from giaoban.directives.models import Conclusion
from giaoban.directives.notices import actions as notices
from giaoban.directives.notices import paper
from giaoban.documents import docx, pdf
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from tests.directives.conftest import line

SUNDAY = datetime(2022, 3, 13, 23, 59)
WRITERS = {"docx": docx.to_bytes, "pdf": pdf.to_bytes}


@pytest.fixture
def given(tree: dict[str, Unit], told: Briefing) -> Conclusion:
    return actions.conclude(
        by=None, text="Không để trạm y tế quá tải.", place=tree["22"], briefing=told,
        chair="Chủ tịch UBND tỉnh",
        concluded_on=date(2022, 3, 7),
        lines=[
            line(text="Rà soát hộ có người chưa tiêm mũi 3; tổ chức tiêm tại nhà.", due_at=SUNDAY,
                 measure="active", direction="down", target_change=-20.0),
            line(text="Phân công người trực tại trạm y tế lưu động", role="station"),
            line(text="Kiểm tra việc bố trí giường dự phòng", whom="districts", role="district",
                 due_at=SUNDAY),
            line(text="Mở thêm 2 điểm tiêm lưu động", whom="unit", unit=tree["06778"], due_at=SUNDAY,
                 body="UBND phường Một"),
        ],
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("form", ["state", "party"])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
class TestReadingBackWhatWasWritten:
    def back(self, given: Conclusion, form: str, kind: str, **more: object) -> reading.Reading:
        document = paper.document([given], form, **more)  # type: ignore[arg-type]
        return reading.read(reading.load_bytes(WRITERS[kind](document), f"x.{kind}"))

    def test_tasks_bodies_and_deadlines_are_the_same(self, given: Conclusion, form: str, kind: str) -> None:
        found = self.back(given, form, kind)
        assert [(t.assignee, t.deadline) for t in found.tasks] == [
            ("UBND các xã, phường", "2022-03-13"),
            ("Trạm Y tế các xã, phường", "2022-03-09"),
            ("UBND các huyện, thành phố", "2022-03-13"),
            ("UBND phường Một", "2022-03-13"),
        ]
        first, last = found.tasks[0], found.tasks[-1]
        assert " ".join(first.text.split()).startswith("Rà soát hộ có người chưa tiêm mũi 3, tổ chức tiêm")
        assert last.text.startswith("Mở thêm 2 điểm tiêm lưu động")

    def test_figures_of_the_briefing_are_the_same(self, given: Conclusion, form: str, kind: str) -> None:
        stated = {f.indicator: f.value for f in self.back(given, form, kind).figures if f.indicator}
        assert stated == {
            "new": 452, "new_change": 77, "cumulative": 11121, "active": 300, "home_share": 96.72,
            "deaths": 2, "level3": 2, "level4": 1,
        }  # fmt: skip

    def test_its_arithmetic_holds(self, given: Conclusion, form: str, kind: str) -> None:
        text = reading.load_bytes(WRITERS[kind](paper.document([given], form)), f"x.{kind}")
        assert [r for r in reading.check(text)["relations"] if r["verdict"] == "fails"] == []

    def test_the_number_stays_blank_until_the_clerk_gave_it(
        self, given: Conclusion, form: str, kind: str
    ) -> None:
        blank = self.back(given, form, kind)
        assert (blank.kind, blank.number, blank.date) == ("conclusion_notice", None, None)
        issued = self.back(given, form, kind, number="125", issued=date(2022, 3, 8))
        assert issued.date == "2022-03-08"
        assert issued.number == {"state": "125/TB-UBND", "party": "125-TB/TU"}[form]

    def test_head_and_closing_are_read(self, given: Conclusion, form: str, kind: str) -> None:
        found = self.back(given, form, kind)
        assert found.place == "Mẫu" and found.signer is None and found.signer_title == "CHÁNH VĂN PHÒNG"
        assert "UBND các xã, phường (để thực hiện)" in found.recipients
        assert found.legal_bases and "218/QĐ-BYT" in found.legal_bases[0]


@pytest.mark.slow
class TestWritingOut:
    def test_the_same_conclusions_have_one_notice_a_form(self, given: Conclusion) -> None:
        first = notices.write_out(by=None, conclusions=[given], form="state")
        assert notices.write_out(by=None, conclusions=[given], form="state") == first
        assert notices.write_out(by=None, conclusions=[given], form="party") != first

    def test_the_clerk_gives_number_and_date_once(self, given: Conclusion) -> None:
        notice = notices.write_out(by=None, conclusions=[given], form="party")
        issued = notices.issue(by=None, notice=notice, number="125", date=date(2022, 3, 7))
        assert paper.numbered(issued) == "125-TB/TU"
        with pytest.raises(UserError, match="đã có số"):
            notices.issue(by=None, notice=notice, number="126", date=date(2022, 3, 7))

    @pytest.mark.parametrize("day", [date(2022, 3, 6), date(2022, 3, 8)])
    def test_it_is_not_issued_before_it_was_concluded_nor_in_the_future(
        self, given: Conclusion, day: date
    ) -> None:
        notice = notices.write_out(by=None, conclusions=[given], form="state")
        with pytest.raises(UserError, match="không hợp lý"):
            notices.issue(by=None, notice=notice, number="125", date=day)

    def test_a_withdrawn_task_is_not_ordered(self, given: Conclusion) -> None:
        actions.withdraw_all(by=None, conclusion=given, note="Thay bằng kết luận khác")
        assert "Mở thêm 2 điểm" not in repr(paper.document([given], "state"))

    def test_the_command_writes_both_files(
        self, given: Conclusion, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from giaoban.directives.notices.cli import write

        paths = {"docx": tmp_path / "x.docx", "pdf": tmp_path / "x.pdf"}
        write(conclusion=[given.pk], form="state", **paths)  # type: ignore[arg-type]
        for path in paths.values():
            assert len(reading.read(reading.load(path)).tasks) == 4

    def test_the_command_wants_one_source(self) -> None:
        from giaoban.directives.notices.cli import write

        with pytest.raises(UserError, match="Chưa rõ soạn từ đâu"):
            write(as_json=True)
