"""Returns without the versions that were corrected since."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables


def newest(t: Tables, names: tuple[str, ...]) -> ir.Table:
    """One row per series and span of days: the one recorded last, then the highest id."""
    rows = t.returns.filter(t.returns.indicator.isin(names))
    series = [rows.unit, rows.publisher, rows.indicator, rows.from_date, rows.to_date,
              rows.source, rows.established, rows.place_text]
    order = [ibis.desc(rows.recorded_at, nulls_first=False), ibis.desc(rows.id)]
    numbered = rows.mutate(version=ibis.row_number().over(
        ibis.window(group_by=series, order_by=order)))
    return numbered.filter(numbered.version == 0).drop("version")
