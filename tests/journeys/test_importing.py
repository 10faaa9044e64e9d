"""A large file sent by the browser: its page brings itself up to date until the report stands there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.person import Person
from tests.journeys.test_ring import each_page_is_open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
ROWS = 2_500  # of some fifty bytes: more than a request takes
LONGEST = 60_000  # milliseconds


class TestALargeFile:
    def test_tells_how_far_it_is_and_ends_as_its_report(
        self, person: Callable[[str], Person], screen: dict[str, int], tmp_path: Path
    ) -> None:
        file = tmp_path / "nhieu-dong.csv"
        lines = [
            f"Thành phố Cẩm Phả,01/06/2021,Số xét nghiệm,{n},w{screen['width']}-{n}" for n in range(ROWS)
        ]
        file.write_text("\n".join(["Địa bàn,Ngày,Chỉ số,Giá trị,Nguồn", *lines]) + "\n", encoding="utf-8")
        analyst = person("analyst")
        analyst.goes_to("/nhap/")
        analyst.page.select_option("select[name=kind]", "returns")
        analyst.page.set_input_files("input[name=file]", str(file))
        analyst.page.click("main form button.main")
        assert "/nhap/cho/" in analyst.page.url
        each_page_is_open_to_all(analyst)
        analyst.page.wait_for_url(lambda address: "/nhap/cho/" not in address, timeout=LONGEST)
        assert analyst.reads("2.500 dòng") and analyst.reads("Mọi dòng đều đã được nhận.")
        each_page_is_open_to_all(analyst)
