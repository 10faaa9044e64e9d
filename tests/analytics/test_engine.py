"""Opening an extract and reading rows of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from giaoban.analytics import engine
from giaoban.analytics.figures import place
from tests.analytics.judging import PARAMS, WINDOWS, Rows, arrow, compiled, complete

CASES: Rows = {
    "cases": [
        {"case": n, "unit": unit, "announced": date(2022, 3, 1)}
        for n, unit in enumerate(["00001", "00001", "00003", "99999"])
    ]
}


def opened() -> duckdb.DuckDBPyConnection:
    con = engine.connect(threads=1)
    engine.open_extract(con, arrow(complete(CASES)))
    engine.ask(con, WINDOWS, PARAMS)
    return con


class TestOpenExtract:
    def test_several_parts_of_a_table_are_one_table(self, tmp_path: Path) -> None:
        tables = arrow(complete(CASES))
        parts = [tables["cases"].slice(0, 1), tables["cases"].slice(1)]
        paths = [tmp_path / f"it's part {n}.parquet" for n in (0, 1)]
        for path, part in zip(paths, parts, strict=True):
            pq.write_table(part, path, compression="zstd")
        con = engine.connect(threads=1)
        engine.open_extract(con, {"cases": [str(path) for path in paths], "units": tables["units"]})
        rolled = engine.roll_up(con, engine.compute(con, compiled().only(["new"]), WINDOWS, PARAMS))
        assert place(rolled, "22", WINDOWS, PARAMS).value("new") == 3

    def test_a_closed_network_is_not_asked_for_extensions(self) -> None:
        settings = dict(
            opened()
            .execute("SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%extensions'")
            .fetchall()
        )
        assert settings["autoinstall_known_extensions"] == "false"
        assert settings["autoload_known_extensions"] == "false"


class TestCompute:
    def test_a_sum_is_a_line_like_any_other(self) -> None:
        counts = engine.compute(opened(), compiled().only(["new"]), WINDOWS, PARAMS)
        lines = [row for row in counts.to_pylist() if (row["indicator"], row["window"]) == ("new", "current")]
        assert {row["unit"]: row["value"] for row in lines} == {"00001": 2, "00003": 1, "99999": 1}

    def test_a_sum_with_a_part_left_out_is_not_told(self) -> None:
        counts = engine.compute(opened(), compiled().only(["new_linelist"]), WINDOWS, PARAMS)
        told = set(counts["indicator"].to_pylist())
        assert "new_linelist" in told and "new" not in told


class TestRecords:
    def test_a_reader_sees_the_rows_of_a_subtree_or_of_named_units(self) -> None:
        con, sql = opened(), compiled().records_sql("new")
        everything = engine.records(con, sql, "current")
        assert everything.num_rows == 4
        assert engine.records(con, sql, "current", path="VN/22/193").num_rows == 2
        assert engine.records(con, sql, "current", units=["00003"])["case"].to_pylist() == [2]
        assert engine.record_count(con, sql, "current", path="VN/22") == (3, 3.0)

    def test_pages_follow_each_other_without_a_gap(self) -> None:
        con, sql = opened(), compiled().records_sql("new")
        pages = [
            engine.records(con, sql, "current", limit=2, offset=offset)["case"].to_pylist()
            for offset in (0, 2, 4)
        ]
        assert sorted([*pages[0], *pages[1]]) == [0, 1, 2, 3] and pages[2] == []

    def test_a_path_is_no_prefix_of_a_longer_code(self) -> None:
        con, sql = opened(), compiled().records_sql("new")
        assert engine.record_count(con, sql, "current", path="VN/22/19") == (0, 0.0)


class TestStrangers:
    def test_units_the_tree_does_not_know_are_named(self) -> None:
        con = opened()
        counts = engine.compute(con, compiled().only(["new"]), WINDOWS, PARAMS)
        assert engine.strangers(con, counts) == ["99999"]


class TestConnect:
    def test_it_takes_the_sizes_of_the_machine(self) -> None:
        con = engine.connect(threads=1, memory_limit="300MiB")
        held = con.execute("SELECT current_setting('threads'), current_setting('memory_limit')")
        assert held.fetchall() == [(1, "300.0 MiB")]
