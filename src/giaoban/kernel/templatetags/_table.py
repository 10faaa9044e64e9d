"""Rows ready to print: the template only walks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from giaoban.kernel import wording
from giaoban.kernel.tables import Column, largest
from giaoban.kernel.templatetags._drawing import bar_style, level_mark

_SHOW: dict[str, Callable[[Any, Column], Any]] = {
    "number": lambda value, column: wording.number(value, column.places),
    "bar": lambda value, column: wording.number(value, column.places),
    "signed": lambda value, column: wording.signed(value, column.places),
    "percent": lambda value, column: wording.percent(value, 2 if column.places is None else column.places),
    "unit": lambda value, column: wording.in_unit(value, column.unit),
    "date": lambda value, column: wording.day(value),
    "moment": lambda value, column: wording.moment(value),
    "level": lambda value, column: level_mark(*value) if isinstance(value, tuple) else level_mark(value),
}


def context(
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    total: Mapping[str, Any] | None,
    parameters: QueryDict,
    *,
    fold: bool = False,
) -> dict[str, Any]:
    full = {column.key: largest(rows, column.key) for column in columns if column.kind == "bar"}
    return {
        "heads": [_head(column, parameters) for column in columns],
        "rows": [
            {"cells": _cells(columns, row, full, fold=fold), "class": row.get("_class", "")} for row in rows
        ],
        "total": _cells(columns, total, {}) if total else None,
    }


def _head(column: Column, parameters: QueryDict) -> dict[str, Any]:
    head: dict[str, Any] = {"column": column}
    if column.sort:
        now = parameters.get("sort", "")
        kept = parameters.copy()
        kept.pop("page", None)
        # figures are read from the largest down, names from A on
        first, second = ("-" + column.key, column.key) if column.numeric else (column.key, "-" + column.key)
        kept["sort"] = second if now == first else first
        head["url"] = "?" + kept.urlencode()
        if now.removeprefix("-") == column.key:
            head["sorted"] = "descending" if now.startswith("-") else "ascending"
    return head


def _cells(
    columns: Sequence[Column], row: Mapping[str, Any], full: Mapping[str, float], *, fold: bool = False
) -> SafeString:
    """Of one row, as markup: a template included for each cell took half the time of a long list."""
    return SafeString("".join(_cell(column, row, full, fold=fold) for column in columns))


def _cell(column: Column, row: Mapping[str, Any], full: Mapping[str, float], *, fold: bool) -> str:
    shown = conditional_escape(localize(_text(row, column)))
    if column.link and (url := row.get(column.link, "")):
        shown = f'<a href="{conditional_escape(url)}">{shown}</a>'
    if column.head:
        return f'<th scope="row"{_row_head(column, row.get(column.key)) if fold else ""}>{shown}</th>'
    folded = _folded(column) if fold else ""
    return f"<td{_marked(column, row.get(column.key), full)}{folded}>{shown}</td>"


def _row_head(column: Column, value: Any) -> str:
    """A bare number does not say what it is the number of; a name does."""
    named = f' data-l="{conditional_escape(column.label)}"' if str(value).isdigit() else ""
    return f'{named} role="rowheader"'


def _folded(column: Column) -> str:
    """The name of the column goes with the cell; a table laid out in lines has to be called one."""
    name = f' data-l="{conditional_escape(column.label)}"' if column.label else ""
    return f'{name} role="cell"'


def _marked(column: Column, value: Any, full: Mapping[str, float]) -> str:
    bar = bar_style(value, full[column.key]) if column.key in full else ""
    if bar:
        return f' class="num cell-bar" {bar}'
    if column.numeric:
        return ' class="num"'
    return ' class="mid"' if column.kind == "level" else ""


def _text(row: Mapping[str, Any], column: Column) -> Any:
    """An absent key is an empty cell; a key that is None is a value not known: "–" or "?"."""
    value = row.get(column.key)
    if column.key not in row:
        return ""
    if column.kind in ("text", "mark") or isinstance(value, str):
        return "" if value is None else value
    return _SHOW[column.kind](value, column)
