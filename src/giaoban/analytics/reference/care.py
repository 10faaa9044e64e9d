"""Care at home and what sites have, once more by hand."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from giaoban.analytics.reference import spells
from giaoban.analytics.reference.extract import Asked, Row

Answer = Callable[[Asked], float | None]
Test = Callable[[Row], bool]
JUDGED, RIGHTLY = ("confirmed", "referred", "false"), ("confirmed", "referred")
ITEMS = ("pack_a", "pack_b", "pack_c", "molnupiravir", "favipiravir")


def followed(asked: Asked, test: Callable[[Asked, Row], bool]) -> float | None:
    """Stays still open on the last day; not known where none is."""
    there = [stay for stay in asked.extract.home_care if asked.inside(stay["unit"])
             and stay["opened"] <= asked.end and (stay["closed"] is None or stay["closed"] > asked.end)]
    return float(sum(1 for stay in there if test(asked, stay))) if there else None


def heard(asked: Asked, stay: Row) -> tuple[int, int]:
    """(checks of their own, times staff reached them) on the last day."""
    days = [day for day in asked.extract.care_days
            if day["episode"] == stay["episode"] and day["day"] == asked.end]
    return sum(d["checks"] - d["by_staff"] for d in days), sum(d["reached"] for d in days)


def days_in_window(asked: Asked, stay: Row) -> list[date]:
    found, day = [], max(asked.start, stay["opened"])
    while day <= asked.end and (stay["closed"] is None or day < stay["closed"]):
        found.append(day)
        day += timedelta(days=1)
    return found


def person_days(asked: Asked) -> float | None:
    total = sum(len(days_in_window(asked, stay)) for stay in asked.extract.home_care
                if asked.inside(stay["unit"]))
    return float(total) if total else None


def station_days(asked: Asked) -> float | None:
    days: dict[tuple[int, str], list[date]] = {}
    for stay in asked.extract.home_care:
        if asked.inside(stay["station_unit"]):
            days.setdefault((stay["station"], stay["station_unit"]), []).extend(days_in_window(asked, stay))
    total = sum((max(found) - min(found)).days + 1 for found in days.values() if found)
    return float(total) if total else None


def where_followed(of: Answer) -> Answer:
    """Not known where nobody was followed at home in the window."""
    return lambda asked: None if person_days(asked) is None else of(asked)


def of_days(column: str) -> Answer:
    return where_followed(lambda asked: float(sum(
        day[column] for day in asked.extract.care_days
        if asked.inside(day["unit"]) and asked.within(day["day"]))))


def alarms_of(asked: Asked) -> list[Row]:
    return [a for a in asked.extract.care_alarms if asked.inside(a["unit"]) and asked.within(a["raised"])]


def alarms(test: Test) -> Answer:
    return where_followed(lambda asked: float(sum(1 for a in alarms_of(asked) if test(a))))


def unanswered(asked: Asked) -> float:
    return float(sum(1 for a in asked.extract.care_alarms if asked.inside(a["unit"])
                     and a["raised"] <= asked.end
                     and (a["answered"] is None or a["answered"] > asked.end)))


def middle(values: list[Any]) -> float | None:
    known = [value for value in values if value is not None]
    return float(statistics.median(known)) if known else None


def tier_moves(up: bool) -> Answer:
    def count(asked: Asked) -> float:
        found = 0
        for case in asked.cases():
            for before, spell in spells.steps(spells.of_case(asked, case, "tier")):
                if before is not None and before[1] != spell[1] and asked.within(spell[0]):
                    found += (spell[1] > before[1]) == up
        return float(found)
    return count


def requests(asked: Asked) -> list[Row]:
    return [r for r in asked.extract.referrals if asked.inside(r["unit"]) and r["asked"] <= asked.end]


def where_referred(of: Callable[[Asked, list[Row]], float]) -> Answer:
    def count(asked: Asked) -> float | None:
        held = requests(asked)
        return float(of(asked, held)) if held else None
    return count


def ended_as(outcome: str) -> Answer:
    return where_referred(lambda a, held: sum(
        1 for r in held if r["outcome"] == outcome and a.within(r["ended"])))


def sign_to_bed(asked: Asked) -> float | None:
    return middle([r["minutes"] for r in asked.extract.referrals if asked.inside(r["unit"])
                   and r["outcome"] is not None and asked.within(r["ended"])])


def moves(asked: Asked, item: str) -> list[Row]:
    return [m for m in asked.extract.stock_days if m["item"] == item and asked.inside(m["unit"])
            and m["day"] <= asked.end]


def stock(item: str) -> Answer:
    return lambda asked: sum(m["change"] for m in moves(asked, item)) if moves(asked, item) else None


def dispensed(item: str) -> Answer:
    return lambda asked: sum(m["dispensed"] for m in moves(asked, item) if asked.within(m["day"])) + 0.0 \
        if moves(asked, item) else None


def beds(tier: str, state: str) -> Answer:
    def count(asked: Asked) -> float | None:
        last: dict[int, Row] = {}
        for row in sorted(asked.extract.bed_counts, key=lambda row: row["day"]):
            if row["day"] <= asked.end:
                last[row["group"]] = row
        mine = [row for row in last.values() if row["tier"] == tier and asked.inside(row["unit"])]
        return float(sum(row[state] for row in mine)) if mine else None
    return count


def staff(asked: Asked) -> float | None:
    there = [p for p in asked.extract.postings if asked.inside(p["unit"]) and p["from_date"] <= asked.end
             and (p["to_date"] is None or p["to_date"] >= asked.end)]
    return float(len(there)) if there else None


CARE: dict[str, Answer] = {
    "home_followed": lambda asked: followed(asked, lambda a, stay: True),
    "home_contacted": lambda asked: followed(asked, lambda a, stay: heard(a, stay)[1] > 0),
    "home_not_contacted": lambda asked: followed(asked, lambda a, stay: heard(a, stay)[1] == 0),
    "home_self_checked_only": lambda asked: followed(
        asked, lambda a, stay: heard(a, stay)[1] == 0 and heard(a, stay)[0] > 0),
    "home_person_days": person_days, "station_days": station_days, "station_staff": staff,
    "checks": of_days("checks"), "checks_by_staff": of_days("by_staff"),
    "alarms": alarms(lambda a: True),
    "alarms_judged": alarms(lambda a: a["answer"] in JUDGED),
    "alarms_confirmed": alarms(lambda a: a["answer"] in RIGHTLY),
    "alarms_unanswered": where_followed(unanswered),
    "alarm_minutes": lambda asked: middle([a["minutes"] for a in alarms_of(asked)]),
    "tier_up": tier_moves(True), "tier_down": tier_moves(False),
    "referrals": where_referred(lambda a, held: sum(1 for r in held if a.within(r["asked"]))),
    "referrals_ever": where_referred(lambda a, held: len(held)),
    "referrals_arrived": ended_as("arrived"), "referrals_cancelled": ended_as("cancelled"),
    "referrals_refusals": where_referred(
        lambda a, held: sum(r["refusals"] for r in held if a.within(r["asked"]))),
    "referrals_open": where_referred(
        lambda a, held: sum(1 for r in held if r["ended"] is None or r["ended"] > a.end)),
    "sign_to_bed_minutes": sign_to_bed,
    **{f"{item}_stock": stock(item) for item in ITEMS},
    **{f"{item}_dispensed": dispensed(item) for item in ITEMS},
    **{f"tier_{tier}_beds_{state}": beds(tier, state) for tier in ("1", "2", "3")
       for state in ("planned", "set_up", "staffed", "oxygen", "free")}}
