"""A workbook of several sheets: which are one list, and what is told of the others. Pure."""

from __future__ import annotations

from typing import Any

from giaoban.intake.fields import recognised
from giaoban.intake.headers import SEARCH, header_of, score
from giaoban.intake.workbooks import Row, Tab
from giaoban.kernel.text import fold

_LIST_HEADINGS = 4  # known headings from which a sheet is a list and no summary: a guess


def one_list(tabs: list[Tab]) -> tuple[list[Row], list[dict[str, Any]]]:
    """All rows of the sheets with one header, counted on, and a word on every other sheet.

    `what`: "sheet_from" says at which row a further sheet begins; "list_left" is a list with other columns,
    not read; "sheet_left" anything else.
    """
    if not tabs:
        return [], []
    main = max(tabs, key=lambda tab: (tab.shown, _headings(tab) >= _LIST_HEADINGS, len(tab.rows)))
    columns = _columns(main)
    rows, told, after = list(main.rows), [], main.rows[-1][0]
    for tab in tabs:
        if tab is main:
            continue
        order = _order(columns, _columns(tab)) if tab.shown and columns else None
        if order is None:
            told.append(_left(tab, columns))
            continue
        told.append({"row": after + 1, "what": "sheet_from", "sheet": tab.name})
        rows += [(after + number, _dealt(cells, order)) for number, cells in _below(tab)]
        after += tab.rows[-1][0]
    return rows, told


def _headings(tab: Tab) -> int:
    return max((score(cells) for _, cells in tab.rows[:SEARCH]), default=0)


def _columns(tab: Tab) -> list[str]:
    found = header_of(iter(tab.rows[: SEARCH + 1]))
    return [fold(name) for name in found.columns] if found else []


def _below(tab: Tab) -> list[Row]:
    """The rows of a further sheet from its header on: titles above it are no rows."""
    found = header_of(iter(tab.rows))
    return list(found.body) if found else []


def _order(columns: list[str], others: list[str]) -> list[int] | None:
    """Where each column of the list stands in another sheet with the same headings."""
    named = [name for name in columns if name]
    if len(set(named)) < len(named) or sorted(named) != sorted(name for name in others if name):
        return list(range(len(columns))) if columns == others else None
    return [others.index(name) if name else -1 for name in columns]


def _dealt(cells: list[Any], order: list[int]) -> list[Any]:
    return [cells[i] if 0 <= i < len(cells) else "" for i in order]


def _left(tab: Tab, columns: list[str]) -> dict[str, Any]:
    known = {field for name in columns if (field := recognised(name))}
    here = {field for name in _columns(tab) if (field := recognised(name))}
    alike = tab.shown and len(known & here) * 2 >= len(known) > 0
    what = "list_left" if alike else "sheet_left"
    return {"row": 0, "what": what, "sheet": tab.name, "rows": len(tab.rows)}
