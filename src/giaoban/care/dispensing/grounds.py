"""On which grounds an item may be ordered for a person: the rules in force there and then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from giaoban import policy
from giaoban.policy.decide import decide
from giaoban.policy.facts import of_subject
from giaoban.policy.packs import packs
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst

# What the ledger calls an item and what an issuer may call the same pack, the likeliest first.
PACKS = {
    "pack_a": ("a", "antipyretic"),
    "pack_b": ("b", "corticosteroid"),
    "pack_c": ("c", "molnupiravir"),
    "molnupiravir": ("molnupiravir", "c"),
    "favipiravir": ("favipiravir",),
}
CHECKED = "contraindications_checked"  # where no rule lists them, the prescriber says they were gone through


@dataclass(frozen=True)
class Grounds:
    """`missing` has to be given first; `against` forbids; `unasked` are contraindications not answered."""

    missing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    days: int | None = None
    rules: tuple[str, ...] = ()
    status: str = "unverified"
    label: str = ""


def grounds(item: str, on: date, path: str, facts: Mapping[str, Any]) -> Grounds:
    """`facts`: age_years, weight, prescriber, consent, days_since_onset and the contraindications asked."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    house, issuer = rules.in_force("dispensing", on, path), rules.in_force("packs", on, path)
    asks = ("item", "age_years", "weight", "prescriber", "consent")
    needed = decide(house, on, {k: facts.get(k) for k in asks} | {"item": item}) if house else None
    missing = tuple(needed.result["missing"]) if needed else ()
    used = needed.rules if needed else ()
    code = pack_code(issuer, item)
    if issuer is None or code is None:
        settled = "prescriber" not in _asked_of(item, house, on) or facts.get(CHECKED)
        left: tuple[str, ...] = () if settled else (CHECKED,)
        return Grounds(missing, (), left, None, used, "unverified", "")
    known = of_subject(rules, "packs")
    said = decide(issuer, on, {k: v for k, v in facts.items() if k in known} | {"pack": code})
    against = tuple(r.text_vi for r in said.reasons if r.text_vi.startswith("Chống chỉ định"))
    unasked = tuple(r.text_vi for r in said.reasons if not r.text_vi.startswith("Chống chỉ định"))
    status = worst([said.status, needed.status if needed else "unverified"])
    label = issuer.labels.get(code, code)
    return Grounds(
        missing, against, unasked, said.result["longest_days"], (*used, *said.rules), status, label
    )


def _asked_of(item: str, house: Rule | None, on: date) -> tuple[str, ...]:
    return ("prescriber",) if house is None or item in house.names("prescriber", on) else ()


def pack_code(issuer: Rule | None, item: str) -> str | None:
    """How the issuer in force calls this item; None where it says nothing of it."""
    if issuer is None:
        return None
    known = {pack.code for pack in packs(issuer)}
    return next((code for code in PACKS.get(item, ()) if code in known), None)


def questions(item: str, on: date, path: str) -> list[tuple[str, str]]:
    """(fact, words) of each contraindication a person has to be asked before this item."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    issuer = rules.in_force("packs", on, path)
    code = pack_code(issuer, item)
    if issuer is None or code is None:
        return [(CHECKED, "đã rà soát chống chỉ định")] if item != "pack_a" else []
    return [
        (p.fact, p.label.rsplit(" – ", 1)[-1])
        for p in issuer.params(f"{code}.contraindication", on)
        if p.fact
    ]
