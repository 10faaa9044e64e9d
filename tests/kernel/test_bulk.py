"""Many rows are written and found again as they were given."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection, transaction

from giaoban.kernel import bulk
from giaoban.kernel.models import AuditEvent

COLUMNS = ["at", "domain_at", "action", "subject", "data"]
AT = "2022-03-06 08:00:00"


def rows(n: int) -> list[tuple[str, ...]]:
    return [(AT, AT, "kernel.test", f"row:{i}", "{}") for i in range(n)]


@pytest.mark.django_db
class TestInsert:
    @pytest.mark.parametrize("n", [0, 1, bulk._ROWS, 2 * bulk._ROWS + 7])
    def test_every_row_is_written_once_and_in_order(self, n: int) -> None:
        bulk.insert(AuditEvent, COLUMNS, iter(rows(n)))
        found = AuditEvent.objects.filter(action="kernel.test").order_by("id")
        assert [event.subject for event in found] == [f"row:{i}" for i in range(n)]

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="COPY has no variables")
    def test_a_statement_never_has_more_values_than_sqlite_takes(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        most = 2 * len(COLUMNS) + 1
        monkeypatch.setattr(bulk, "_VARIABLES", most)
        connection.ensure_connection()
        before = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)
        try:
            bulk.insert(AuditEvent, COLUMNS, rows(5))
        finally:
            connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)
        assert AuditEvent.objects.filter(action="kernel.test").count() == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite always looks up by index")
class TestLookingUp:
    def test_goes_by_index_until_the_transaction_ends(self) -> None:
        with transaction.atomic():
            bulk.by_index()
            assert planned() == ["off", "off"]
        assert planned() == ["on", "on"]


def planned() -> list[str]:
    """Whether whole tables may be read, and statements compiled."""
    told = []
    with connection.cursor() as cursor:
        for setting in ("enable_seqscan", "jit"):
            cursor.execute(f"SHOW {setting}")
            told.append(cursor.fetchone()[0])
    return told
