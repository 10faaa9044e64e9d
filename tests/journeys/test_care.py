"""Ill at home: the patient's phone loses its line, the station calls and refers, a hospital holds a bed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import SCREENS
from tests.journeys.person import Person, Site
from tests.journeys.test_ring import each_page_is_open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
SignIn = Callable[[str], Person]
BY_KEYBOARD = 10.0  # seconds for one check


@pytest.fixture
def screen() -> dict[str, int]:
    return SCREENS["desktop"]


def checks(site: Site) -> int:
    with sqlite3.connect(f"file:{site.state / 'db.sqlite3'}?mode=ro", uri=True) as database:
        return int(database.execute("SELECT COUNT(*) FROM care_check").fetchone()[0])


class TestThePatient:
    def test_an_answer_without_a_line_is_sent_once_when_it_is_back(self, chromium: Any, site: Site) -> None:
        context = chromium.new_context(viewport=SCREENS["phone"], locale="vi-VN")
        page = context.new_page()
        told = site.field_work["patient"]
        page.goto(site.address + told["path"])
        page.fill("#code", told["code"])
        page.click("text=Mở")
        page.wait_for_selector("form[data-check]")
        before = checks(site)
        context.set_offline(True)
        page.check("input[value=cyanosis]")
        page.click("form[data-check] button")
        page.wait_for_selector("#kept:not([hidden])")
        assert "115" in page.inner_text("#kept")  # advice does not wait for the line
        assert checks(site) == before
        context.set_offline(False)
        page.wait_for_selector("text=Gọi 115 ngay bây giờ", timeout=30_000)
        page.reload()
        page.wait_for_selector("text=115")
        assert checks(site) == before + 1
        context.close()


class TestTheStationAndTheHospital:
    def test_a_check_is_typed_and_a_patient_goes_to_a_bed_that_is_held(self, person: SignIn) -> None:
        station = person("station")
        station.goes_to("/cham-soc/")
        each_page_is_open_to_all(station)
        station.page.click("ul.worklist .work-who a >> nth=0")
        station.page.wait_for_selector("form.quick")
        name = station.page.inner_text("#who").split("\n")[0]
        each_page_is_open_to_all(station)
        self.types_a_check(station)
        station.page.click("button:has-text('Gọi không được')")
        assert station.reads("Đã ghi lần liên lạc.")

        station.page.click("section.person a:has-text('Chuyển tuyến')")
        station.page.select_option("#capability", "oxygen")
        station.page.click("form.filters button")
        assert station.reads("Bệnh viện Thử")
        station.page.fill("#summary", "SpO2 92, thở 26")
        each_page_is_open_to_all(station)
        station.page.click("button[name=ask]")
        assert station.reads("chưa trả lời")
        each_page_is_open_to_all(station)

        hospital = person("hospital")
        hospital.goes_to("/benh-vien/")
        assert hospital.reads("1 yêu cầu chờ trả lời")
        each_page_is_open_to_all(hospital)
        hospital.page.click("button[value=accept]")
        assert hospital.reads("1 người sắp đến")
        assert hospital.page.locator("tbody tr td:last-child >> nth=0").inner_text().strip() == "1"  # held
        each_page_is_open_to_all(hospital)

        desk = person("coordinator")
        desk.goes_to("/dieu-phoi/")
        assert desk.reads("Bệnh viện Thử")
        each_page_is_open_to_all(desk)

        station.goes_to("/chuyen-vien/")
        assert station.reads(name.split(" ", 1)[0])  # nobody disappears from the sender's list
        each_page_is_open_to_all(station)

    def types_a_check(self, station: Person) -> None:
        """Without the mouse: the first box has the cursor."""
        started = time.perf_counter()
        keys = station.page.keyboard
        station.page.focus("form.quick input[inputmode=decimal] >> nth=0")
        keys.type("97")
        keys.press("Tab")
        keys.type("37,2")
        keys.press("Enter")
        assert station.reads("Đã ghi")
        assert time.perf_counter() - started < BY_KEYBOARD
