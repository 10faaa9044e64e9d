"""`giaoban brief`, `records`, `verify`, `level`: documented JSON, exact values, exit codes."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from giaoban.briefing import cli, queries
from giaoban.situation import cli as levels
from giaoban.situation import parts
from tests.briefing.conftest import World
from tests.briefing.linelist import WEEK_9

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def run(command: Any, *words: str) -> Any:
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, list(words))


class TestBrief:
    def test_the_json_has_exactly_the_documented_keys(self, world: World) -> None:
        told = json.loads(run(cli.brief, "--place", "22", "--week", "2022-W09", "--json").stdout)
        assert list(told) == [
            "id", "snapshot", "place", "from", "to", "as_of", "known_at", "policy", "figures", "levels",
            "checks",
        ]  # fmt: skip
        assert told["id"] == world.now.slug and tuple(told["figures"][0]) == cli.FIGURE_KEYS
        assert tuple(told["levels"][0]) == cli.LEVEL_KEYS

    def test_week_and_days_ask_for_the_same(self, world: World) -> None:
        days = ("--from", "2022-02-28", "--to", "2022-03-06")
        told = json.loads(run(cli.brief, "--place", "22", *days, "--json").stdout)
        assert told["id"] == world.now.slug

    def test_it_writes_the_paper(self, world: World, tmp_path: Path) -> None:
        run(cli.brief, "--place", "22", "--week", "2022-W09", "--docx", str(tmp_path / "a.docx"))
        assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


class TestRecords:
    def test_the_csv_has_the_rows_of_the_figure(self, world: World, tmp_path: Path) -> None:
        run(cli.records, world.now.slug, "new", "--csv", str(tmp_path / "a.csv"))
        lines = list(csv.reader((tmp_path / "a.csv").open(encoding="utf-8-sig")))
        assert len(lines) - 1 == queries.figure_of(world.now, "new")["records"] == sum(WEEK_9.values())

    def test_states_are_words(self, world: World) -> None:
        told = json.loads(run(cli.records, world.now.slug, "hospital", "--json").stdout)
        assert [(r["care"], r["severity"]) for r in told["records"]] == [("hospital", "severe")]


class TestVerify:
    def test_an_untouched_briefing_is_equal(self, world: World) -> None:
        answer = run(cli.verify, world.now.slug)
        assert answer.exit_code == 0, answer.stdout

    def test_a_row_taken_out_of_a_part_is_found_and_the_figures_are_named(
        self, world: World, tmp_path: Path
    ) -> None:
        part = _largest(world)
        shutil.copy(part, tmp_path / "kept")
        try:
            duckdb.sql(
                f"COPY (FROM read_parquet('{tmp_path / 'kept'}') OFFSET 1) TO '{part}' (FORMAT parquet)"
            )
            answer = run(cli.verify, world.now.slug, "--json")
        finally:
            shutil.copy(tmp_path / "kept", part)
        told = json.loads(answer.stdout)
        assert answer.exit_code == 1 and told["parts"][0]["table"] == "cases"
        assert {"new", "cumulative"} <= {f["figure"] for f in told["figures"]}
        assert "beds" not in {f["figure"] for f in told["figures"]}

    def test_a_part_that_cannot_be_read_names_every_figure_made_of_it(
        self, world: World, tmp_path: Path
    ) -> None:
        part = _largest(world)
        shutil.copy(part, tmp_path / "kept")
        try:
            part.write_bytes(b"not parquet")
            answer = run(cli.verify, world.now.slug)
        finally:
            shutil.copy(tmp_path / "kept", part)
        assert answer.exit_code == 1 and "new (value)" in answer.stdout

    def test_a_figure_changed_in_the_database_is_named(self, world: World) -> None:
        figures = [{**f, "value": 99.0} if f["id"] == "deaths" else f for f in world.now.figures]
        type(world.now).objects.filter(pk=world.now.pk).update(figures=figures)
        answer = run(cli.verify, world.now.slug)
        assert answer.exit_code == 1 and "deaths (value): đã ghi 99.0, tính lại 1.0" in answer.stdout


def _largest(world: World) -> Path:
    """The part of week 9's cases."""
    held = world.now.evaluation.snapshot.manifest["cases"]
    return parts.path(max(held, key=lambda p: p["rows"])["sha256"])


class TestLevel:
    def test_it_names_the_rule_and_its_reasons(self, world: World) -> None:
        told = json.loads(run(levels.level, "--place", "06778", "--on", "2022-03-06", "--json").stdout)
        assert told["rule"] == "218/QĐ-BYT" and told["announced"] == 2 and told["reasons"]
        assert told["low"] <= told["high"] and told["hypothetical"] is False

    def test_before_any_rule_it_answers_so(self, world: World) -> None:
        told = json.loads(run(levels.level, "--place", "06778", "--on", "2021-06-06", "--json").stdout)
        assert told["outcome"] == told["status"] == "no_rule" and told["level"] is None

    def test_a_rule_not_in_force_is_labelled(self, world: World) -> None:
        answer = run(levels.level, "--place", "06778", "--on", "2022-03-06", "--rule", "4800")
        assert "GIẢ ĐỊNH theo 4800/QĐ-BYT" in answer.stdout
