"""Computing an evaluation anew from its frozen parts, and which parts are no longer what was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from giaoban.analytics import compiled, engine, figures
from giaoban.analytics.catalogue import CATALOGUE
from giaoban.situation import frozen, parts
from giaoban.situation.models import Evaluation


@dataclass(frozen=True)
class Recomputed:
    """The counts computed anew; `error` says why they could not be."""

    evaluation: Evaluation
    counts: pa.Table | None
    error: str = ""

    def place(self, code: str) -> figures.Place | None:
        """The figures of one place from the new counts."""
        if self.counts is None:
            return None
        windows = frozen.standard(self.evaluation.start, self.evaluation.end)
        return figures.place(self.counts, code, windows, self.evaluation.params)


def broken_parts(evaluation: Evaluation) -> list[dict[str, str]]:
    """Parts whose content is not what their name says: {table, sha256}."""
    manifest: Mapping[str, list[dict[str, Any]]] = evaluation.snapshot.manifest
    held = [(table, part["sha256"], ".parquet") for table, found in manifest.items() for part in found]
    held += [("indicators", evaluation.snapshot.sql, ".json"), ("counts", evaluation.counts, ".parquet")]
    return [
        {"table": table, "sha256": sha256}
        for table, sha256, suffix in held
        if not parts.intact(sha256, suffix)
    ]


def recompute(evaluation: Evaluation) -> Recomputed:
    """Every indicator from the frozen tables with the frozen SQL; the stored counts are not read."""
    windows = frozen.standard(evaluation.start, evaluation.end)
    try:
        with frozen.opened(evaluation.snapshot, evaluation.count) as con:
            sql = frozen.compiled(evaluation.snapshot.sql)
            counts = engine.compute(con, sql, windows, evaluation.params)
            return Recomputed(evaluation, engine.roll_up(con, counts))
    except Exception as error:  # a damaged part fails in as many ways as files can be damaged
        return Recomputed(evaluation, None, str(error).splitlines()[0])


def code_changed(evaluation: Evaluation) -> bool:
    """Whether the indicators were written otherwise when the snapshot was frozen."""
    return not evaluation.snapshot.code.endswith(compiled.fingerprint())


def reads(evaluation: Evaluation, table: str) -> set[str]:
    """The figures whose rows come from a table of the extract."""
    if table in ("indicators", "counts", "units"):
        return set(CATALOGUE)
    held = frozen.compiled(evaluation.snapshot.sql)
    shared = {name for name, sql in held.shared.items() if f'"{table}"' in sql}
    return {name for name in CATALOGUE if any(shared & set(held.form(n)[1]) for n in _made_of(name))}


def _made_of(indicator_id: str) -> set[str]:
    """The indicator whose rows open, and what it is divided by."""
    indicator = CATALOGUE[indicator_id]
    below = getattr(indicator, "denominator", None) or getattr(indicator, "population", None)
    return {indicator_id, below} if below else {indicator_id}
