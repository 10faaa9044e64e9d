"""Whether a share in brackets speaks of the count before it."""

from __future__ import annotations

import re

from giaoban.reading.figures import Found
from giaoban.reading.source import Source

_NEAR = 70  # characters between them; a guess


def near(src: Source, now: Found, share: Found) -> bool:
    """A share alone speaks of the count right before it, unless its own words name another."""
    gap = src.low[now.end : share.start]
    if ";" in gap or len(gap) > _NEAR:
        return False
    names_cases = re.search(r"số (?:ca )?(?:mắc|bệnh|nhiễm)|số ca", gap)
    return not names_cases or now.unit == "cases"
