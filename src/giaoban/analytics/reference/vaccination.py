"""Who has had which dose."""

from __future__ import annotations

from giaoban.analytics.reference import returned
from giaoban.analytics.reference.extract import Asked, Row

AGES = {"adults": (18, 200), "children": (12, 17), "elderly50": (50, 200),
        "elderly65": (65, 200), "aged12": (12, 200)}
RETURNED = {"adults": "adults", "children": "children", "elderly50": "elderly50",
            "elderly65": "elderly", "elderly50_dose2": "elderly50_full",
            "elderly65_dose2": "elderly_full", "aged12": "residents_12plus",
            "aged12_dose2": "residents_full", "high_risk_dose2": "high_risk_full"}


def registered(asked: Asked, low: int, high: int, dose: int | None) -> float | None:
    people = [p for p in asked.extract.persons if asked.inside(p["unit"])]
    if not people:
        return None
    return float(sum(1 for person in people if aged(asked, person, low, high)
                     and (dose is None or has_had(asked, person, dose))))


def aged(asked: Asked, person: Row, low: int, high: int) -> bool:
    if person["birth_year"] is None:
        return False
    return low <= asked.end.year - person["birth_year"] <= high


def has_had(asked: Asked, person: Row, dose: int) -> bool:
    given = (person[f"dose{number}"] for number in range(dose, 4))
    return any(day is not None and day <= asked.end for day in given)


def at_risk(asked: Asked, dose: int | None) -> float | None:
    people = [p for p in asked.extract.persons if asked.inside(p["unit"])]
    if not people:
        return None
    return float(sum(1 for person in people
                     if (aged(asked, person, 65, 200) or person["underlying"])
                     and (dose is None or has_had(asked, person, dose))))


def total_at_risk(asked: Asked, dose: int | None) -> float | None:
    known = [value for value in (at_risk(asked, dose), by_returns(asked, "high_risk", dose))
             if value is not None]
    return sum(known) if known else None


def by_returns(asked: Asked, group: str, dose: int | None) -> float | None:
    asked_for = group if dose is None else f"{group}_dose{dose}"
    rows = [row for row in returned.standing(asked, RETURNED.get(asked_for, asked_for))
            if not returned.registered_one_by_one(asked, row["unit"])]
    return sum(row["value"] for row in rows) if rows else None


def total(asked: Asked, group: str, dose: int | None) -> float | None:
    sources = [registered(asked, *AGES[group], dose), by_returns(asked, group, dose)]
    known = [value for value in sources if value is not None]
    return sum(known) if known else None
