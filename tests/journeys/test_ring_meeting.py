"""The whole ring: briefing, meeting, notice, the communes' items, a record, the next week's follow-up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from giaoban.reading import load_bytes
from tests.journeys.conftest import ROOT, environment
from tests.journeys.person import Person, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
SignIn = Callable[[str], Person]
LATER = "2022-03-14T07:00:00"
KNOWN = {1280: "2022-03-14T06:00:00", 360: "2022-03-14T06:30:00"}  # a briefing is frozen: one each
RECORDS = """Mã số bệnh nhân,Họ và tên,Ngày sinh,Tỉnh,Huyện,Xã,Ngày công bố
{n}A,Người Thử Mười Một,1980,Tỉnh Quảng Ninh,Thành phố Cẩm Phả,Phường Cẩm Trung,07/03/2022
{n}B,Người Thử Mười Hai,1981,Tỉnh Quảng Ninh,Thành phố Cẩm Phả,Phường Cẩm Trung,07/03/2022
"""


def is_open_to_all(person: Person) -> None:
    assert person.has_no_serious_barrier() == [], person.page.url
    assert not person.scrolls_sideways(), person.page.url


def presses(person: Person, words: str) -> None:
    person.page.click(f"main button:has-text('{words}') >> nth=0")


class TestTheWholeRing:
    def test_a_meetings_words_become_work_that_records_answer(
        self, person: SignIn, site: Site, screen: dict[str, int], tmp_path: Path
    ) -> None:
        width = screen["width"]
        words = f"Các xã, phường, thị trấn rà soát F0 tại nhà đợt {width} trong 24 giờ"
        office = person("office")
        self.plans(office, site, hour=f"{16 + (width < 1000)}:00")
        self.notes_who_is_there(office)
        self.concludes(office, words)
        self.writes_the_notice(office, width)

        officer = person("commune")
        task = self.receives_and_makes_concrete(officer, width)
        self.imports(officer, width, tmp_path)
        officer.goes_to(task)
        officer.page.locator("form[action$='/answer/'] textarea").first.fill("Đã rà soát, còn 2 ca mới.")
        officer.page.locator("form[action$='/answer/'] button").first.click()
        assert officer.reads("còn 2 ca mới")
        assert officer.reads("Bản ghi nhận lúc")
        self.next_week_tells(office, site, width)

    def plans(self, office: Person, site: Site, hour: str) -> None:
        """From the briefing of the week: its sections become the agenda."""
        office.goes_to(f"/bao-cao/{site.briefings[1]}/")
        assert office.reads("Tình hình dịch")
        office.page.click("nav a:has-text('Giao ban')")
        office.page.click("main a:has-text('Lập cuộc họp') >> nth=0")
        is_open_to_all(office)
        office.page.select_option("select[name=briefing]", site.briefings[1])
        office.page.fill("input[name=hour]", hour)
        office.page.fill("input[name=chair]", "Chủ tịch UBND tỉnh")
        office.page.fill("input[name=secretary]", "Văn phòng UBND tỉnh")
        presses(office, "Lập cuộc họp")
        assert office.reads("Tình hình dịch")
        assert office.reads("13 đã mời")
        is_open_to_all(office)
        self.meeting = office.page.url.removeprefix(site.address)
        office.goes_to(f"{self.meeting}chieu/1/")
        assert office.reads("Ca mắc mới")
        is_open_to_all(office)
        office.page.click("a[rel=next]")
        assert office.reads("Tình hình dịch")
        office.goes_to(self.meeting)

    def notes_who_is_there(self, office: Person) -> None:
        presses(office, "Bắt đầu họp")
        away = office.page.locator("details.site", has_text="Huyện Cô Tô")
        away.locator("summary").click()
        away.locator("select").select_option("absent")
        away.locator("input[name=note]").fill("biển động, mất đường truyền")
        away.locator("button").click()
        assert office.reads("biển động")
        presses(office, "Các điểm còn lại: có mặt")
        assert office.reads("12 có mặt · 1 vắng")

    def concludes(self, office: Person, words: str) -> None:
        """A note as it was spoken; the form proposes whom and until when, the look names all of them."""
        office.page.fill("textarea[name=text]", words)
        presses(office, "Ghi lại")
        assert office.reads("1 ý chưa thành kết luận")
        presses(office, "Đưa thành kết luận")
        assert office.page.input_value("[name=line0-whom]") == "communes"
        assert office.page.input_value("[name=line0-due]") == "trong 24 giờ"
        office.page.select_option("[name=line0-measure]", "new")
        office.page.select_option("[name=line0-direction]", "down")
        office.page.fill("[name=line0-goal]", "giảm 20%")
        presses(office, "Xem trước")
        assert office.reads("Sẽ giao 177 nhiệm vụ")
        is_open_to_all(office)
        presses(office, "Ghi kết luận và giao")
        assert office.reads("giao 177 nhiệm vụ")
        is_open_to_all(office)

    def writes_the_notice(self, office: Person, width: int) -> None:
        """One paper for everything the meeting concluded, as Word and as PDF; the clerk's number returns."""
        office.goes_to(self.meeting)
        presses(office, "Kết thúc họp")
        presses(office, "Soạn thông báo")
        assert office.reads("chờ văn thư cấp sau khi ký")
        is_open_to_all(office)
        for kind in ("docx", "pdf"):
            text = self.downloaded(office, kind)
            assert "THÔNG BÁO" in text and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
            assert f"rà soát F0 tại nhà đợt {width}" in text
            assert "Nơi nhận" in text and "huyện Vân Đồn" in text and "Vắng: huyện Cô Tô." in text
        office.page.fill("input[name=number]", str(width))
        office.page.fill("input[name=date]", "07/3/2022")
        presses(office, "Ghi số và ngày ban hành")
        assert office.reads(f"{width}/TB-UBND")
        assert f"{width}/TB-UBND" in self.downloaded(office, "docx")

    def downloaded(self, office: Person, kind: str) -> str:
        with office.page.expect_download() as download:
            office.page.click(f"a[href$='van-ban.{kind}']")
        text = load_bytes(Path(download.value.path()).read_bytes(), f"tb.{kind}")
        return " ".join(text.split())

    def receives_and_makes_concrete(self, officer: Person, width: int) -> str:
        """What the province asks of every commune becomes the station's work by the commune's own paper."""
        officer.goes_to("/viec-hom-nay/")
        is_open_to_all(officer)
        officer.page.click(f"main a:has-text('đợt {width}') >> nth=0")
        address = officer.page.url.removeprefix(officer.site.address)
        officer.page.locator("form[action$='/receive/'] button").click()
        is_open_to_all(officer)
        officer.page.click("main a:has-text('Cụ thể hóa nhiệm vụ')")
        is_open_to_all(officer)
        presses(officer, "Xem trước")
        assert officer.reads("Sẽ giao 1 nhiệm vụ")
        presses(officer, "Ghi kết luận và giao")
        officer.goes_to(address)
        assert officer.reads("Cấp dưới được giao tiếp")
        assert officer.reads("Trạm Y tế")
        return address

    def imports(self, officer: Person, width: int, folder: Path) -> None:
        file = folder / "ca-moi.csv"
        file.write_text(RECORDS.format(n=f"M{width}"), encoding="utf-8")
        officer.goes_to("/nhap/")
        officer.page.set_input_files("input[name=file]", str(file))
        officer.page.click("main form button.main")
        assert officer.reads("2 dòng")

    def next_week_tells(self, office: Person, site: Site, width: int) -> None:
        """One done, the others late, and the measure as the records move it, in the section of its own."""
        office.goes_to(f"/bao-cao/{next_briefing(site, KNOWN[width])}/")
        assert office.reads("Kết quả thực hiện các kết luận trước")
        page = " ".join(office.page.inner_text("main").split())
        row = re.search(rf"rà soát F0 tại nhà đợt {width}.*?(177) (1) (1) (176) (0)", page)
        assert row, page[-3000:]
        assert re.search(r"Ca mắc mới: khi giao 120, kỳ này \d; \d+ trong \d+ đơn vị đạt", page)


def next_briefing(site: Site, known_at: str) -> str:
    """Drafted a week later from the command line: the same state under a later clock."""
    env = {k: v for k, v in environment(site.state).items() if k != "GIAOBAN_KEY"}
    env |= {"GIAOBAN_CLOCK": LATER}
    env.pop("GIAOBAN_CLOCK_SINCE", None)
    words = ["brief", "--place", "22", "--week", "2022-W10", "--known-at", known_at, "--json"]
    words += ["--state", str(site.state)]
    done = subprocess.run(
        [sys.executable, "-m", "giaoban", *words], env=env, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-1500:]
    return str(json.loads(done.stdout)["id"])
