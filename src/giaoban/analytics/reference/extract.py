"""The extract as lists of dictionaries, and the few questions every indicator asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Extract:
    units: list[Row] = field(default_factory=list)
    persons: list[Row] = field(default_factory=list)
    cases: list[Row] = field(default_factory=list)
    spells: list[Row] = field(default_factory=list)
    returns: list[Row] = field(default_factory=list)
    tests: list[Row] = field(default_factory=list)
    announced_levels: list[Row] = field(default_factory=list)
    population: list[Row] = field(default_factory=list)
    home_care: list[Row] = field(default_factory=list)
    care_days: list[Row] = field(default_factory=list)
    care_alarms: list[Row] = field(default_factory=list)
    referrals: list[Row] = field(default_factory=list)
    stock_days: list[Row] = field(default_factory=list)
    bed_counts: list[Row] = field(default_factory=list)
    postings: list[Row] = field(default_factory=list)
    params: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One place, one window, over one extract."""

    extract: Extract
    place: str
    start: date
    end: date

    def inside(self, unit: str | None) -> bool:
        for row in self.extract.units:
            if row["code"] == unit:
                return self.place in row["path"].split("/")
        return False

    def within(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    def cases(self) -> Iterator[Row]:
        return (case for case in self.extract.cases if self.inside(case["unit"]))

    def announced(self) -> list[Row]:
        return [case for case in self.cases() if self.within(case["announced"])]

    def active(self) -> list[Row]:
        return [case for case in self.cases() if case["announced"] <= self.end
                and (case["outcome_date"] is None or case["outcome_date"] > self.end)]

    def communes(self) -> list[str]:
        return [row["code"] for row in self.extract.units
                if row["level"] == "commune" and self.inside(row["code"])]


def in_group(case: Row, group: str, params: dict[str, float]) -> bool:
    if group == "elderly":
        return case["age"] is not None and case["age"] >= params["elderly_age"]
    if group == "under12":
        return case["age"] is not None and case["age"] < 12
    return case[group] is True
