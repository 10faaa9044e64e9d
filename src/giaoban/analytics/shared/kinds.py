"""What a shared table declares about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables


@dataclass(frozen=True)
class SharedTable:
    name: str
    kind: str
    table: Callable[[Tables], ir.Table]
    # Columns that tell one row from another; they travel with the records form.
    key: tuple[str, ...]
    # The day a row began to count, where it is not `at`.
    since: str = "at"
    # Only of a standing table: what the predicates may read besides the day.
    grain: tuple[str, ...] = ()
    # Further columns a reader of the records wants to see.
    shown: tuple[str, ...] = ()
