"""Writing many rows: a hundred at a time on SQLite, COPY on PostgreSQL.

Django's bulk_create reaches about 2,900 rows/s of a line list here (five tables a row); these reach over ten
times that. The caller holds the transaction.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from django.db import connection, models

_WRITING = 0x6769616F  # the number of the advisory lock: "giao", nothing else here takes one
_OBJECTS_OF_A_BATCH = 100_000  # 5,000 rows of some twenty objects
_DAYS = 100_000  # different ones kept: births of three centuries
_VARIABLES = 30_000  # SQLite allows 32,766 in one statement
_ROWS = 100  # of one INSERT on SQLite: a statement costs as much as two rows


def reserve_ids(model: type[models.Model], n: int) -> range | list[int]:
    """`n` primary keys that nobody else will get. On SQLite the caller's write transaction guards them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # the sequence is looked up once, not for every number
            cursor.execute(
                "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) "
                "FROM generate_series(1, %s)",
                [f'"{table}"', n],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first + n - 1, table]
        )
        if not row:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, n])
        return range(first, first + n)


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows given as tuples of database values, in the order of `columns` (attnames)."""
    table = model._meta.db_table
    names = ", ".join(f'"{c}"' for c in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        # the raw sqlite3 connection: Django's wrapper rewrites the statement for every row
        execute = connection.connection.execute
        left = iter(rows)
        at_once = min(_ROWS, _VARIABLES // len(columns))
        while some := list(islice(left, at_once)):
            values = ", ".join([f"({', '.join('?' * len(columns))})"] * len(some))
            execute(f'INSERT INTO "{table}" ({names}) VALUES {values}', list(chain.from_iterable(some)))


@contextlib.contextmanager
def rarely_collected() -> Iterator[None]:
    """Looks for garbage once a batch instead of every 700 rows: a tenth of the time of a large import."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_OF_A_BATCH, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def long_import() -> Iterator[None]:
    """Many large transactions follow, and one after it that says they are done."""
    if connection.vendor == "postgresql":
        yield
        return
    with connection.long_import():
        yield


def one_writer() -> None:
    """Let nobody else write a batch until this transaction ends: each looks up what is known, then writes.

    On SQLite the transaction itself is that lock (BEGIN IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])


def by_index() -> None:
    """Let PostgreSQL look up by index what this transaction asks for, and compile nothing.

    Until it has counted the rows of a long import it takes the tables for empty and reads all of them for
    each batch: looking up took three times as long after 60,000 rows, and ever longer. Forbidden that, it
    takes its statements for dear and compiles them, each batch anew: a twentieth of an import.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")


def analyse(*written: type[models.Model]) -> None:
    """Let PostgreSQL count what was just written: its own round comes a minute later.

    Until then it plans for empty tables: the census told on another tree took a minute instead of a moment.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in written:
                cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def fetch(
    model: type[models.Model], columns: Sequence[str], key: str, keys: Sequence[Any], where: str = ""
) -> list[tuple[Any, ...]]:
    """Rows whose `key` is one of `keys`, as this database stores them.

    Django prepares every value of an IN one by one, which costs more than the look-up itself.
    """
    if not keys:
        return []
    names = ", ".join(f'"{c}"' for c in columns)
    more = f" AND {where}" if where else ""
    select = f'SELECT {names} FROM "{model._meta.db_table}" WHERE "{key}"'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.cursor.execute(f"{select} = ANY(%s){more}", [list(keys)])
            return list(cursor.cursor.fetchall())
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(keys), _VARIABLES):
            some = keys[start : start + _VARIABLES]
            statement = f"{select} IN ({', '.join('?' * len(some))}){more}"
            found += connection.connection.execute(statement, some).fetchall()
        return found


def db_time(value: datetime | None) -> Any:
    """A datetime as this database stores it (SQLite keeps text)."""
    if value is None or connection.vendor == "postgresql":
        return value
    return value.isoformat(sep=" ")


def keeps_dates() -> bool:
    """Whether this database takes dates as they are (SQLite keeps them as text)."""
    return connection.vendor == "postgresql"


def db_date(value: date | None) -> Any:
    """One date as this database stores it; for many rows see `day_writer`."""
    return day_writer()(value)


class _Written(dict["date | None", "str | None"]):
    """Days as text: a list says the same few many times."""

    def __missing__(self, day: date | None) -> str | None:
        if len(self) >= _DAYS:
            self.clear()
        written = self[day] = day.isoformat() if day else None
        return written


_WRITTEN = _Written()


def day_writer() -> Callable[[date | None], Any]:
    """A function from dates to what this database stores; asked for once, called for every row."""
    if connection.vendor == "postgresql":
        return lambda day: day
    return _WRITTEN.__getitem__


def update(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    key: str = "id",
) -> None:
    """Set `columns` of many rows; each tuple ends with the key's value."""
    if not rows:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        mark = "%s" if connection.vendor == "postgresql" else "?"
        sets = ", ".join(f'"{c}" = {mark}' for c in columns)
        statement = f'UPDATE "{table}" SET {sets} WHERE "{key}" = {mark}'
        raw = cursor.cursor if connection.vendor == "postgresql" else connection.connection
        raw.executemany(statement, rows)
