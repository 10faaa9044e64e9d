"""A dated rule as read from `policy/`, and typed access to its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.policy.status import worst


@dataclass(frozen=True)
class Source:
    """A public page or document a value was read from."""

    title: str
    url: str | None = None


@dataclass(frozen=True)
class Param:
    """One value of the law on one date. `value` None means: known to exist, number not found."""

    key: str
    label: str
    value: Any
    unit: str
    status: str
    sources: tuple[Source, ...] = ()
    cmp: tuple[str, ...] = ()
    """Comparison of a measured figure with the value; two entries where the sign is not known."""
    candidates: tuple[Any, ...] = ()
    """What a missing value may be; each is tried, and only what all agree on is determined."""
    note: str = ""
    descriptive: bool = False
    fact: str = ""
    """Name of the fact this value is compared with (clinical rules)."""
    age_months: tuple[float | None, float | None] = (None, None)
    """From (inclusive) and below (exclusive) in completed months of age."""

    @property
    def known(self) -> bool:
        return self.value is not None

    @property
    def possible(self) -> tuple[Any, ...]:
        """The value, or what it may be."""
        return (self.value,) if self.known else self.candidates


@dataclass(frozen=True)
class FirstApplied:
    """Since when a place really used the rule; not exact = used at the latest on that day."""

    at: str
    day: date
    exact: bool
    status: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One decision on one subject, for one place and below, between two dates."""

    id: str
    subject: str
    disease: str
    form: str
    """Which way of reckoning reads the values; numbers stand in the file, the form in code."""
    title: str
    number: str | None
    issuer: str
    signed: date | None
    at: str
    valid_from: date
    valid_to: date | None
    period_status: str
    replaces: tuple[str, ...] = ()
    first_applied: tuple[FirstApplied, ...] = ()
    note: str = ""
    steps: Mapping[str, tuple[tuple[date, Param], ...]] = field(default_factory=dict, repr=False)
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What each value and each group of values is called, by its key."""

    def __hash__(self) -> int:
        return hash((self.id, self.at, self.valid_from))

    @property
    def name(self) -> str:
        """The number officials know it by, or the title where no number was found."""
        return self.number or self.title

    @property
    def status(self) -> str:
        """Worst status among the values that take part in the result."""
        return worst(p.status for p in self.params() if not p.descriptive)

    def has(self, key: str) -> bool:
        return key in self.steps

    def param(self, key: str, on: date | None = None) -> Param:
        """The value in force on a date; without a date the latest. Before the first: the first."""
        if key not in self.steps:
            raise UserError(
                "rule_incomplete",
                f"Quy định {self.id} thiếu giá trị “{key}”.",
                "Bổ sung giá trị (kèm đơn vị, mức tin cậy, nguồn) vào tệp quy định rồi thử lại.",
            )
        steps = self.steps[key]
        chosen = steps[0][1]
        for start, param in steps:
            if on is None or start <= on:
                chosen = param
        return chosen

    def params(self, prefix: str = "", on: date | None = None) -> Iterator[Param]:
        """All values below a prefix, in the order of the file."""
        for key in self.steps:
            if not prefix or key == prefix or key.startswith(prefix + "."):
                yield self.param(key, on)

    def children(self, prefix: str) -> list[str]:
        """Names directly below a prefix, in the order of the file."""
        start = prefix + "."
        names = (key[len(start) :].split(".")[0] for key in self.steps if key.startswith(start))
        return list(dict.fromkeys(names))

    def number_of(self, key: str, on: date | None = None) -> float | None:
        value = self.param(key, on).value
        return None if value is None else float(value)

    def integer(self, key: str, on: date | None = None) -> int | None:
        value = self.param(key, on).value
        return None if value is None else int(value)

    def text(self, key: str, on: date | None = None) -> str | None:
        value = self.param(key, on).value
        return None if value is None else str(value)

    def flag(self, key: str, on: date | None = None) -> bool | None:
        value = self.param(key, on).value
        return None if value is None else bool(value)

    def names(self, key: str, on: date | None = None) -> tuple[str, ...]:
        """A list of codes."""
        return tuple(str(v) for v in self.param(key, on).value or ())
