"""The indicators and the tables they read, as pages: only situation asks analytics."""

from __future__ import annotations

from pathlib import Path


def indicators_markdown(specs: Path) -> str:
    """docs/indicators.md with the worked examples of a folder of specs."""
    from giaoban.analytics import docs

    return docs.indicators_markdown(specs)


def tables_markdown() -> str:
    """docs/tables.md: the columns an indicator may read."""
    from giaoban.analytics import tables

    return tables.tables_markdown()
