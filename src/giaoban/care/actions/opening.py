"""Opening care for everybody ill at home whom nobody answers for yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from giaoban.care.law import Law, law
from giaoban.care.models import Episode, Paper, Responsibility
from giaoban.care.stations import Stations
from giaoban.kernel import audit, bulk, clock
from giaoban.policy import severity
from giaoban.policy.monitoring import HIGH
from giaoban.registry.models import Case

BATCH = 5_000  # rows of one transaction: nobody else waits over a second
_EPISODE = [
    "id", "case_id", "person_id", "household_id", "unit_id", "station_id", "opened_at", "opened_by_id",
    "day0", "onset", "birth", "closed_reason", "risk", "risk_reasons", "last_rank",
]  # fmt: skip
_RESPONSIBILITY = ["episode_id", "unit_id", "station_id", "since", "lent", "by_id"]
_PAPER = ["episode_id", "unit_id", "kind", "role", "rule", "from_date", "to_date", "drafted_at", "number"]


class Opened(NamedTuple):
    opened: int
    high_risk: int
    lent: int
    """Whose commune has no station of its own: another answers."""


class _Row(NamedTuple):
    case: int
    person: int
    household: int | None
    unit: int
    path: str
    announced: date
    onset: date | None
    birth: date | None
    age: int | None
    underlying: bool
    pregnant: bool


def unanswered() -> Any:
    """Active cases at home without an open episode: nobody may stay here."""
    open_ = Episode.objects.filter(case=OuterRef("pk"), closed_at=None)
    return Case.objects.filter(~Exists(open_), outcome="", care="home")


def open_episodes(*, by: Any) -> Opened:
    """One episode for every active case at home that has none; running it again opens nothing twice.

    All or nothing of each batch; a kill between two leaves the rest to the next run.
    """
    now = clock.now()
    rules, stations = law(now.date()), Stations(now.date())
    rows = [_Row(*row) for row in unanswered().order_by("id").values_list(
        "id", "person_id", "person__household_id", "unit_id", "unit__path", "announced", "onset",
        "person__birth", "age", "person__underlying", "person__pregnant",
    )]  # fmt: skip
    done = Opened(0, 0, 0)
    with bulk.rarely_collected():
        for start in range(0, len(rows), BATCH):
            one = _batch(by, rows[start : start + BATCH], rules, stations, now)
            done = Opened(*(a + b for a, b in zip(done, one, strict=True)))
    bulk.analyse(Episode, Responsibility, Paper)
    return done


@transaction.atomic
def _batch(by: Any, rows: list[_Row], rules: Law, stations: Stations, now: datetime) -> Opened:
    bulk.one_writer()
    taken = set(bulk.fetch(Episode, ["case_id"], "case_id", [r.case for r in rows], "closed_at IS NULL"))
    rows = [r for r in rows if (r.case,) not in taken]
    if not rows:
        return Opened(0, 0, 0)
    ids = bulk.reserve_ids(Episode, len(rows))
    screen, day, at = _screen(rules), bulk.day_writer(), bulk.db_time(now)
    by_id = by.pk if by else None
    answering = [stations.of(r.path) for r in rows]
    risks = [screen(r.age, r.underlying, r.pregnant) for r in rows]
    bulk.insert(Episode, _EPISODE, (
        (n, r.case, r.person, r.household, r.unit, a.station_id, at, by_id, day(r.announced), day(r.onset),
         day(r.birth or _birth(r)), "", risk, reasons, "")
        for n, r, a, (risk, reasons) in zip(ids, rows, answering, risks, strict=True)
    ))  # fmt: skip
    bulk.insert(Responsibility, _RESPONSIBILITY, (
        (n, r.unit, a.station_id, at, a.lent, by_id) for n, r, a in zip(ids, rows, answering, strict=True)
    ))  # fmt: skip
    if rules.papers is not None:
        bulk.insert(Paper, _PAPER, _isolation_orders(ids, rows, rules, at, day))
    high = sum(risk == HIGH for risk, _ in risks)
    lent = sum(a.lent for a in answering)
    audit.record(by, "care.open_episodes", f"episode:{ids[0]}", opened=len(rows), high_risk=high, lent=lent)
    return Opened(len(rows), high, lent)


def _birth(row: _Row) -> date | None:
    """From the age at announcement, where no birth is known."""
    return None if row.age is None else date(row.announced.year - row.age, 1, 1)


def _screen(rules: Law) -> Callable[[int | None, bool, bool], tuple[str, str]]:
    """(risk, reasons) by age and diseases. People alike are asked about once."""

    @cache
    def screened(age: int | None, underlying: bool, pregnant: bool) -> tuple[str, str]:
        if rules.risk is None:
            return HIGH, "no_rule"  # unknown is not low
        told = {
            "age_years": age,
            "age_months": None if age is None else age * 12,
            "underlying": bool(underlying),
            "pregnant": bool(pregnant),
        }
        decision = severity.classify(rules.risk, rules.on, told)
        if decision.result["level"] == "other":
            return "other", ""
        return HIGH, " ".join(reason.code.split(".")[-1] for reason in decision.reasons)

    return screened


def _isolation_orders(
    ids: Any, rows: list[_Row], rules: Law, at: Any, day: Callable[[date | None], Any]
) -> Iterator[tuple[Any, ...]]:
    assert rules.papers is not None
    role = rules.papers.text("isolation", rules.on)
    for n, r in zip(ids, rows, strict=True):
        yield n, r.unit, "isolation", role, rules.papers.id, day(r.announced), None, at, ""
