"""Choices of setting that both writers must make alike."""

from __future__ import annotations

from giaoban.documents.forms import FormTable
from giaoban.documents.model import Table

# On a turned page the columns have half as much room again. A guess that looked right.
LANDSCAPE_BONUS = 5


def text_size(table: Table, form: FormTable) -> float:
    """Wide tables take smaller type rather than broken numbers; the limits are a guess."""
    if table.size:
        return table.size
    count = len(table.columns) - (LANDSCAPE_BONUS if table.landscape else 0)
    key = "size" if count <= 6 else "small_size" if count <= 9 else "narrow_size"
    return float(form["table"][key])
