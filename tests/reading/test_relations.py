"""Sentences in which one relation fails, and sentences that look like it and hold (`-`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from giaoban.reading import check

LINES = (Path(__file__).parent / "relations.txt").read_text(encoding="utf-8").splitlines()


class TestASentence:
    @pytest.mark.parametrize("line", LINES)
    def test_fails_in_what_does_not_add_up_and_in_nothing_else(self, line):
        kind, text = line.split("|", 1)
        fails = {r["kind"] for r in check(text)["relations"] if r["verdict"] == "fails"}
        assert fails == {kind} - {"-"}

    def test_is_told_for_every_kind_and_for_what_holds(self):
        assert {line.split("|")[0] for line in LINES} == {
            *("sum", "share", "change", "cumulative", "window", "bound", "-")
        }
