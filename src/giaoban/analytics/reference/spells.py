"""The states of a case through time."""

from __future__ import annotations

from datetime import date

from giaoban.analytics.reference.extract import Asked, Row

GRAVITY = {
    "severity": ["asymptomatic", "mild", "moderate", "severe", "critical"],
    "care": ["home", "central", "collection", "hospital"],
    "tier": ["1", "2", "3"],
    "support": ["none", "oxygen", "hfnc", "niv", "imv", "ecmo"],
}


def of_case(asked: Asked, case: Row, kind: str) -> list[Row]:
    """A case's spells of a kind, in the order they began; of one day the graver last."""
    mine = [s for s in asked.extract.spells if s["case"] == case["case"] and s["kind"] == kind]
    return sorted(mine, key=lambda s: (s["from_date"], GRAVITY[kind].index(s["value"])))


def state(asked: Asked, case: Row, kind: str, day: date) -> str | None:
    covering = [s for s in of_case(asked, case, kind)
                if s["from_date"] <= day and (s["to_date"] is None or s["to_date"] > day)]
    return str(covering[-1]["value"]) if covering else None


def admissions(asked: Asked, case: Row) -> int:
    """Starts of a hospital stay in the window, none straight after another hospital stay."""
    count = 0
    for before, spell in steps(of_case(asked, case, "care")):
        begins = spell[1] == "hospital" and (before is None or before[1] != "hospital")
        count += begins and asked.within(spell[0])
    return count


def deteriorations(asked: Asked, case: Row) -> int:
    """Steps in the window up to severe or critical from something lighter on record."""
    order = GRAVITY["severity"]
    count = 0
    for before, spell in steps(of_case(asked, case, "severity")):
        if before is None or spell[1] not in ("severe", "critical"):
            continue
        count += order.index(spell[1]) > order.index(before[1]) and asked.within(spell[0])
    return count


def steps(spells: list[Row]) -> list[tuple[tuple[date, str] | None, tuple[date, str]]]:
    """Each state with the one before it; the same state on the same day stands once."""
    states: list[tuple[date, str]] = []
    for spell in spells:
        if (spell["from_date"], spell["value"]) not in states:
            states.append((spell["from_date"], spell["value"]))
    return list(zip([None, *states], states, strict=False))


def first_seen_mild(asked: Asked, case: Row) -> bool:
    spells = of_case(asked, case, "severity")
    return bool(spells) and spells[0]["value"] in ("asymptomatic", "mild")


def helped_to_breathe(asked: Asked, case: Row, days: int) -> bool:
    """Whether the first breathing support on record began within so many days of announcement."""
    starts = [s["from_date"] for s in of_case(asked, case, "support") if s["value"] != "none"]
    return bool(starts) and 0 <= (min(starts) - case["announced"]).days <= days
