"""Codes of columns whose values are numbers while they are computed and words when written."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

OCCUPATION: Final = ("", "pupil", "teacher", "worker", "health", "other")
NO_WORK, PUPIL, TEACHER, WORKER, HEALTH, OTHER = range(6)

FOUND: Final = ("community", "quarantine", "entry")
COMMUNITY, QUARANTINE, ENTRY = range(3)

TEST: Final = ("pcr", "rapid")
PCR, RAPID = range(2)

SEVERITY: Final = ("asymptomatic", "mild", "moderate", "severe", "critical")
ASYMPTOMATIC, MILD, MODERATE, SEVERE, CRITICAL = range(5)

CARE: Final = ("home", "central", "collection", "hospital")
HOME, CENTRAL, COLLECTION, HOSPITAL = range(4)

TIER: Final = ("", "1", "2", "3")

SUPPORT: Final = ("none", "oxygen", "hfnc", "niv", "imv", "ecmo")
NONE, OXYGEN, HFNC, NIV, IMV, ECMO = range(6)

OUTCOME: Final = ("", "recovered", "dead")
OPEN, RECOVERED, DEAD = range(3)

VACCINE: Final = ("", "AstraZeneca", "Vero Cell", "Comirnaty", "Spikevax")
NO_VACCINE, ASTRAZENECA, VERO_CELL, COMIRNATY, SPIKEVAX = range(5)

DOSE: Final = ("", "primary", "additional", "booster")
NO_DOSE, PRIMARY, ADDITIONAL, BOOSTER = range(4)


def words(names: tuple[str, ...], numbers: Array) -> Array:
    texts: Array = np.array(names, dtype=object)[numbers]
    return texts
