"""Small random registers of care at home and of what sites have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from giaoban.analytics.contract.care import ANSWERS
from tests.analytics.judging import WINDOWS, Rows

EDGES = sorted(
    {day + timedelta(days=shift) for w in WINDOWS[:6] for day in (w.start, w.end) for shift in (-1, 0, 1)}
)
DAYS = st.sampled_from(EDGES)
COMMUNES = st.sampled_from(["00001", "00002", "00003"])
SOME = st.integers(0, 3)
BEDS = ("planned", "set_up", "staffed", "oxygen", "free")


def later() -> st.SearchStrategy[tuple[date, date | None]]:
    """A day, and a later or the same one or none."""
    return st.tuples(DAYS, st.one_of(st.none(), DAYS)).map(
        lambda days: (days[0], days[1] if days[1] and days[1] >= days[0] else None)
    )


def stays() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.tuples(COMMUNES, st.integers(1, 2), COMMUNES, later())
    return st.lists(row, max_size=4).map(
        lambda rows: [
            {
                "episode": n,
                "case": n,
                "unit": unit,
                "station": station,
                "station_unit": at,
                "opened": days[0],
                "closed": days[1],
            }
            for n, (unit, station, at, days) in enumerate(rows)
        ]
    )


def care_days() -> st.SearchStrategy[list[dict[str, Any]]]:
    key = st.tuples(st.integers(0, 3), DAYS)
    return st.dictionaries(key, st.tuples(COMMUNES, SOME, SOME, SOME), max_size=5).map(
        lambda rows: [
            {
                "episode": episode,
                "case": episode,
                "day": day,
                "unit": unit,
                "checks": own + staff,
                "by_staff": staff,
                "reached": reached,
            }
            for (episode, day), (unit, own, staff, reached) in rows.items()
        ]
    )


def alarms() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.tuples(COMMUNES, later(), SOME, st.sampled_from(ANSWERS))
    return st.lists(row, max_size=5).map(
        lambda rows: [
            {
                "alarm": n,
                "case": n,
                "unit": unit,
                "rank": "emergency",
                "raised": days[0],
                "answered": days[1],
                "minutes": minutes if days[1] else None,
                "answer": answer if days[1] else None,
            }
            for n, (unit, days, minutes, answer) in enumerate(rows)
        ]
    )


def referrals() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.tuples(
        COMMUNES, later(), st.sampled_from(["arrived", "cancelled"]), SOME, st.one_of(st.none(), SOME)
    )
    return st.lists(row, max_size=4).map(
        lambda rows: [
            {
                "referral": n,
                "case": n,
                "unit": unit,
                "tier": "2",
                "asked": days[0],
                "ended": days[1],
                "outcome": outcome if days[1] else None,
                "refusals": refusals,
                "minutes": minutes if days[1] and outcome == "arrived" else None,
            }
            for n, (unit, days, outcome, refusals, minutes) in enumerate(rows)
        ]
    )


def stock() -> st.SearchStrategy[list[dict[str, Any]]]:
    key = st.tuples(st.integers(1, 2), st.sampled_from(["pack_a", "pack_b"]), DAYS)
    return st.dictionaries(key, st.tuples(COMMUNES, SOME, SOME), max_size=5).map(
        lambda rows: [
            {
                "facility": facility,
                "item": item,
                "day": day,
                "unit": unit,
                "change": float(came - given),
                "dispensed": float(given),
            }
            for (facility, item, day), (unit, came, given) in rows.items()
        ]
    )


def beds() -> st.SearchStrategy[list[dict[str, Any]]]:
    key = st.tuples(st.integers(1, 2), DAYS)
    return st.dictionaries(key, SOME, max_size=4).map(
        lambda rows: [
            {"group": group, "day": day, "unit": f"0000{group}", "tier": str(group)} | dict.fromkeys(BEDS, n)
            for (group, day), n in rows.items()
        ]
    )


def postings() -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.tuples(COMMUNES, later()), max_size=4).map(
        lambda rows: [
            {"staff": n, "unit": unit, "from_date": days[0], "to_date": days[1]}
            for n, (unit, days) in enumerate(rows)
        ]
    )


@st.composite
def care(draw: st.DrawFn) -> Rows:
    return {
        "home_care": draw(stays()),
        "care_days": draw(care_days()),
        "care_alarms": draw(alarms()),
        "referrals": draw(referrals()),
        "stock_days": draw(stock()),
        "bed_counts": draw(beds()),
        "postings": draw(postings()),
    }
