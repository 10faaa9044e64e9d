"""A household declares on a cheap phone over a slow line, and the commune's officer confirms it as a duty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.conftest import SCREENS
from tests.journeys.make_field import COMMUNE, HAMLET
from tests.journeys.person import Person, Site
from tests.journeys.test_ring import each_page_is_open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
SignIn = Callable[[str], Person]
PAGE = f"/khai-bao/{COMMUNE}/"
# 3G at the edge of its cell: 400 ms each way and back, 50 kB/s down, 15 kB/s up
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 15_000}
WEIGHT = 45_000  # bytes on the wire for everything the page needs, the first time; measured 39,591


class Citizen(Person):
    """Without an account; counts what comes over the line."""

    def __init__(self, page: Any, site: Site) -> None:
        self.page, self.site, self.bytes = page, site, 0

    def on_a_slow_line(self) -> Citizen:
        line = self.page.context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        line.on("Network.loadingFinished", self._came)
        return self

    def _came(self, told: dict[str, Any]) -> None:
        self.bytes += int(told["encodedDataLength"])

    def tells_of(self, number: int, name: str, born: str, sex: str) -> None:
        self.page.fill(f"#id_p{number}-name", name)
        self.page.fill(f"#id_p{number}-birth", born)
        self.page.check(f"input[name=p{number}-sex][value={sex}]")
        self.page.check(f"input[name=p{number}-test][value=rapid]")
        self.page.fill(f"#id_p{number}-tested_on", "06/03")
        self.page.check(f"input[name=p{number}-symptoms][value=no]")

    def sends(self) -> None:
        self.page.click("button.main")
        self.page.wait_for_load_state("load")


@pytest.fixture
def citizen(chromium: Any, site: Site) -> Iterator[Callable[..., Citizen]]:
    """`citizen()`, `citizen(java_script_enabled=False)`: a phone of somebody unknown."""
    opened = []

    def made(**options: Any) -> Citizen:
        context = chromium.new_context(viewport=SCREENS["phone"], locale="vi-VN", **options)
        opened.append(context)
        return Citizen(context.new_page(), site)

    yield made
    for context in opened:
        context.close()


def declared(somebody: Citizen, first: str, second: str) -> str:
    """Two persons, the second with a slip of the pen mended; the number of the slip."""
    somebody.page.fill("#id_phone", "0912 000 111")
    somebody.page.fill("#id_hamlet", HAMLET)
    somebody.tells_of(0, first, "1985", "f")
    somebody.page.click("button[value=add]")
    somebody.page.wait_for_selector("#id_p1-name")
    somebody.tells_of(1, second, "20155", "m")
    somebody.sends()
    field = somebody.page.locator(".field.wrong")
    assert field.count() == 1
    assert "Viết năm sinh" in field.inner_text()  # what is wrong stands beside the field
    assert field.locator("input").input_value() == "20155"
    assert somebody.page.input_value("#id_p0-name") == first
    assert somebody.page.input_value("#id_phone") == "0912 000 111"
    somebody.page.fill("#id_p1-birth", "2015")
    somebody.sends()
    assert somebody.reads("Đã nhận khai báo")
    return somebody.page.inner_text(".slip dd >> nth=0").strip()


class TestAHouseholdDeclares:
    def test_on_a_slow_line_with_a_slip_of_the_pen_and_the_officer_confirms_it(
        self, citizen: Callable[..., Citizen], person: SignIn
    ) -> None:
        somebody = citizen().on_a_slow_line()
        assert somebody.goes_to(PAGE) == 200
        somebody.page.wait_for_load_state("networkidle")
        assert 0 < somebody.bytes <= WEIGHT
        each_page_is_open_to_all(somebody)
        number = declared(somebody, "Thử Chị Ba", "Thử Em Út")
        for told in ("gọi lại trước", "02033000111", "Làm ngay bây giờ", "115"):
            assert somebody.reads(told)
        each_page_is_open_to_all(somebody)
        self.officer_confirms(person("commune"), number)
        somebody.page.reload()
        assert somebody.page.inner_text("main").count("đã xác nhận") == 2

    def officer_confirms(self, officer: Person, number: str) -> None:
        officer.goes_to("/viec-hom-nay/")
        officer.page.click("main a[href*='/ca-benh/khai-bao/'] >> nth=0")
        officer.page.wait_for_load_state("load")
        if number not in officer.page.inner_text("h1"):
            officer.goes_to("/ca-benh/khai-bao/")
            officer.page.click(f"a:has-text('{number}')")
        assert officer.reads("Thử Em Út")
        each_page_is_open_to_all(officer)
        for index in (0, 1):
            officer.page.check(f"input[name=act{index}][value=confirmed]")
        officer.page.click("button[value=decide]")
        assert officer.reads("Đã ghi 2 người.")
        each_page_is_open_to_all(officer)

    def test_without_the_script_as_well(self, citizen: Callable[..., Citizen]) -> None:
        somebody = citizen(java_script_enabled=False)
        assert somebody.goes_to(PAGE) == 200
        somebody.page.fill("#id_hamlet", HAMLET)
        somebody.tells_of(0, "Thử Cậu Tư", "1990", "m")
        somebody.sends()
        assert somebody.page.locator("#id_phone_error").inner_text() == "Cần một số điện thoại để gọi lại."
        assert somebody.page.input_value("#id_p0-name") == "Thử Cậu Tư"
        somebody.page.fill("#id_phone", "0912000222")
        somebody.sends()
        assert somebody.page.inner_text("h1") == "Đã nhận khai báo"


@pytest.fixture(autouse=True)
def screen() -> dict[str, int]:
    """Everybody here holds a phone."""
    return SCREENS["phone"]
