"""Age bands of the reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst

OPEN_END = 200  # the contract's upper end of the open band; nobody is older


@dataclass(frozen=True)
class AgeBand:
    """Completed years, both ends inclusive."""

    code: str
    age_from: int
    age_to: int

    @property
    def label(self) -> str:
        if self.age_to == OPEN_END:
            return f"Từ {self.age_from} tuổi"
        if self.age_from == 0:
            return f"Dưới {self.age_to + 1} tuổi"
        return f"{self.age_from}–{self.age_to} tuổi"


def bands(rule: Rule, on: date | None = None) -> tuple[AgeBand, ...]:
    """Bands in rising order without a gap."""
    edges = sorted(int(p.value) for p in rule.params("from", on))
    ends = [edge - 1 for edge in edges[1:]] + [OPEN_END]
    return tuple(
        AgeBand(f"{low}+" if high == OPEN_END else f"{low}-{high}", low, high)
        for low, high in zip(edges, ends, strict=True)
    )


def band_of(rule: Rule, age: int | None, on: date | None = None) -> AgeBand | None:
    """The band of an age in completed years; None where the age is not known."""
    found = (b for b in bands(rule, on) if age is not None and b.age_from <= age <= b.age_to)
    return next(found, None)


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    found = band_of(rule, facts.get("age"), on)
    status = worst(p.status for p in rule.params("from", on))
    return Decision({"band": found.code if found else None}, (), (rule.id,), status)
