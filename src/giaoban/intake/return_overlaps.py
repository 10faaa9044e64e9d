"""Returns whose days overlap with another one's of the same series: a week's beside its days.

Both count, for which of them is whole cannot be known from the figures; so the sender is told.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef

from giaoban.intake.codes import FLOWS
from giaoban.intake.models import Batch, Return

_TOLD = 100  # spans: who reads five knows; a season sent by weeks and days has tens of thousands


def overlapping(batch: Batch) -> list[dict[str, Any]]:
    """A notice of each place and span of days, of counts of what happened; states are never added up."""
    current = Return.objects.filter(superseded_at=None, indicator__in=FLOWS)
    # two different days never overlap: without this, a season of days was compared each with each
    spread = current.filter(to_date__gt=F("from_date")).values("unit")
    others = current.filter(
        unit=OuterRef("unit"), indicator=OuterRef("indicator"), source=OuterRef("source"),
        publisher=OuterRef("publisher"), from_date__lte=OuterRef("to_date"),
        to_date__gte=OuterRef("from_date"),
    ).exclude(from_date=OuterRef("from_date"), to_date=OuterRef("to_date"))  # fmt: skip
    found = current.filter(Exists(others), batch=batch, unit__in=spread)
    spans = found.values_list("unit__full_name", "from_date", "to_date").distinct()
    return [
        {"what": "overlap", "place": place, "from": start.isoformat(), "to": end.isoformat()}
        for place, start, end in spans.order_by("from_date", "to_date", "unit__full_name")[:_TOLD]
    ]
