"""Ages of districts from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from giaoban.kernel.errors import UserError
from giaoban.places import ages


class TestAgesFromAFile:
    def test_each_line_is_a_band(self, tmp_path: Path) -> None:
        file = tmp_path / "ages.csv"
        file.write_text("district,age_from,age_to,persons\n195,0,17,300\n195,18,200,700\n", encoding="utf-8")
        assert ages.read(file) == [("195", 0, 17, 300.0), ("195", 18, 200, 700.0)]

    @pytest.mark.parametrize("line", ["195,18,17,3", "195,x,17,3", ",0,17,3", "195,0,17,-3"])
    def test_a_line_that_is_none_refuses_the_file_and_names_it(self, tmp_path: Path, line: str) -> None:
        file = tmp_path / "ages.csv"
        file.write_text(f"district,age_from,age_to,persons\n195,0,17,300\n{line}\n", encoding="utf-8")
        with pytest.raises(UserError, match="Dòng 3"):
            ages.read(file)
