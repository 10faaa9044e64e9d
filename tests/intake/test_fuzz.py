"""Whatever comes: a sentence for the user, or rows that are all accounted for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.intake.cells import Columns
from giaoban.intake.fields import LINELIST
from giaoban.intake.mapping import bind, check
from giaoban.intake.sheets import open_sheet
from giaoban.kernel.errors import UserError
from giaoban.registry.linelist.record import RowReader
from tests.registry.conftest import AT

pytestmark = pytest.mark.slow

CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["06/03/2022", "nam", "=1+1", '="x"', "Tổng cộng", "Họ tên", "71 tuổi"]),
)
HEADINGS = st.lists(
    st.sampled_from(["Họ tên", "Ngày sinh", "Ngày công bố", "Xã", "Giới tính", "x", ""]), min_size=1
)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def opened(content: bytes, suffix: str = ".csv") -> list[tuple[int, list[Any]]] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(content)
        try:
            sheet = open_sheet(path)
            return [(0, list(sheet.columns)), *sheet.rows]
        except UserError:
            return None


class TestReaders:
    @FEW
    @given(st.binary(max_size=300))
    def test_any_bytes_are_a_sheet_or_refused(self, content: bytes) -> None:
        rows = opened(content)
        assert rows is None or all(len(cells) >= len(rows[0][1]) for _, cells in rows)

    @FEW
    @given(
        st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf"]),
        st.binary(max_size=200),
    )
    def test_a_known_beginning_promises_nothing(self, start: bytes, rest: bytes) -> None:
        rows = opened(start + rest, ".xlsx")
        assert rows is None or rows[0][1]

    @FEW
    @given(HEADINGS, st.lists(st.lists(CELL, max_size=8), max_size=8))
    def test_each_row_of_a_list_is_a_record_or_refused(
        self, headings: list[str], rows: list[list[str]]
    ) -> None:
        width = len(headings)
        given_rows = [(i, [*cells, *[""] * width]) for i, cells in enumerate(rows, start=2)]
        if not given_rows:
            return
        bound = bind({}, headings, LINELIST)
        records, issues = RowReader(bound, AT.date()).read(given_rows)
        told = [record.row for record in records] + [issue["row"] for issue in issues]
        assert sorted(told) == [number for number, _ in given_rows]


class TestMappings:
    @FEW
    @given(ANYTHING)
    def test_any_yaml_is_a_mapping_or_refused(self, given_yaml: Any) -> None:
        try:
            bound = bind(check(given_yaml), ["Họ tên", "x"], LINELIST)
            Columns(bound).take([(2, ["An", "y"])])
        except UserError:
            return
        assert set(bound.index) <= set(LINELIST)

    @FEW
    @given(
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys(["columns", "values", "constants", "dates", "key"], ANYTHING)
        )
    )
    def test_any_content_of_its_parts_is_taken_or_refused(self, given_parts: dict[str, Any]) -> None:
        try:
            bound = bind(given_parts, ["Họ tên", "x"], LINELIST)
        except UserError:
            return
        assert all(len(bound.index[name]) >= 1 for name in bound.index)
