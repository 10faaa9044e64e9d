"""What goes into a level and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from giaoban.policy.compare import Bools, Floats
from giaoban.policy.status import STATUSES

Ints = NDArray[np.int8]
LEVELS = 4


@dataclass(frozen=True)
class LevelInputs:
    """Figures of n units; NaN = not known. Windows end on the day of assessment, inclusive."""

    population: Floats
    community_cases_14d: Floats
    cases_7d: Floats
    deaths_7d: Floats
    oxygen_cases_7d: Floats
    adult_dose1_pct: Floats
    elderly_full_pct: Floats
    """Fully vaccinated among those of the age the rule names on the day (`elderly_age`)."""
    full_pct: Floats
    high_risk_full_pct: Floats
    managed_f0_per_10k: Floats
    free_beds_per_100k: Floats
    icu_per_100k: Floats
    capacity_plan_met: Floats
    """1 met, 0 not met."""
    previous_level: Floats
    """0 or NaN = no earlier level."""

    @classmethod
    def of(cls, count: int = 1, **known: object) -> LevelInputs:
        """Inputs of `count` units from what is known; everything else NaN, no earlier level."""
        names = {field.name for field in fields(cls)}
        unknown = set(known) - names
        if unknown:
            raise TypeError(f"no such input: {', '.join(sorted(unknown))}")
        filled = {"previous_level": 0.0, **known}
        return cls(
            **{
                name: np.broadcast_to(np.asarray(filled.get(name, np.nan), dtype=np.float64), (count,)).copy()
                for name in names
            }
        )

    def __len__(self) -> int:
        return len(self.population)

    def floats(self) -> LevelInputs:
        """The same with every array as float64, whatever the caller had."""
        return LevelInputs(
            **{f.name: np.asarray(getattr(self, f.name), dtype=np.float64) for f in fields(self)}
        )

    def unit(self, index: int) -> LevelInputs:
        """The inputs of one unit."""
        return LevelInputs(**{f.name: getattr(self, f.name)[index : index + 1] for f in fields(self)})

    def with_values(self, **values: float) -> LevelInputs:
        """The same units with some figures changed, for "what if"."""
        changed = {name: np.full(len(self), value) for name, value in values.items()}
        return replace(self, **changed)


@dataclass(frozen=True)
class Reason:
    """One sentence of the ground for a level: the figure, the bound, how sure the bound is."""

    code: str
    text_vi: str
    value: float | None = None
    threshold: float | None = None
    status: str = "confirmed"


@dataclass(frozen=True)
class LevelProposal:
    """A computed level is a proposal; the legal fact is the announcement."""

    outcome: str
    """"level" or "no_rule"."""
    level: Ints
    """0 = undetermined."""
    low: Ints
    high: Ints
    reasons: list[list[Reason]]
    status: list[str]
    """Worst status of the values that decided each unit; "no_rule" where none did."""


@dataclass(frozen=True)
class Assessment:
    """What a form of rule makes of the inputs, before words: possible levels and their status."""

    possible: Bools
    """[n, 4]: may the unit be at level 1…4?"""
    rank: Ints
    """Index into STATUSES of the worst value used."""

    @property
    def low(self) -> Ints:
        return (np.argmax(self.possible, axis=1) + 1).astype(np.int8)

    @property
    def high(self) -> Ints:
        return (LEVELS - np.argmax(self.possible[:, ::-1], axis=1)).astype(np.int8)

    def status(self) -> list[str]:
        return [STATUSES[rank] for rank in self.rank]
