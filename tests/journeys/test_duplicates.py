"""Two persons told twice: side by side, one merged, one refused, the merge undone, its history shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import SCREENS
from tests.journeys.person import Person, Site
from tests.journeys.test_ring import each_page_is_open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
SignIn = Callable[[str], Person]
QUEUE = "main ul.list a"


@pytest.fixture
def screen() -> dict[str, int]:
    return SCREENS["desktop"]


class TestTwoDoubtfulPairs:
    def test_one_is_merged_and_undone_and_one_is_two_people(self, person: SignIn, site: Site) -> None:
        analyst = person("analyst")
        analyst.goes_to("/trung-lap/")
        assert analyst.page.locator(QUEUE).count() == site.field_work["pairs"] == 2
        each_page_is_open_to_all(analyst)
        analyst.page.click(f"{QUEUE} >> nth=0")
        assert analyst.reads("Một người hay hai người?")
        assert analyst.page.locator("tr.differ").count() >= 2  # the name and the day of birth
        each_page_is_open_to_all(analyst)

        analyst.page.fill("#note", "cùng số điện thoại, đã gọi hỏi")
        analyst.page.click("button[value=merged]")
        assert analyst.reads("Đã gộp hai hồ sơ.")
        assert analyst.reads("Lần gộp này đã đổi gì")
        each_page_is_open_to_all(analyst)
        merge = analyst.page.url

        analyst.goes_to("/trung-lap/")
        assert analyst.page.locator(QUEUE).count() == 1
        analyst.page.click(f"{QUEUE} >> nth=0")
        analyst.page.wait_for_selector("button[value=different]")
        analyst.page.keyboard.press("k")  # by its key, as the button says
        assert analyst.reads("hai người khác nhau")
        analyst.goes_to("/trung-lap/")
        assert analyst.reads("Không có cặp nào")

        analyst.page.goto(merge)
        analyst.page.fill("#note", "gọi lại: hai chị em")
        analyst.page.click("button.danger")
        assert analyst.reads("hai hồ sơ như trước")
        analyst.page.goto(merge)
        assert analyst.reads("đã hủy gộp")
        assert analyst.page.locator("button.danger").count() == 0
        analyst.goes_to("/trung-lap/?tab=merged")
        assert analyst.reads("đã hủy gộp")
        each_page_is_open_to_all(analyst)
