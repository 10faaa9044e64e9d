"""The words a case's states are written with, each list from the lightest to the gravest.

The order decides which of two spells that began on the same day is the later one.
"""

from __future__ import annotations

SEVERITY = ("asymptomatic", "mild", "moderate", "severe", "critical")
CARE = ("home", "central", "collection", "hospital")
TIER = ("1", "2", "3")
SUPPORT = ("none", "oxygen", "hfnc", "niv", "imv", "ecmo")
STATES = {"severity": SEVERITY, "care": CARE, "tier": TIER, "support": SUPPORT}

# Case definition 3986/QĐ-BYT: a community case is one found outside quarantine and isolation areas.
FOUND_COMMUNITY = ("community", "screening", "facility", "sweep", "declared")
FOUND_QUARANTINE = ("quarantine", "zone", "entry")
FOUND = FOUND_COMMUNITY + FOUND_QUARANTINE


def rank(kind: str, value: str) -> int:
    """1 for the lightest value of a kind. The shared tables hold ranks: integers compare faster."""
    return STATES[kind].index(value) + 1
