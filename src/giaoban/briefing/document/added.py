"""Sections that upper apps wrote into a briefing (`actions.add_section`)."""

from __future__ import annotations

from typing import Any

from giaoban.briefing.document.facts import Facts
from giaoban.documents.model import Block, Bullets, Column, Heading, Paragraph, Run, Table


def blocks(f: Facts) -> list[Block]:
    found: list[Block] = []
    for section in f.briefing.sections.order_by("position", "id"):
        found.append(Heading(section.title))
        found += [Paragraph((Run(text),)) for text in section.content.get("paragraphs", ())]
        if section.content.get("items"):
            found.append(Bullets(tuple((Run(item),) for item in section.content["items"])))
        if section.content.get("table"):
            found.append(_table(section.content["table"]))
    return found


def _table(given: dict[str, Any]) -> Table:
    columns = []
    for column in given["columns"]:
        known = column if isinstance(column, dict) else {"title": column}
        columns.append(Column(known["title"], known.get("align", "left"), known.get("width", 1.0)))
    return Table(tuple(columns), tuple(tuple(row) for row in given["rows"]), title=given.get("title"))
