"""The rules care goes by on one day in one province, read once per process and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from giaoban import policy
from giaoban.policy import climb, monitoring, ordering
from giaoban.policy.climb import Climb
from giaoban.policy.monitoring import Monitoring
from giaoban.policy.rule import Param, Rule

PROVINCE = 2  # codes of a path down to the province: rules are overridden per province
DAYS = 64  # how many (day, province) are kept: a review looks back two months


@dataclass(frozen=True)
class Law:
    """None where nothing was in force: then nothing is due, nothing alarms, and pages say so."""

    on: date
    danger: Rule | None
    plausible: Rule | None
    risk: Rule | None
    papers: Rule | None
    delays: Rule | None
    monitoring: Monitoring | None
    monitoring_rule: Rule | None
    climb: Climb | None
    climb_rule: Rule | None
    order: tuple[Param, ...]
    isolation_days: int | None
    antiviral_days: int | None
    link_days: int
    wrong_codes: int
    clock_off_minutes: int


def law(on: date, path: str = "") -> Law:
    """What is in force on a day for a unit's path."""
    root = settings.GIAOBAN_ROOT_PLACE
    province = "/".join(path.split("/")[:PROVINCE]) if path else root
    return _law(str(settings.GIAOBAN_POLICY_DIR), on, province)


@lru_cache(maxsize=DAYS)
def _law(directory: str, on: date, province: str) -> Law:
    rules = policy.load(directory)
    found = {
        subject: rules.in_force(subject, on, province)
        for subject in (
            "danger_signs", "plausible", "home_risk", "care_papers", "care_delays", "home_monitoring",
            "alarm_climb", "care_worklist", "isolation_end", "packs",
        )
    }  # fmt: skip
    watch, rise, order = found["home_monitoring"], found["alarm_climb"], found["care_worklist"]
    isolation = found["isolation_end"]
    return Law(
        on=on,
        danger=found["danger_signs"],
        plausible=found["plausible"],
        risk=found["home_risk"],
        papers=found["care_papers"],
        delays=found["care_delays"],
        monitoring=monitoring.hours(watch, on) if watch else None,
        monitoring_rule=watch,
        climb=climb.times(rise, on) if rise else None,
        climb_rule=rise,
        order=ordering.order(order, on) if order else (),
        isolation_days=isolation.integer("days", on) if isolation and isolation.has("days") else None,
        antiviral_days=_antiviral(found["packs"], on),
        link_days=_whole(watch, "link_days", on),
        wrong_codes=_whole(watch, "wrong_codes", on),
        clock_off_minutes=_whole(watch, "clock_off", on),
    )


def _whole(rule: Rule | None, key: str, on: date) -> int:
    return (rule.integer(key, on) or 0) if rule else 0


def _antiviral(rule: Rule | None, on: date) -> int | None:
    """Days after onset within which an antiviral may begin: the shortest that any pack in force states."""
    if rule is None:
        return None
    found = [p.value for p in rule.params("", on) if p.fact == "days_since_onset" and p.known]
    return int(min(found)) if found else None
