"""Taking a file of outlines. The caller has read it; here it is written, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from giaoban.kernel import audit
from giaoban.places.boundaries.geojson import Ring
from giaoban.places.models import Boundary, FormerBoundary

_DECIMALS = 5  # of a degree: a metre


class Written(NamedTuple):
    accepted: int
    unchanged: int
    corrected: int
    points: int


@transaction.atomic
def keep(
    *, by: Any, outlines: Mapping[int, Sequence[Ring]], tolerance: float, source: str, at: datetime
) -> Written:
    """{unit id: rings}. An outline loaded before is replaced where it differs, and kept as it was."""
    held = dict(Boundary.objects.filter(unit__in=outlines).values_list("unit_id", "fingerprint"))
    count = {"accepted": 0, "unchanged": 0, "corrected": 0}
    points = 0
    for unit, rings in outlines.items():
        said = [[[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in ring] for ring in rings]
        fingerprint = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
        n = sum(map(len, said))
        points += n
        if held.get(unit) == fingerprint:
            count["unchanged"] += 1
            continue
        count["corrected" if unit in held else "accepted"] += 1
        if unit in held:
            before = Boundary.objects.get(unit=unit)
            FormerBoundary.objects.create(
                unit_id=unit, rings=before.rings, recorded_at=before.recorded_at, replaced_at=at
            )
        Boundary.objects.update_or_create(
            unit_id=unit,
            defaults={
                "rings": said, "points": n, "tolerance": tolerance, "source": source[:120],
                "fingerprint": fingerprint, "recorded_at": at,
            },
        )  # fmt: skip
    if count["accepted"] or count["corrected"]:
        audit.record(by, "places.keep_boundaries", "boundaries", source=source[:80], **count)
    return Written(**count, points=points)
