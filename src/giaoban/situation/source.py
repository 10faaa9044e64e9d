"""Column-wise reading of the operational database into Arrow.

ADBC reads 0.8–0.9 million rows a second where a cursor reads 0.2. Inside a transaction only its own
connection sees its rows, so there the cursor is used.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pyarrow as pa
from django.db import connection


def read(sql: str) -> pa.Table:
    """The rows of one SELECT; on SQLite dates and times come as text."""
    if connection.in_atomic_block:
        return _by_cursor(sql)
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        from adbc_driver_postgresql import dbapi as postgresql

        with postgresql.connect(_url(settings)) as link, link.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetch_arrow_table()
    from adbc_driver_sqlite import dbapi as sqlite

    with sqlite.connect(str(settings["NAME"])) as link, link.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": "65536"})
        cursor.execute(sql)
        return cursor.fetch_arrow_table()


def _url(settings: dict[str, Any]) -> str:
    user, password = quote(settings["USER"] or ""), quote(settings["PASSWORD"] or "")
    login = f"{user}:{password}@" if password else f"{user}@" if user else ""
    host, port = settings["HOST"] or "", settings["PORT"] or ""
    if host.startswith("/"):
        return f"postgresql://{login}/{settings['NAME']}?host={quote(host, safe='')}&port={port or 5432}"
    return f"postgresql://{login}{host}{':' + str(port) if port else ''}/{settings['NAME']}"


def _by_cursor(sql: str) -> pa.Table:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [column[0] for column in cursor.description]
        columns: list[Any] = list(zip(*cursor.fetchall(), strict=True)) or [[] for _ in names]
    return pa.table(
        {name: pa.array([_plain(v) for v in column]) for name, column in zip(names, columns, strict=True)}
    )


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "isoformat") else value
