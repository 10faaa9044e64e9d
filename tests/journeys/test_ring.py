"""The ring as people walk it: figures opened, a file with errors, a conclusion, its tasks, their answer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, environment
from tests.journeys.person import Person, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
SignIn = Callable[[str], Person]

BAD_ROWS = """Mã số bệnh nhân,Họ và tên,Ngày sinh,Tỉnh,Huyện,Xã,Ngày công bố
N1,Người Thử Tốt,1980,Tỉnh Quảng Ninh,Thành phố Cẩm Phả,Phường Cẩm Trung,07/03/2022
N2,Người Thử Sau,1980,Tỉnh Quảng Ninh,Thành phố Cẩm Phả,Phường Cẩm Trung,07/03/2032
N3,Người Thử Lạc,1980,Tỉnh Quảng Ninh,Thành phố Cẩm Phả,Phường Không Có,07/03/2022
"""


def each_page_is_open_to_all(person: Person) -> None:
    assert person.has_no_serious_barrier() == []
    assert not person.scrolls_sideways()


class TestTheSituation:
    def test_a_leader_opens_a_figure_of_the_board_down_to_its_records(self, person: SignIn) -> None:
        leader = person("leader")
        assert leader.goes_to("/bang/") == 200
        assert leader.reads("Bảng chỉ huy")
        each_page_is_open_to_all(leader)
        leader.page.click("[data-figure=new]")
        each_page_is_open_to_all(leader)
        leader.page.click("text=Mở danh sách")
        assert leader.reads("120")
        assert "Người Thử" not in leader.page.inner_text("body")  # rows, never a name
        each_page_is_open_to_all(leader)

    def test_the_briefing_leaves_as_pdf_and_as_word(self, person: SignIn, site: Site) -> None:
        leader = person("leader")
        assert leader.goes_to(f"/bao-cao/{site.briefings[1]}/") == 200
        each_page_is_open_to_all(leader)
        for kind, mark in (("pdf", b"%PDF"), ("docx", b"PK")):
            with leader.page.expect_download() as download:
                leader.page.click(f"a[href$='tai-ve.{kind}']")
            assert Path(download.value.path()).read_bytes().startswith(mark)

    def test_the_page_speaks_english_by_one_click(self, person: SignIn) -> None:
        leader = person("leader")
        leader.goes_to("/bang/")
        leader.page.click("text=EN")
        assert leader.reads("New cases")
        leader.page.click("text=VI")
        assert leader.reads("Ca mắc mới")


class TestAFileWithErrors:
    def test_every_row_is_answered_and_the_report_names_row_column_and_next_step(
        self, person: SignIn, tmp_path: Path
    ) -> None:
        file = tmp_path / "danh sách.csv"
        file.write_text(BAD_ROWS, encoding="utf-8")
        analyst = person("analyst")
        analyst.goes_to("/nhap/")
        each_page_is_open_to_all(analyst)
        analyst.page.set_input_files("input[name=file]", str(file))
        analyst.page.click("main form button.main")
        assert analyst.reads("3 dòng")
        assert analyst.reads("ở tương lai")
        assert analyst.reads("chờ xác định địa bàn")
        each_page_is_open_to_all(analyst)
        with analyst.page.expect_download() as download:
            analyst.page.click("a[href$='ket-qua.csv']")
        report = Path(download.value.path()).read_text(encoding="utf-8-sig")
        assert "Ngày công bố" in report
        assert "Người Thử" not in report


class TestAConclusion:
    def test_it_becomes_a_task_that_is_answered_and_told_in_the_next_briefing(
        self, person: SignIn, site: Site, screen: dict[str, int]
    ) -> None:
        words = f"Mỗi xã rà soát người từ 65 tuổi chưa tiêm đủ liều ({screen['width']})"
        office = person("office")
        office.goes_to(f"/nhiem-vu/ket-luan/moi/?briefing={site.briefings[1]}")
        office.page.fill("textarea[name=text]", words)
        office.page.fill("input[name$=concluded_on]", "07/3/2022")
        office.page.fill("input[name$=due]", "trong 24 giờ")
        office.page.click("button[value=preview]")
        assert office.reads("177")
        each_page_is_open_to_all(office)
        office.page.click("button[value=save]")
        assert office.reads(words)
        each_page_is_open_to_all(office)

        officer = person("commune")
        officer.goes_to("/viec-hom-nay/")
        each_page_is_open_to_all(officer)
        officer.page.click(f"main a:has-text('{words[:40]}') >> nth=0")
        self.moves(officer, "receive")
        self.moves(officer, "answer", note="Đã rà soát 312 người, 4 người chưa tiêm.")
        each_page_is_open_to_all(officer)
        assert officer.reads("312 người")

        told = self.next_briefing(site)
        office.goes_to(f"/bao-cao/{told}/")
        assert office.reads("Kết quả thực hiện các kết luận trước")

    def moves(self, officer: Person, move: str, note: str = "") -> None:
        form = officer.page.locator(f"form[action$='/{move}/']")
        if not form.is_visible():
            officer.page.locator(f"details:has(form[action$='/{move}/']) > summary").click()
        if note:
            form.locator("textarea").first.fill(note)
        form.locator("button").first.click()

    def next_briefing(self, site: Site) -> str:
        """Drafted a week later from the command line: the same state under a later clock."""
        env = {k: v for k, v in environment(site.state).items() if k != "GIAOBAN_KEY"}
        env |= {"GIAOBAN_CLOCK": "2022-03-14T07:00:00"}
        env.pop("GIAOBAN_CLOCK_SINCE", None)
        words = ["brief", "--place", "22", "--week", "2022-W10", "--json", "--state", str(site.state)]
        done = subprocess.run(
            [sys.executable, "-m", "giaoban", *words], env=env, cwd=ROOT, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-1500:]
        return str(json.loads(done.stdout)["id"])


class TestScope:
    def test_a_commune_officer_cannot_open_another_communes_page(self, person: SignIn) -> None:
        officer = person("commune")
        assert officer.goes_to("/noi/06649/") == 404
        assert officer.goes_to("/noi/06793/") == 200
        each_page_is_open_to_all(officer)
