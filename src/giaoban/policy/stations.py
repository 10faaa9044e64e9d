"""How much a station carries against its norm; when a request leaves the hospital; what medicine asks for."""

from __future__ import annotations

from datetime import date
from math import ceil

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst


def load(rule: Rule, on: date, facts: Facts) -> Decision:
    """F0 per staff member of one station, what it is short of, and how many staff its F0 ask for."""
    f0, staff, doctors = (float(facts.get(name) or 0) for name in ("f0", "staff", "doctors"))
    keys = ("f0_most", "staff_least", "doctors_least", "f0_per_staff_most")
    most, least, doctors_least, each = (float(rule.param(key, on).value) for key in keys)
    per_staff = f0 / staff if staff else None
    short = [name for name, has, need in (("staff", staff, least), ("doctors", doctors, doctors_least))
             if has < need]  # fmt: skip
    result = {
        "f0_per_staff": per_staff,
        "overloaded": f0 > staff * each,
        "over_station": f0 > most,
        "short_of": short,
        "staff_needed": int(max(least, ceil(f0 / each))),
        "cover_days_least": rule.param("cover_days_least", on).value,
        "tolerance": rule.param("tolerance", on).value,
    }
    params = [rule.param(key, on) for key in keys]
    reasons = tuple(Reason(p.key, f"{p.label}: {p.value}", status=p.status) for p in params)
    return Decision(result, reasons, (rule.id,), worst(p.status for p in params))


def referral(rule: Rule, on: date, facts: Facts) -> Decision:
    """Who owns a request that was asked so many minutes ago: the hospitals asked, or the desk."""
    answer = rule.param(f"answer.{facts['rank']}", on)
    departure = rule.param(f"departure.{facts['rank']}", on)
    late = float(facts.get("minutes") or 0) >= answer.value
    result = {
        "owner": "desk" if late else "hospital",
        "answer_minutes": answer.value,
        "departure_minutes": departure.value,
    }
    said = Reason(answer.key, f"Trả lời trong {answer.value} phút", status=answer.status)
    return Decision(result, (said,), (rule.id,), worst((answer.status, departure.status)))


def dispensing(rule: Rule, on: date, facts: Facts) -> Decision:
    """What is still missing before this item may be handed out. An unknown age asks for a weight too."""
    item, age = facts["item"], facts.get("age_years")
    asked = (
        ("weight", age is None or age < rule.param("child_below", on).value, facts.get("weight")),
        ("prescriber", item in rule.names("prescriber", on), facts.get("prescriber")),
        ("consent", item in rule.names("consent", on), facts.get("consent")),
    )
    missing = [name for name, needed, given in asked if needed and not given]
    params = [rule.param("child_below" if name == "weight" else name, on) for name in missing]
    reasons = tuple(Reason(p.key, f"Thiếu: {p.label}", status=p.status) for p in params)
    return Decision({"may": not missing, "missing": missing}, reasons, (rule.id,), rule.status)
