"""Tests, once more by hand: a list of results where it is whole, the unit's return where it is not."""

from __future__ import annotations

from collections.abc import Callable

from giaoban.analytics.reference import returned
from giaoban.analytics.reference.extract import Asked, Row

Answer = Callable[[Asked], float | None]


def results(asked: Asked) -> list[Row]:
    return [row for row in asked.extract.tests if row["result"] in ("positive", "negative")]


def listed_in(asked: Asked, said: Row) -> int:
    """Results of a return's unit from its days."""
    return len([row for row in results(asked)
                if row["unit"] == said["unit"] and said["from_date"] <= row["day"] <= said["to_date"]])


def returns_of_tests(asked: Asked) -> list[Row]:
    return [row for row in returned.versions_in_force(asked.extract.returns)
            if row["indicator"] == "tests_done" and row["established"]]


def is_whole(asked: Asked, test: Row) -> bool:
    """No return of its unit that holds its day knows of more tests."""
    about = [said for said in returns_of_tests(asked) if said["unit"] == test["unit"]
             and said["from_date"] <= test["day"] <= said["to_date"]]
    return all(listed_in(asked, said) >= said["value"] for said in about)


def by_results(*wanted: str) -> Answer:
    def count(asked: Asked) -> float | None:
        mine = [row for row in results(asked) if asked.inside(row["unit"])
                and asked.within(row["day"]) and is_whole(asked, row)]
        return float(len([row for row in mine if row["result"] in wanted])) if mine else None
    return count


def held(*wanted: str) -> Answer:
    """As `by_results`, whether the list is whole or not."""
    def count(asked: Asked) -> float | None:
        mine = [row for row in results(asked) if asked.inside(row["unit"]) and asked.within(row["day"])]
        return float(len([row for row in mine if row["result"] in wanted])) if mine else None
    return count


def is_covered(asked: Asked, said: Row) -> bool:
    """The list tells what a return tells: by its length where the tests done are known, else by being."""
    if not said["established"] or not listed_in(asked, said):
        return False
    series = ("unit", "publisher", "from_date", "to_date", "source")
    pairs = [row for row in returns_of_tests(asked) if all(row[name] == said[name] for name in series)]
    return not pairs or any(listed_in(asked, row) >= row["value"] for row in pairs)


def by_returns(indicator: str) -> Answer:
    def count(asked: Asked) -> float | None:
        rows = [row for row in returned.happened(asked, indicator) if not is_covered(asked, row)]
        return sum(row["value"] for row in rows) if rows else None
    return count


def as_returned(indicator: str) -> Answer:
    def total(asked: Asked) -> float | None:
        rows = returned.happened(asked, indicator)
        return sum(row["value"] for row in rows) if rows else None
    return total


def both(one: Answer, other: Answer) -> Answer:
    def total(asked: Asked) -> float | None:
        known = [value for value in (one(asked), other(asked)) if value is not None]
        return sum(known) if known else None
    return total


DONE, POSITIVE = by_results("positive", "negative"), by_results("positive")
TESTS: dict[str, Answer] = {
    "tests_done": both(DONE, by_returns("tests_done")),
    "tests_done_listed": DONE, "tests_done_returns": by_returns("tests_done"),
    "tests_positive": both(POSITIVE, by_returns("tests_positive")),
    "tests_positive_listed": POSITIVE, "tests_positive_returns": by_returns("tests_positive"),
    "tests_listed": held("positive", "negative"), "tests_listed_positive": held("positive"),
    "tests_returned": as_returned("tests_done"),
    "tests_returned_positive": as_returned("tests_positive")}
