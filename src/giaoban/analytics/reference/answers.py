"""One function an indicator, found by its id."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import partial

from giaoban.analytics.catalogue import CATALOGUE
from giaoban.analytics.definition import of_line_list_alone
from giaoban.analytics.reference import returned, spells
from giaoban.analytics.reference import vaccination as vax
from giaoban.analytics.reference.care import CARE
from giaoban.analytics.reference.extract import Asked, Row, in_group
from giaoban.analytics.reference.tests import TESTS, both

Answer = Callable[[Asked], float | None]
GROUPS = ("elderly", "underlying", "unvaccinable", "under12", "pregnant", "poor", "minority")
BANDS = {"0_4": (0, 4), "5_11": (5, 11), "12_17": (12, 17), "18_49": (18, 49),
         "50_64": (50, 64), "65_plus": (65, 200)}
COMMUNITY = ("community", "screening", "facility", "sweep", "declared")
QUARANTINE = ("quarantine", "zone", "entry")
BEGINNING_OF_TIME = 1900
# By their definitions nothing but a line list tells these; `new` and `cumulative` have the returns beside it.
LINE_LIST_ONLY = {item.id for item in CATALOGUE.values() if of_line_list_alone(item)}


def announced_where(test: Callable[[Row], bool]) -> Answer:
    return lambda asked: float(sum(1 for case in asked.announced() if test(case)))


def closed_as(outcome: str, group: str | None = None) -> Answer:
    def count(asked: Asked) -> float:
        return float(sum(
            1 for case in asked.cases()
            if case["outcome"] == outcome and asked.within(case["outcome_date"])
            and (group is None or in_group(case, group, asked.extract.params))))
    return count


def active_in(kind: str, value: str | None) -> Answer:
    return lambda asked: float(sum(
        1 for case in asked.active() if spells.state(asked, case, kind, asked.end) == value))


def since_ever(of: Answer) -> Answer:
    """The same count with no beginning."""
    def count(asked: Asked) -> float | None:
        start = asked.start.replace(year=BEGINNING_OF_TIME, month=1, day=1)
        return of(Asked(asked.extract, asked.place, start, asked.end))
    return count


def from_returns(indicator: str) -> Answer:
    return lambda asked: returned.beside_line_lists(asked, indicator)


def told(indicator: str) -> Answer:
    """As `from_returns`, but nothing said is nothing known."""
    def count(asked: Asked) -> float | None:
        rows = [row for row in returned.happened(asked, indicator)
                if not row["established"] or not returned.has_line_list(asked, row["unit"])]
        return sum(row["value"] for row in rows) if rows else None
    return count


def told_by_returns_alone(asked: Asked) -> bool:
    """Cases are known to date, and not one of them by a line list."""
    ever = asked.start.replace(year=BEGINNING_OF_TIME, month=1, day=1)
    to_date = Asked(asked.extract, asked.place, ever, asked.end)
    return not to_date.announced() and returned.beside_line_lists(to_date, "new_cases") > 0


def unless_returned(of: Answer) -> Answer:
    """What only a line list tells is not known where there is none."""
    return lambda asked: None if told_by_returns_alone(asked) else of(asked)


def new_returns(asked: Asked) -> float:
    return sum(row["value"] for row in returned.happened(asked, "new_cases")
               if row["established"] and not returned.has_line_list(asked, row["unit"]))


def new_not_established(asked: Asked) -> float:
    return sum(row["value"] for row in returned.happened(asked, "new_cases")
               if not row["established"])


def by_unit(column: str) -> Answer:
    return lambda asked: float(sum(
        1 for case in asked.extract.cases
        if asked.inside(case[column]) and asked.within(case["announced"])))


def overdue(asked: Asked) -> float | None:
    allowed = asked.extract.params["isolation_days"]
    return float(sum(1 for case in asked.active()
                     if (asked.end - case["announced"]).days >= allowed))


def hospital_under_12(asked: Asked) -> float:
    return float(sum(1 for case in asked.active()
                     if spells.state(asked, case, "care", asked.end) == "hospital"
                     and in_group(case, "under12", asked.extract.params)))


def events(count: Callable[[Asked, Row], int], group: str | None = None) -> Answer:
    return lambda asked: float(sum(
        count(asked, case) for case in asked.cases()
        if group is None or in_group(case, group, asked.extract.params)))


def mild_at_first(asked: Asked, followed: int | None = None) -> float:
    return float(sum(1 for case in asked.announced() if spells.first_seen_mild(asked, case)
                     and (followed is None or spells.helped_to_breathe(asked, case, followed))))


def if_returned(rows: Callable[[Asked], list[Row]]) -> Answer:
    def total(asked: Asked) -> float | None:
        found = rows(asked)
        return sum(row["value"] for row in found) if found else None
    return total


def announced_level(asked: Asked, commune: str) -> int | None:
    said = [(row["effective"], row["level"]) for row in asked.extract.announced_levels
            if row["unit"] == commune and row["effective"] <= asked.end]
    return max(said)[1] if said else None


def communes_at(level: int | None) -> Answer:
    def count(asked: Asked) -> float | None:
        levels = [announced_level(asked, code) for code in asked.communes()]
        known = [one for one in levels if one is not None]
        if not known:
            return None
        return float(len(known) if level is None else known.count(level))
    return count


def heard_from(asked: Asked) -> float:
    everywhere = {unit["code"] for unit in asked.extract.units if unit["level"] == "commune"}
    sent = [row for row in asked.extract.returns if row["established"] and row["unit"] in everywhere]
    heard = {row["unit"] for row in sent
             if asked.start <= row["from_date"] and row["to_date"] <= asked.end}
    if not sent:
        heard = {case["unit"] for case in asked.announced()}
    return float(len([code for code in asked.communes() if code in heard]))


def waits(asked: Asked) -> list[int]:
    return [(case["announced"] - case["sampled"]).days for case in asked.announced()
            if case["sampled"] is not None]


def delay(asked: Asked) -> float | None:
    return float(statistics.median(waits(asked))) if waits(asked) else None


def population(asked: Asked) -> float | None:
    known = [row["population"] for row in asked.extract.units
             if row["code"] in asked.communes() and row["population"] is not None]
    return float(sum(known)) if known else None


def _answers() -> dict[str, Answer]:
    new_listed = announced_where(lambda case: True)
    community = announced_where(lambda case: case["found"] in COMMUNITY)
    found: dict[str, Answer] = {
        "new": lambda a: new_listed(a) + new_returns(a) + new_not_established(a),  # type: ignore
        "new_linelist": new_listed, "new_returns": new_returns,
        "new_not_established": new_not_established,
        "new_ministry": lambda a: float(sum(
            1 for case in a.cases() if a.within(case["ministry_announced"]))),
        "new_by_residence": by_unit("unit_residence"),
        "new_by_detection": by_unit("unit_detected"),
        "cumulative": since_ever(both(new_listed, from_returns("new_cases"))),
        "cumulative_linelist": since_ever(new_listed),
        "cumulative_returns": since_ever(from_returns("new_cases")),
        "new_community": both(community, from_returns("new_community")),
        "new_community_linelist": community,
        "new_community_returns": from_returns("new_community"),
        "new_quarantine": announced_where(lambda case: case["found"] in QUARANTINE),
        "new_found_unknown": announced_where(lambda case: case["found"] is None),
        "population": population,
        "new_age_unknown": announced_where(lambda case: case["age"] is None),
        "active": lambda a: float(len(a.active())), "overdue": overdue,
        "hospital": active_in("care", "hospital"), "hospital_under_12": hospital_under_12,
        "mild": both(active_in("severity", "asymptomatic"), active_in("severity", "mild")),
        "mild_at_first": mild_at_first,
        "mild_later_oxygen": partial(mild_at_first, followed=14),
        "admissions": events(spells.admissions), "deteriorations": events(spells.deteriorations),
        "beds": if_returned(lambda a: returned.standing(a, "beds_set_up")),
        "levels_announced": communes_at(None), "communes_reporting": heard_from,
        "communes": lambda a: float(len(a.communes())), "reporting_delay": delay,
        "back_fill": lambda a: float(len([days for days in waits(a) if days > 7])),
        "residents_registered": lambda a: (
            float(len([p for p in a.extract.persons if a.inside(p["unit"])])) or None),
        "on_support": lambda a: float(sum(
            1 for case in a.active()
            if spells.state(a, case, "support", a.end) not in (None, "none"))),
    }
    return found | TESTS | _outcomes() | _states() | _groups() | _vaccination() | _listed() | CARE


def _outcomes() -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for name, outcome in (("recovered", "recovered"), ("deaths", "dead")):
        listed, said = unless_returned(closed_as(outcome)), told(name)
        found |= {name: both(listed, said), f"{name}_linelist": listed, f"{name}_returns": said}
    for suffix in ("", "_linelist", "_returns"):
        found[f"deaths_cumulative{suffix}"] = since_ever(found[f"deaths{suffix}"])
    return found


def _states() -> dict[str, Answer]:
    found = {f"{kind}_{value}": active_in(kind, value)
             for kind, values in spells.GRAVITY.items() for value in values}
    found |= {f"{kind}_unknown": active_in(kind, None) for kind in ("severity", "care", "tier")}
    del found["support_none"]
    return found


def _groups() -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for group in GROUPS:
        found |= {
            f"new_{group}": lambda a, g=group: float(sum(  # type: ignore[misc]
                1 for case in a.announced() if in_group(case, g, a.extract.params))),
            f"admissions_{group}": events(spells.admissions, group),
            f"deteriorations_{group}": events(spells.deteriorations, group),
            f"deaths_{group}": closed_as("dead", group)}
    return found


def _vaccination() -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    doses = {"adults": (1, 2, 3), "children": (1, 2), "elderly50": (2,), "elderly65": (2,),
             "aged12": (2,)}
    for group, ages in vax.AGES.items():
        for dose in (None, *doses[group]):
            name = group if dose is None else f"{group}_dose{dose}"
            found |= {name: partial(vax.total, group=group, dose=dose),
                      f"{name}_registered": partial(vax.registered, low=ages[0], high=ages[1],
                                                    dose=dose),
                      f"{name}_returned": partial(vax.by_returns, group=group, dose=dose)}
    for dose in (None, 2):
        name = "high_risk" if dose is None else f"high_risk_dose{dose}"
        found |= {name: partial(vax.total_at_risk, dose=dose),
                  f"{name}_registered": partial(vax.at_risk, dose=dose),
                  f"{name}_returned": partial(vax.by_returns, group="high_risk", dose=dose)}
    for band, (low, high) in BANDS.items():
        if low >= 5:
            for dose in (None, 1, 2, 3):
                name = f"age_{band}_" + (f"dose{dose}" if dose else "residents")
                found[name] = partial(vax.registered, low=low, high=high, dose=dose)
    return found


def _listed() -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for band, (low, high) in BANDS.items():
        found[f"new_age_{band}"] = announced_where(
            lambda case, low=low, high=high:  # type: ignore[misc]
            case["age"] is not None and low <= case["age"] <= high)
    for name, code in (("pupils", "pupil"), ("teachers", "teacher"), ("workers", "worker"),
                       ("health_workers", "health")):
        found[f"new_{name}"] = announced_where(
            lambda case, code=code: case["occupation"] == code)  # type: ignore[misc]
    for state in ("planned", "set_up", "staffed", "oxygen", "free"):
        found[f"beds_{state}"] = if_returned(
            lambda a, state=state: returned.standing(a, f"beds_{state}"))  # type: ignore[misc]
    for level in (1, 2, 3, 4):
        found[f"level{level}"] = communes_at(level)
    return found


ANSWERS = _answers()


def known_ids() -> set[str]:
    return set(ANSWERS)


def answer(indicator_id: str, asked: Asked) -> float | None:
    if indicator_id in LINE_LIST_ONLY and told_by_returns_alone(asked):
        return None
    return ANSWERS[indicator_id](asked)
