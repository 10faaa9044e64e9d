"""Several processes read one SQLite database as of one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from giaoban.kernel.errors import OursToMend
from giaoban.situation import readers

# Long enough that the rows written meanwhile are there before the second table is asked for.
SLOW = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) "
    "SELECT max(i) AS i FROM n"
)


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as link:
        link.execute("PRAGMA journal_mode=WAL")
        link.execute("CREATE TABLE held (n INTEGER, word TEXT, empty TEXT)")
        link.executemany("INSERT INTO held VALUES (?, ?, NULL)", [(1, "một"), (2, "hai")])
    return str(path)


def write(database: str) -> None:
    with sqlite3.connect(database) as link:
        link.execute("INSERT INTO held VALUES (3, 'ba', NULL)")


@pytest.mark.slow
class TestReading:
    def test_rows_written_after_the_beginning_are_seen_by_no_reader(self, database: str) -> None:
        shares = [{"slow": SLOW, "one": "SELECT * FROM held"}, {"late": SLOW, "two": "SELECT * FROM held"}]
        with readers.reading(database, shares, nullcontext) as table:
            write(database)
            assert [table("one").num_rows, table("two").num_rows] == [2, 2]

    def test_writers_wait_until_every_reader_has_begun(self, database: str) -> None:
        began: list[str] = []

        @contextmanager
        def no_writer() -> Iterator[None]:
            link = sqlite3.connect(database, isolation_level=None)
            link.execute("BEGIN IMMEDIATE")
            began.append("locked")
            yield
            link.rollback()
            link.close()
            began.append("free")

        with readers.reading(database, [{"one": "SELECT * FROM held"}], no_writer) as table:
            assert began == ["locked", "free"]
            assert table("one")["word"].to_pylist() == ["một", "hai"]
        write(database)

    def test_a_column_without_any_value_is_text(self, database: str) -> None:
        with readers.reading(database, [{"one": "SELECT * FROM held"}], nullcontext) as table:
            assert str(table("one").schema.field("empty").type) == "string"

    def test_a_reader_that_fails_says_why(self, database: str) -> None:
        with (
            pytest.raises(OursToMend, match="no such table"),
            readers.reading(database, [{"one": "SELECT * FROM absent"}], nullcontext) as table,
        ):
            table("one")
