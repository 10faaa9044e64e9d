"""The bench of imports runs and says what it measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import linelist_data
from giaoban.intake.sheets import open_sheet


@pytest.mark.slow
class TestTheGenerator:
    def test_it_writes_the_same_file_each_time(self, tmp_path: Path) -> None:
        first, second = (linelist_data.linelist(tmp_path / name, 50) for name in ("a.csv", "b.csv"))
        assert first.read_bytes() == second.read_bytes()

    def test_its_columns_are_fields(self, tmp_path: Path) -> None:
        sheet = open_sheet(linelist_data.register(tmp_path / "r.csv", 5))
        assert tuple(sheet.columns) == linelist_data.RESIDENT and len(list(sheet.rows)) == 5
