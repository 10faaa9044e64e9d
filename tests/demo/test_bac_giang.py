"""The published counts of Bắc Giang, as they were carried over."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import demo
from tests.demo.reading import Row, rows_of

FACTS = Path(demo.__file__).parent / "bac_giang"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    manifest = demo.build("bac-giang", tmp_path_factory.mktemp("bac_giang"))
    assert [f.kind for f in manifest.files] == ["returns"]
    return rows_of(manifest.files[0].path)


@pytest.fixture(scope="module")
def own_districts() -> set[str]:
    """Names as the counts write them, without Huyện or Thành phố."""
    lines = (FACTS / "districts.csv").read_text(encoding="utf-8").splitlines()
    names = [r["name"] for r in csv.DictReader(x for x in lines if not x.startswith("#"))]
    return {name.removeprefix("Huyện ").removeprefix("Thành phố ") for name in names}


def cases(rows: list[Row]) -> int:
    return sum(int(r["value"]) for r in rows)


class TestPublishedCounts:
    def test_the_province_published_5_649_cases(self, published: list[Row]) -> None:
        assert cases([r for r in published if r["publisher"] == "Bắc Giang"]) == 5_649

    def test_161_of_them_stand_in_districts_that_are_not_its_own(
        self, published: list[Row], own_districts: set[str]
    ) -> None:
        outside = [
            r for r in published if r["publisher"] == "Bắc Giang" and r["district"] not in own_districts
        ]
        assert len(own_districts) == 10
        assert cases(outside) == 161
        assert cases([r for r in outside if r["district"] == "Ba Đồn"]) == 92

    def test_15_rows_of_other_provinces_stand_in_its_districts(
        self, published: list[Row], own_districts: set[str]
    ) -> None:
        others = [r for r in published if r["publisher"] != "Bắc Giang"]
        assert len(others) == 15
        assert cases(others) == 16  # one row, Lạng Sơn for Quang Châu on 25 May, has two
        assert {r["publisher"] for r in others} == {"Bắc Ninh", "Hà Nội", "Lạng Sơn", "Vĩnh Phúc"}
        assert {r["district"] for r in others} <= own_districts

    def test_a_row_is_one_day_of_one_commune(self, published: list[Row]) -> None:
        keys = {(r["publisher"], r["district"], r["commune"], r["from"]) for r in published}
        assert len(keys) == len(published)
        assert all(r["from"] == r["to"] and r["indicator"] == "new_cases" for r in published)
        assert all("2021-04-27" <= r["from"] <= "2021-07-13" for r in published)
