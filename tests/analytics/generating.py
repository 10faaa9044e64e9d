"""Small random extracts, biased to where engines disagree: edges of windows, ties, empties."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from giaoban.analytics.contract.returns import BEDS, FLOWS
from giaoban.analytics.contract.states import FOUND, STATES
from tests.analytics.generating_care import care
from tests.analytics.judging import WINDOWS, Rows

EDGES = sorted(
    {day + timedelta(days=shift) for w in WINDOWS[:6] for day in (w.start, w.end) for shift in (-1, 0, 1)}
)
DAYS = st.one_of(st.sampled_from(EDGES), st.dates(min_value=date(2022, 1, 20), max_value=date(2022, 3, 9)))
COMMUNES = st.sampled_from(["00001", "00002", "00003"])
ANY_UNIT = st.sampled_from(["00001", "00002", "00003", "193", "22"])
MAYBE = st.one_of(st.none(), st.booleans())
GROUPS = {name: MAYBE for name in ("underlying", "pregnant", "minority", "poor", "unvaccinable")}


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def cases() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries(
        {
            "unit": COMMUNES,
            "unit_residence": maybe(COMMUNES),
            "unit_detected": maybe(COMMUNES),
            "sampled": maybe(DAYS),
            "announced": DAYS,
            "ministry_announced": maybe(DAYS),
            "found": maybe(st.sampled_from(FOUND)),
            "age": maybe(st.sampled_from([0, 4, 5, 11, 12, 17, 18, 49, 50, 64, 65, 101])),
            "occupation": maybe(st.sampled_from(["pupil", "teacher", "worker", "health", "other"])),
            "ended": maybe(st.tuples(st.sampled_from(["recovered", "dead"]), DAYS)),
            **GROUPS,
        }
    )
    return st.lists(row, max_size=7).map(numbered_cases)


def numbered_cases(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keys, and an outcome with its day or neither. The same person may fall ill twice."""
    for number, row in enumerate(rows):
        outcome, day = row.pop("ended") or (None, None)
        row |= {"case": number, "person": number // 2, "outcome": outcome, "outcome_date": day}
    return rows


def spells(n_cases: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Overlaps, gaps, doubles and stays of no length: whatever a registry may hold."""
    if n_cases == 0:
        return st.just([])
    states = st.sampled_from([(k, v) for k, values in STATES.items() for v in values])
    row = st.tuples(st.integers(0, n_cases - 1), states, DAYS, maybe(DAYS)).map(
        lambda t: {
            "case": t[0],
            "kind": t[1][0],
            "value": t[1][1],
            "from_date": t[2],
            "to_date": t[3] if t[3] is None or t[3] >= t[2] else None,
        }
    )
    return st.lists(row, max_size=12)


def returns() -> st.SearchStrategy[list[dict[str, Any]]]:
    names = st.sampled_from(
        (
            *FLOWS,
            *BEDS,
            "adults",
            "adults_dose1",
            "adults_dose2",
            "children",
            "children_dose1",
            "elderly",
            "elderly_full",
            "elderly50_full",
            "high_risk",
            "high_risk_full",
            "residents_12plus",
        )
    )
    row = st.fixed_dictionaries(
        {
            "unit": ANY_UNIT,
            "established": st.booleans(),
            "indicator": names,
            "from_date": DAYS,
            "length": st.sampled_from([0, 0, 0, 1, 6]),
            "value": st.integers(0, 50).map(float),
            "source": st.sampled_from(["a", "b"]),
            "place_text": maybe(st.sampled_from(["x", "y"])),
            "recorded_at": maybe(st.sampled_from([datetime(2022, 3, 1), datetime(2022, 3, 5)])),
        }
    )
    return st.lists(row, max_size=10).map(lambda rows: [dict(row) for row in rows])


def corrections(rows: list[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """The same series again with another value, recorded sooner, later, at once or nobody knows."""
    if not rows:
        return st.just([])
    row = st.tuples(
        st.sampled_from(rows),
        st.integers(51, 99).map(float),
        st.sampled_from([None, datetime(2022, 2, 28), datetime(2022, 3, 1), datetime(2022, 3, 9)]),
    )
    return st.lists(row, min_size=1, max_size=4).map(
        lambda drawn: [said | {"value": value, "recorded_at": at} for said, value, at in drawn]
    )


def numbered_returns(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for number, row in enumerate(rows):
        row["to_date"] = row["from_date"] + timedelta(days=row.pop("length"))
        row |= {"id": number, "publisher": "22"}
    return rows


def persons() -> st.SearchStrategy[list[dict[str, Any]]]:
    years = maybe(st.sampled_from([2022, 2017, 2010, 2005, 2004, 1972, 1957, 1956, 1930]))
    # Also a third dose without a first, and a second before it.
    doses = {f"dose{number}": maybe(DAYS) for number in (1, 2, 3)}
    row = st.fixed_dictionaries({"unit": COMMUNES, "birth_year": years, "underlying": MAYBE, **doses})
    return st.lists(row, max_size=5).map(
        lambda rows: [row | {"person": number} for number, row in enumerate(rows)]
    )


def tests() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Few communes and days, so that lists and returns of the same days meet."""
    row = st.fixed_dictionaries(
        {
            "unit": COMMUNES,
            "day": st.sampled_from(EDGES[::3]),
            "assay": st.sampled_from(["pcr", "rapid"]),
            "result": st.sampled_from(["positive", "negative", "negative", "unclear"]),
        }
    )
    return st.lists(row, max_size=8).map(
        lambda rows: [row | {"test": number} for number, row in enumerate(rows)]
    )


def beside(listed: list[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Returns about the very days and communes of a list: more, fewer, positives without the whole."""
    if not listed:
        return st.just([])
    row = st.tuples(
        st.sampled_from(listed),
        st.sampled_from([("tests_done",), ("tests_done", "tests_positive"), ("tests_positive",)]),
        st.integers(0, 4),
        st.sampled_from([0, 0, 3]),
        st.booleans(),
    )
    return st.lists(row, max_size=4).map(
        lambda rows: [
            {
                "unit": test["unit"], "established": established, "indicator": name, "from_date": test["day"],
                "length": length, "value": float(value), "source": "a", "place_text": None,
                "recorded_at": None,
            }
            for test, names, value, length, established in rows
            for name in names
        ]
    )  # fmt: skip


def levels() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({"unit": ANY_UNIT, "level": st.integers(1, 4), "effective": DAYS})
    return st.lists(row, max_size=6)


@st.composite
def extracts(draw: st.DrawFn) -> Rows:
    held, listed = draw(cases()), draw(tests())
    told = [*draw(returns()), *draw(beside(listed))]
    told += draw(corrections(told))
    return {
        "cases": held,
        "spells": draw(spells(len(held))),
        "tests": listed,
        "returns": numbered_returns([dict(row) for row in told]),
        "persons": draw(persons()),
        "announced_levels": draw(levels()),
        **draw(care()),
    }
