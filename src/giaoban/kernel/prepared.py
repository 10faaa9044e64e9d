"""Statements written out once, for the few ways taken hundreds of times a second.

There the ORM spends more time on writing a statement than the database on answering it: an answer of a
patient took 10.6 ms of processor through it, a third of that through these.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


@cache
def _columns(model: Any) -> tuple[tuple[str, ...], str]:
    names = tuple(f.attname for f in model._meta.concrete_fields)
    return names, ", ".join(f'"{model._meta.db_table}"."{f.column}"' for f in model._meta.concrete_fields)


@cache
def _select(model: Any, where: str, more: str) -> str:
    return f'SELECT {_columns(model)[1]}{more} FROM "{model._meta.db_table}" WHERE {where}'


def one(
    model: type[M], where: str, params: Sequence[Any], *, more: str = "", lock: bool = False
) -> tuple[M, tuple[Any, ...]] | None:
    """The first row of a condition as an instance, and the values of the expressions in `more`.

    `lock` holds the row until the transaction ends; on SQLite the transaction itself does (BEGIN IMMEDIATE).
    """
    known: Any = model  # classes are hashable; mypy takes Django's for not
    statement = _select(known, where, f", {more}" if more else "")
    if lock and connection.features.has_select_for_update:
        statement += " FOR UPDATE"
    names = _columns(known)[0]
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        row = cursor.fetchone()
    if row is None:
        return None
    return model.from_db(connection.alias, names, row[: len(names)]), tuple(row[len(names) :])


def ids(model: type[models.Model], where: str, params: Sequence[Any]) -> list[int]:
    """Keys of the rows of a condition, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM "{model._meta.db_table}" WHERE {where} ORDER BY id', params)
        return [row[0] for row in cursor.fetchall()]


@cache
def _insert(model: Any, unique: str) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    fields = tuple(f for f in model._meta.concrete_fields if not f.primary_key)
    names = ", ".join(f'"{f.column}"' for f in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = model._meta.db_table
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
    once = f" ON CONFLICT ({unique}) DO NOTHING" if unique else ""
    return f"{statement}{once} RETURNING id", fields


def insert(row: models.Model) -> None:
    """Writes the row and gives it its key."""
    insert_once(row)


def insert_once(row: models.Model, *unique: str) -> bool:
    """Writes the row and gives it its key, unless one with the same `unique` columns is there already."""
    model: Any = type(row)
    statement, fields = _insert(model, ", ".join(f'"{name}"' for name in unique))
    values = [f.get_db_prep_save(f.pre_save(row, True), connection) for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        written = cursor.fetchone()
    if written is None:
        return False
    row.pk = written[0]
    row._state.adding = False
    return True


def update(model: type[models.Model], pk: int, values: dict[str, Any]) -> None:
    """Sets columns (attnames) of one row."""
    meta = model._meta
    given = [meta.get_field(name).get_db_prep_save(value, connection) for name, value in values.items()]
    sets = ", ".join(f'"{name}" = %s' for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{meta.db_table}" SET {sets} WHERE id = %s', [*given, pk])
