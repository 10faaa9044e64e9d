"""The line list where two diseases are in one register: nobody counts one among the other's cases."""

from __future__ import annotations

import pytest
from django.test import Client

from giaoban.places.models import Unit
from giaoban.registry.models import Case
from tests.clock import FakeClock
from tests.registry.conftest import AT
from tests.registry.officers import officer
from tests.registry.taking import Take

HEAD = "Mã số bệnh nhân,Họ và tên,Năm sinh,Tỉnh,Huyện,Xã,Ngày công bố,Bệnh"
PLACE = "Quảng Ninh,Cẩm Phả,Cẩm Trung"
DENGUE = "Sốt xuất huyết Dengue"


@pytest.fixture
def page(take: Take, places: dict[str, Unit], fake_clock: FakeClock, client: Client) -> Client:
    fake_clock.set(AT)
    take(
        HEAD,
        f"C1,Người Thử A,1980,{PLACE},05/03/2022,COVID-19",
        f"D1,Người Thử B,1990,{PLACE},05/03/2022,dengue",
    )
    client.force_login(officer("commune", Case.objects.get(number="C1").unit))
    return client


def told(page: Client, asked: str = "") -> str:
    return page.get(f"/ca-benh/{asked}").content.decode()


class TestTwoDiseases:
    def test_each_line_names_its_own(self, page: Client) -> None:
        assert told(page).count(DENGUE) == 2  # a line and the choice

    def test_the_list_can_be_of_one(self, page: Client) -> None:
        of_dengue = told(page, "?disease=dengue")
        assert "Người Thử B" in of_dengue
        assert "Người Thử A" not in of_dengue

    def test_where_all_are_of_the_usual_one_no_column_repeats_it(self, page: Client) -> None:
        assert ">Bệnh</th>" in told(page)
        assert ">Bệnh</th>" not in told(page, "?disease=covid-19")

    def test_the_file_names_it_always(self, page: Client) -> None:
        assert DENGUE in page.get("/ca-benh/tai-ve.csv").content.decode()

    def test_a_case_says_its_own(self, page: Client) -> None:
        assert DENGUE in told(page, f"{Case.objects.get(number='D1').ref}/")

    def test_one_that_is_not_there_narrows_nothing(self, page: Client) -> None:
        assert "Người Thử A" in told(page, "?disease=plague")
