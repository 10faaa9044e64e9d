"""Requests to take a patient: when each was asked, when it ended."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    rows = t.referrals
    none = ibis.null("int32")
    asked = rows.select("referral", "case", "unit", "tier", "refusals", minutes=none,
                        at=rows.asked, happened=ibis.literal("asked"))
    over = rows.filter(rows.outcome.notnull())
    ended = over.select("referral", "case", "unit", "tier", "refusals", "minutes",
                        at=over.ended, happened=over.outcome)
    return asked.union(ended)


SHARED = SharedTable("referral_events", "flow", table, key=("case", "referral"),
                     shown=("at", "tier", "happened"))
