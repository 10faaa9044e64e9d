"""The contract of the extract."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from giaoban.analytics.tables import TABLES, BrokenContract, empty, tables_markdown, validate


def spell(**changes: object) -> pa.Table:
    row = {
        "case": 1,
        "unit": "00001",
        "kind": "care",
        "value": "home",
        "from_date": date(2022, 3, 1),
        "to_date": None,
    } | changes
    schema = pa.schema([field.with_nullable(True) for field in TABLES["spells"].schema])
    return pa.Table.from_pylist([row], schema=schema)


class TestTheDocumentation:
    def test_every_column_is_described_in_both_languages(self) -> None:
        page = tables_markdown()
        for shape in TABLES.values():
            assert f"## `{shape.name}`" in page and shape.grain_vi and shape.grain_en
            for column in shape.columns:
                assert column.vi and column.en, (shape.name, column.name)
                assert f"| `{column.name}` |" in page

    def test_every_key_is_a_column(self) -> None:
        for shape in TABLES.values():
            assert set(shape.key) <= {column.name for column in shape.columns}


class TestValidate:
    @pytest.mark.parametrize("name", list(TABLES))
    def test_it_takes_an_empty_table(self, name: str) -> None:
        validate(empty(name), name)

    def test_it_takes_a_row_that_keeps_to_the_contract(self) -> None:
        validate(spell(), "spells")

    def test_it_names_a_missing_column(self) -> None:
        with pytest.raises(BrokenContract, match="value: missing"):
            validate(spell().drop_columns(["value"]), "spells")

    def test_it_names_a_wrong_type(self) -> None:
        text = spell().set_column(4, "from_date", pa.array(["2022-03-01"]))
        with pytest.raises(BrokenContract, match="from_date: string, not date32"):
            validate(text, "spells")

    def test_it_names_an_empty_cell_and_an_unknown_word(self) -> None:
        with pytest.raises(BrokenContract, match=r"case: 1 empty.*kind: unknown place"):
            validate(spell(case=None, kind="place"), "spells")

    def test_it_refuses_a_key_that_stands_twice(self) -> None:
        rows = [{"name": "elderly_age", "value": value} for value in (60.0, 65.0)]
        table = pa.Table.from_pylist(rows, schema=TABLES["params"].schema)
        with pytest.raises(BrokenContract, match="name: a key stands twice"):
            validate(table, "params")
