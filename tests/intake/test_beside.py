"""Batches come each once and in order, whichever process reads them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from giaoban.intake import beside
from tests.intake.numbers import broken_off, told


class TestWithoutAProcess:
    def test_this_one_reads_everything(self) -> None:
        assert list(beside.Beside(None).batches(told, until=3)) == [(n, os.getpid()) for n in range(3)]

    @pytest.mark.django_db
    def test_none_is_started_where_it_could_not_see_the_places(self, tmp_path: Path) -> None:
        long = tmp_path / "long.csv"
        long.write_bytes(b"x" * 3_000_000)
        with beside.starting(long) as process:
            assert process is None

    def test_none_is_started_for_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with beside.starting(tmp_path / "absent.csv") as process:
            assert process is None


@pytest.mark.slow
class TestWithAProcess:
    def test_it_reads_everything(self) -> None:
        one = beside._start()
        assert one is not None
        try:
            found = list(beside.Beside(one).batches(told, until=3))
        finally:
            one.kill()
            one.communicate()
        assert [number for number, _ in found] == [0, 1, 2]
        assert os.getpid() not in {process for _, process in found}

    def test_this_one_reads_what_an_interrupted_one_left(self) -> None:
        one = beside._start()
        assert one is not None
        try:
            found = list(beside.Beside(one).batches(broken_off, at=2, here=os.getpid()))
        finally:
            one.kill()
            one.communicate()
        assert [number for number, _ in found] == [0, 1, 2, 3]
        assert [process == os.getpid() for _, process in found] == [False, False, True, True]

    def test_one_that_cannot_start_is_not_missed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        assert beside._start() is None
