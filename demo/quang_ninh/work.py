"""Who goes to school and who works where."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo import codes

Array = NDArray[Any]

SCHOOL_AGES = (6, 17)
WORKING_AGES = (18, 59)
PUPILS = 0.97  # of school age; a guess
# Shares of working age: guesses; workers are many where coal is mined.
TEACHERS, HEALTH_STAFF, WORKERS = 0.026, 0.010, 0.27


def occupations(age: Array, rng: np.random.Generator) -> Array:
    draw = rng.random(len(age))
    school = (age >= SCHOOL_AGES[0]) & (age <= SCHOOL_AGES[1])
    working = (age >= WORKING_AGES[0]) & (age <= WORKING_AGES[1])
    edges = np.cumsum([TEACHERS, HEALTH_STAFF, WORKERS])
    job = np.array([codes.TEACHER, codes.HEALTH, codes.WORKER, codes.OTHER])[np.searchsorted(edges, draw)]
    work = np.where(age > WORKING_AGES[1], codes.OTHER, codes.NO_WORK)
    work = np.where(school & (draw < PUPILS), codes.PUPIL, work)
    return np.where(working, job, work)
