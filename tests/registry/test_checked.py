"""A checked batch that comes from another process says what it said there."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from giaoban.intake.fields import LINELIST, RESIDENTS
from giaoban.intake.mapping import bind
from giaoban.intake.sheets import open_sheet
from giaoban.registry import resident_rows
from giaoban.registry.linelist.checked import Checked, checked
from tests.registry.conftest import AT, WriteFile

HEADER = "case_id,name,birth,commune,announced,outcome,outcome_date,severity"
ROWS = (
    "1,Nguyễn Văn An,1990,Cẩm Trung,05/03/2022,,,nhẹ",
    "2,Trần Thị Bình,03/04/1991,Nơi Không Có,05/03/2022,khỏi bệnh,06/03/2022,",
    "3,Lê Văn Chi,1990,Cẩm Trung,31/31/2022,,,",
    "Tổng cộng,3,,,,,,",
)


def from_a_list(write: WriteFile, *rows: str) -> Iterator[Checked]:
    path = write(HEADER, *rows)
    return checked(path, bind({}, open_sheet(path).columns, LINELIST), "linelist", AT)


class TestABatchOfCases:
    def test_is_the_same_after_the_journey(self, places: object, write: WriteFile) -> None:
        (here,) = from_a_list(write, *ROWS)
        there = pickle.loads(pickle.dumps(here))
        assert (there.rows, there.issues) == (3, here.issues)
        assert there.passed_over == [{"row": 5, "what": "total"}]
        for came, was in zip(there.found, here.found, strict=True):
            assert came.record.cells == was.record.cells
            came.record.packed = was.record.packed
            assert came == was
        assert len(there.found) == 2

    def test_without_a_sound_row_is_the_same_too(self, places: object, write: WriteFile) -> None:
        (here,) = from_a_list(write, ROWS[2])
        assert pickle.loads(pickle.dumps(here)) == here

    def test_tells_of_lines_after_the_last_full_batch(self, places: object, write: WriteFile) -> None:
        assert [batch.rows for batch in from_a_list(write)] == []
        *_, last = from_a_list(write, "Tổng cộng,3,,,,,,")
        assert (last.rows, len(last.passed_over)) == (0, 1)

    def test_tells_of_lines_after_each_of_several_batches_once(
        self, places: object, write: WriteFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("giaoban.registry.linelist.checked.BATCH", 1)
        total = "Tổng cộng,3,,,,,,"
        batches = from_a_list(write, ROWS[0], total, ROWS[1], total, total)
        told = [line["row"] for batch in batches for line in batch.passed_over]
        assert told == [3, 5, 6]


class TestABatchOfResidents:
    def test_tells_of_lines_after_each_of_several_batches_once(
        self, places: object, write: WriteFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(resident_rows, "BATCH", 1)
        path = write(
            "name,birth,commune,x", "An,1990,Cẩm Trung,", "Tổng,,,", "Bình,1990,Cẩm Trung,", "Tổng,,,"
        )
        batches = resident_rows.checked(path, bind({}, open_sheet(path).columns, RESIDENTS), AT)
        assert [line["row"] for batch in batches for line in batch.passed_over] == [3, 5]

    def test_is_the_same_after_the_journey(self, places: object, write: WriteFile) -> None:
        path = write(
            "name,birth,commune,dose1_date,dose1_vaccine",
            "Nguyễn Văn An,1990,Cẩm Trung,05/03/2021,AstraZeneca", ",1991,Cẩm Trung,,",
        )  # fmt: skip
        bound = bind({}, open_sheet(path).columns, RESIDENTS)
        (here,) = resident_rows.checked(path, bound, AT)
        assert pickle.loads(pickle.dumps(here)) == here
        assert (here.rows, len(here.people), len(here.issues)) == (2, 1, 1)
