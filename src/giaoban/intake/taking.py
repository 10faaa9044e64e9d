"""What every import does around its rows: keep the file, understand its columns, open and close its batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from giaoban.intake import actions
from giaoban.intake.date_orders import refuse_month_first, watched
from giaoban.intake.mapping import Mapping, bind, encoding_in, load
from giaoban.intake.models import Batch
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import Row, Sheet, open_sheet
from giaoban.intake.uploads.rules import twice, untold
from giaoban.kernel import bulk
from giaoban.places import trees
from giaoban.places.models import Unit

R = TypeVar("R", bound=ImportResult)


@dataclass(frozen=True)
class Taking(Generic[R]):
    """One file while it is imported. `fallback` is where a row counts whose place is not established."""

    copy: Path
    sheet: Sheet
    mapping: Mapping
    fallback: Unit | None
    batch: Batch
    result: R

    def parts(self, size: int) -> Iterator[list[Row]]:
        """The rows, `size` at a time: what one transaction writes."""
        while rows := list(islice(self.sheet.rows, size)):
            yield rows


@contextmanager
def taking(
    path: Path,
    *,
    by: Any,
    kind: str,
    fields: Sequence[str],
    usable: Callable[[Mapping, Path], None],
    mapping: Path | dict[str, Any] | None,
    at: datetime,
    outcome: type[R],
) -> Iterator[Taking[R]]:
    """A file that cannot be read or used raises UserError before anything is written.

    The batch's source is the mapping's constant `source`, else the kind; it is closed when all went well.
    """
    given = mapping if isinstance(mapping, dict) else load(mapping)
    with keep(path) as (copy, sha256), bulk.rarely_collected():
        sheet = open_sheet(copy, encoding=encoding_in(given), to_end=False)
        bound = bind(given, sheet.columns, fields)
        usable(bound, path)
        refuse_month_first(watched(bound), sheet.again())  # reads to the end: a broken file is refused here
        fallback = trees.fallback_unit(at.date())
        batch = actions.open_batch(
            by=by, kind=kind, path=path, sha256=sha256, source=str(bound.constants.get("source", kind))[:80],
            place_id=fallback.pk if fallback else None, at=at,
        )  # fmt: skip
        result = outcome(path.name, batch=batch.id, passed_over=sheet.passed_over)
        result.add_left(untold(sheet.columns, fields, given))
        result.add_twice(twice(sheet.columns))
        yield Taking(copy, sheet, bound, fallback, batch, result)
        actions.close_batch(by=by, batch=batch, result=result, at=at)
