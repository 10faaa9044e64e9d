"""The days each station answered for somebody at home within a window: from the first to the last."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable
from giaoban.analytics.shared.patient_days import overlapping


def table(t: Tables) -> ir.Table:
    rows = overlapping(t)
    return rows.group_by(window=rows.name, station=rows.station, unit=rows.station_unit).agg(
        days=rows.past.max() - rows["first"].min())


SHARED = SharedTable("station_days", "window", table, key=("station",), shown=("days",))
