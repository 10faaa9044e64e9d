"""A hamlet walked with a phone: door by door, somebody found positive, the round's account of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import SCREENS
from tests.journeys.make_field import HAMLET
from tests.journeys.person import Person
from tests.journeys.test_ring import each_page_is_open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
SignIn = Callable[[str], Person]


@pytest.fixture
def screen() -> dict[str, int]:
    return SCREENS["phone"]


def says(walker: Person, name: str, presence: str, test: str = "") -> None:
    """One resident of the open door."""
    block = walker.page.locator("section.block", has=walker.page.locator(f"h2:text-is('{name}')"))
    block.locator(f"input[name^=presence][value={presence}]").check()
    if test:
        block.locator(f"input[name^=test][value={test}]").check()
    reason = block.locator("select[name^=reason]")
    if reason.count():
        reason.select_option(index=1)


class TestARound:
    def test_it_is_walked_door_by_door_and_the_find_is_its_own(self, person: SignIn) -> None:
        walker = person("station")
        walker.goes_to("/ra-soat/")
        each_page_is_open_to_all(walker)
        walker.page.fill("#hamlet", HAMLET)
        walker.page.click("main form button.main")
        assert walker.reads("Đối chiếu")
        each_page_is_open_to_all(walker)
        walker.page.click(".actions a.main")
        assert walker.reads("Thử Bà Cả")
        each_page_is_open_to_all(walker)
        says(walker, "Thử Bà Cả", "met", "positive")
        says(walker, "Thử Con Dâu", "absent")
        walker.page.click("button[value=save]")
        assert walker.reads("Ghi 1 ca mới nhờ rà soát.")
        assert walker.reads("Thử Anh Hai")  # the next door opened by itself
        says(walker, "Thử Anh Hai", "met", "negative")
        walker.page.click("button[value=save]")
        assert walker.reads("mọi nhân khẩu trong sổ đều đã được ghi")
        each_page_is_open_to_all(walker)
        walker.page.click("button[value=close]")
        assert walker.reads("kết thúc ngày")
        walker.goes_to("/ca-benh/")
        walker.page.click("main table.data a >> nth=0")
        walker.page.wait_for_load_state("load")
        assert walker.reads("Thử Bà Cả")
        assert walker.reads("rà soát")  # how the case was found, not a mark on the person
        each_page_is_open_to_all(walker)
