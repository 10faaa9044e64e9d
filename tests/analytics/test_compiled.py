"""Compiled SQL: for both engines, without dates, and kept so that ibis stays away."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlglot

from giaoban.analytics import compiled as cache
from giaoban.analytics.catalogue import CATALOGUE
from giaoban.analytics.compiling import compile_all
from tests.analytics.judging import compiled

USE = """
import sys
from datetime import date
from pathlib import Path
from giaoban.analytics import compiled, engine, figures
from giaoban.analytics.windows import standard
ready = compiled.load(Path(sys.argv[1]))
con = engine.connect()
engine.open_extract(con, {})
windows = standard(date(2022, 2, 28), date(2022, 3, 6))
rolled = engine.roll_up(con, engine.compute(con, ready, windows))
figures.place(rolled, "22", windows).figure("new")
print(sorted({name.partition(".")[0] for name in sys.modules} & {"ibis", "sqlglot", "django"}))
"""


@pytest.mark.slow
class TestTheCache:
    def test_a_warm_cache_computes_without_importing_ibis(self, tmp_path: Path) -> None:
        print_ = cache.fingerprint()
        (tmp_path / f"indicators-{print_}.json").write_text(compiled().to_json(), "utf-8")
        run = subprocess.run(
            [sys.executable, "-c", USE, str(tmp_path)], check=True, capture_output=True, text=True
        )
        assert run.stdout.strip() == "[]"

    @pytest.mark.slow
    def test_a_file_cut_off_is_compiled_again_and_replaced(self, tmp_path: Path) -> None:
        kept = tmp_path / f"indicators-{cache.fingerprint()}.json"
        kept.write_text(compiled().to_json()[:1000], "utf-8")
        assert cache.load(tmp_path) == compiled()
        assert cache.Compiled.from_json(kept.read_text("utf-8")) == compiled()
        assert [path.name for path in tmp_path.iterdir()] == [kept.name]


class TestTheSql:
    def test_it_holds_no_date_but_the_zero_of_day_numbers(self) -> None:
        text = compiled().to_json()
        assert set(re.findall(r"MAKE_DATE\([^)]*\)", text)) == {"MAKE_DATE(1900, 1, 1)"}
        assert not re.search(r"\b20\d\d\b", text)

    @pytest.mark.slow
    def test_every_indicator_compiles_for_spark_too(self) -> None:
        spark = compile_all("pyspark")
        assert set(spark["records"]) == set(compiled().records)
        assert set(spark["shared"]) == set(compiled().shared)
        for text in [
            *spark["shared"].values(),
            *(one["sql"] for one in spark["totals"]),
            *(one["sql"] for one in spark["records"].values()),
        ]:
            assert sqlglot.parse_one(text, read="spark")

    def test_every_count_is_made_by_exactly_one_pass(self) -> None:
        made = [name for one in compiled().totals for name in one["ids"]]
        made += [one["id"] for one in compiled().spreads]
        assert sorted(made) == sorted(compiled().records)

    def test_it_survives_being_stored(self) -> None:
        text = compiled().to_json()
        assert cache.Compiled.from_json(text) == compiled()
        assert json.loads(text)["fingerprint"] == cache.fingerprint()


class TestRecordsSql:
    def test_a_share_opens_to_its_numerator_and_a_change_to_what_changed(self) -> None:
        assert compiled().records_sql("home_share") == compiled().records_sql("care_home")
        assert compiled().records_sql("new_change") == compiled().records_sql("new")
        assert compiled().records_sql("incidence_7d") == compiled().records_sql("new")
        assert set(CATALOGUE) >= set(compiled().records)


class TestOnly:
    def test_it_keeps_every_pass_a_value_is_made_of(self) -> None:
        kept = compiled().only(["deaths_per_new", "level3_change", "reporting_delay"])
        made = {name for one in kept.totals for name in one["ids"]}
        assert {
            "deaths_linelist",
            "deaths_returns",
            "new_linelist",
            "new_returns",
            "level3",
            "levels_announced",
        } <= made
        assert [one["id"] for one in kept.spreads] == ["reporting_delay"]
        assert not {"active", "adults_registered"} & made
