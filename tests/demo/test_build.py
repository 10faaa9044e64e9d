"""The manifest, and that the same seed writes the same bytes."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from pathlib import Path

import pytest

import demo
from tests.demo.reading import Written


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("*.csv")}


@pytest.mark.slow
class TestManifest:
    def test_files_stand_in_the_order_of_their_clocks(self, written: Written) -> None:
        clocks = [f.at for f in written.manifest.files]
        assert clocks == sorted(clocks)
        assert clocks[-1] < written.manifest.clock == datetime(2022, 3, 7, 7, 0)

    def test_residents_come_before_the_line_list_that_names_them(self, written: Written) -> None:
        kinds = [f.kind for f in written.manifest.files]
        assert kinds.index("residents") < kinds.index("linelist")

    def test_it_counts_the_rows_of_every_file(self, written: Written) -> None:
        for f in written.manifest.files:
            lines = f.path.read_text(encoding="utf-8").count("\n")
            assert lines - 1 == f.rows > 0

    def test_a_week_is_frozen_after_its_files_are_in(self, written: Written) -> None:
        weeks = [(f.start, f.end) for f in written.manifest.freezes]
        assert weeks == [
            (date(2022, 2, 21), date(2022, 2, 27)),
            (date(2022, 2, 28), date(2022, 3, 6)),
        ]
        for freeze in written.manifest.freezes:
            lists = [f.at for f in written.manifest.files if f.at.date() == freeze.end]
            assert lists
            assert max(lists) < freeze.at

    def test_it_lies_beside_the_files(self, written: Written) -> None:
        folder = written.manifest.files[0].path.parent
        saved = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert len(saved["files"]) == len(written.manifest.files)
        assert saved["place"] == "22"


class TestBuild:
    @pytest.mark.slow
    def test_it_writes_the_same_bytes_again(self, written: Written, tmp_path: Path) -> None:
        demo.build("quang-ninh", tmp_path)
        first = digests(written.manifest.files[0].path.parent)
        assert len(first) == len(written.manifest.files)
        assert digests(tmp_path) == first

    def test_it_refuses_an_unknown_scene(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="atlantis"):
            demo.build("atlantis", tmp_path)  # type: ignore[arg-type]

    def test_it_tells_its_progress_up_to_the_end(self, tmp_path: Path) -> None:
        shares: list[float] = []
        demo.build("bac-giang", tmp_path, progress=lambda step, share: shares.append(share))
        assert shares == sorted(shares)
        assert shares[-1] == 1.0

    def test_age_shares_sum_to_the_census(self) -> None:
        rows = demo.age_shares("quang-ninh")
        assert sum(persons for *_, persons in rows) == 1_320_324
        assert {first for _, first, _, _ in rows} == set(range(0, 90, 5))
