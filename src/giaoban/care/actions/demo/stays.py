"""Who lay at home in the week, as the line list tells it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from giaoban.accounts.models import User
from giaoban.care.actions.opening import _birth, _isolation_orders, _Row, _screen
from giaoban.care.law import law
from giaoban.care.models import Episode, Paper, Responsibility
from giaoban.care.stations import Stations
from giaoban.kernel import bulk
from giaoban.places.models import Unit
from giaoban.policy.monitoring import HIGH
from giaoban.registry.models import Case, CaseState

if TYPE_CHECKING:
    from giaoban.care.actions.demo.answers import Week

_EPISODE = [
    "id", "case_id", "person_id", "household_id", "unit_id", "station_id", "opened_at", "day0", "onset",
    "birth", "closed_at", "closed_reason", "risk", "risk_reasons", "assessed_at", "last_check_at",
    "last_staff_at", "last_rank",
]  # fmt: skip
_DRAFTED = 7  # where an isolation order says when it was drafted
_GRAVE = ("moderate", "severe", "critical")


class Stay(NamedTuple):
    row: _Row
    since: date
    until: date | None
    reason: str
    grave: bool
    died: date | None


@dataclass(frozen=True)
class Found:
    """`start`, `end`: days counted from the first of the week; `end` is the first no longer at home."""

    rows: list[Stay]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    high: npt.NDArray[np.bool_]
    screened: list[tuple[str, str]]
    first: date
    days: int


def read(district: Unit, first: date, days: int) -> Found:
    states = _states(district)
    cases = Case.objects.filter(unit__parent=district).order_by("id").values_list(
        "id", "person_id", "person__household_id", "unit_id", "unit__path", "announced", "onset",
        "person__birth", "age", "person__underlying", "person__pregnant", "outcome", "outcome_date",
    )  # fmt: skip
    stays = [
        stay
        for *given, outcome, ended in cases
        if (stay := _stay(_Row(*given), states.get(given[0], []), outcome, ended, first)) is not None
    ]
    screen = _screen(law(first))
    screened = [screen(s.row.age, s.row.underlying, s.row.pregnant) for s in stays]
    return Found(
        stays,
        np.array([(s.since - first).days for s in stays], dtype=np.int64),
        np.array([(s.until - first).days if s.until else days + 1 for s in stays], dtype=np.int64),
        np.array([risk == HIGH for risk, _ in screened], dtype=np.bool_),
        screened,
        first,
        days,
    )


def _states(district: Unit) -> dict[int, list[tuple[str, str, date]]]:
    found: dict[int, list[tuple[str, str, date]]] = defaultdict(list)
    rows = CaseState.objects.filter(case__unit__parent=district, kind__in=["care", "severity"])
    for case, *state in rows.order_by("happened_on", "id").values_list(
        "case_id", "kind", "value", "happened_on"
    ):
        found[case].append((state[0], state[1], state[2]))
    return found


def _stay(
    row: _Row, states: list[tuple[str, str, date]], outcome: str, ended: date | None, first: date
) -> Stay | None:
    """The stay at home that reaches into the week; of who died, also an earlier one."""
    care = [(day, value) for kind, value, day in states if kind == "care"]
    home = next((n for n, (_, value) in enumerate(care) if value == "home"), None)
    died = ended if outcome == "dead" and ended and ended >= first else None
    if home is None and died is None:
        return None
    since = row.announced if home is None else care[home][0]
    after = care[0 if home is None else home + 1 :]
    moved = after[0] if after else None
    until, reason = (moved[0], moved[1]) if moved else (ended, outcome)
    reason = "central" if reason == "collection" else reason
    if until is not None and (until <= since or (until <= first and died is None)):
        return None
    grave = any(kind == "severity" and value in _GRAVE for kind, value, _ in states)
    return Stay(row, since, until, reason if until else "", grave, died)


def callers(found: Found) -> dict[int, int]:
    """{commune: an account of its station that nobody can sign in with}: who called, in the demo."""
    units = Unit.objects.filter(pk__in={s.row.unit for s in found.rows}).order_by("code")
    made = {}
    for unit in units:
        user, _ = User.objects.get_or_create(
            username=f"tram-{unit.code}-mau",
            defaults={"first_name": f"Trạm Y tế {unit.full_name} (mẫu)"[:150], "is_active": False},
        )
        user.set_unusable_password()
        made[unit.pk] = user.pk
    return made


def write(by: Any, found: Found, week: Week) -> list[int]:
    """Episodes with who answers for them and their isolation orders; their ids in the order of the stays."""
    rows = [s.row for s in found.rows]
    stations = Stations(found.first + timedelta(days=found.days))
    rules, day = law(found.first), bulk.day_writer()
    answering = [stations.of(r.path) for r in rows]
    ids = list(bulk.reserve_ids(Episode, len(rows)))
    opened, closed = week.opened, week.closed
    bulk.insert(Episode, _EPISODE, (
        (n, s.row.case, s.row.person, s.row.household, s.row.unit, a.station_id, opened[i], day(s.since),
         day(s.row.onset), day(s.row.birth or _birth(s.row)), closed[i], s.reason, risk, reasons,
         week.last_staff[i] if risk == HIGH else None, week.last_check[i], week.last_staff[i],
         week.last_rank[i])
        for i, (n, s, a, (risk, reasons)) in enumerate(zip(ids, found.rows, answering, found.screened,
                                                           strict=True))
    ))  # fmt: skip
    bulk.insert(Responsibility, ["episode_id", "unit_id", "station_id", "since", "lent"], (
        (n, r.unit, a.station_id, at, a.lent)
        for n, r, a, at in zip(ids, rows, answering, opened, strict=True)
    ))  # fmt: skip
    if rules.papers is not None:
        columns = ["episode_id", "unit_id", "kind", "role", "rule", "from_date", "to_date", "drafted_at",
                   "number"]  # fmt: skip
        orders = _isolation_orders(ids, rows, rules, None, day)
        bulk.insert(Paper, columns, (
            (*order[:_DRAFTED], at, *order[_DRAFTED + 1 :]) for order, at in zip(orders, opened, strict=True)
        ))  # fmt: skip
    return ids
