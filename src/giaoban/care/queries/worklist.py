"""The list a station works down, in the order of the rule; three reads, whatever the number of persons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q

from giaoban.accounts.scope import Scope
from giaoban.care import conditions
from giaoban.care.law import Law, law
from giaoban.care.models import Alarm, Check, Contact, Episode, Need, Paper
from giaoban.care.rules import checking, standing
from giaoban.care.rules.standing import Person
from giaoban.policy.monitoring import HIGH, Slot
from giaoban.registry.models import Case

MOST = 6_000  # persons one list is made for; beyond it a reader chooses a commune first
_COLUMNS = (
    "id", "case_id", "unit_id", "opened_at", "day0", "onset", "risk", "assessed_at", "last_check_at",
    "last_staff_at", "birth",
)  # fmt: skip


class Ringing(NamedTuple):
    id: int
    rank: str
    raised_at: datetime
    signs: str
    rule: str
    check_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list and why they stand there."""

    episode: int
    case: int
    unit: int
    group: str
    person: Person
    birth: date | None
    alarms: tuple[Ringing, ...]
    antiviral_days: int | None


@dataclass(frozen=True)
class Worklist:
    lines: list[Line]
    """Of the group asked for, in order."""
    counts: dict[str, int]
    persons: int


def worklist(scope: Scope, now: datetime, group: str = "", units: list[int] | None = None) -> Worklist:
    """`group` "" = everybody with something to do; "all" = everybody at home."""
    rules = law(now.date(), scope.path)
    alarms = _ringing(scope, now, units)
    papers = _with_papers(scope, units)
    order = {param.key: n for n, param in enumerate(rules.order)}
    keyed: list[tuple[tuple[int, Any], Line]] = []
    counts: Counter[str] = Counter()
    slot = rules.monitoring.slot(now) if rules.monitoring else None
    rows = _of(scope, Episode.objects.filter(closed_at=None), units).order_by().values_list(*_COLUMNS)
    persons = 0
    for row in rows.iterator(chunk_size=MOST):
        persons += 1
        line = _line(row, alarms.get(row[0], ()), row[0] in papers, rules, now, slot)
        counts[line.group] += 1
        if group == "all" or (line.group and group in ("", line.group)):
            keyed.append(((order.get(line.group, len(order)), _within(line)), line))
    keyed.sort(key=lambda pair: pair[0])
    return Worklist([line for _, line in keyed], dict(counts), persons)


def _of(scope: Scope, queryset: Any, units: list[int] | None) -> Any:
    found = scope.within(queryset)
    return found if units is None else found.filter(unit__in=units)


def _ringing(scope: Scope, now: datetime, units: list[int] | None) -> dict[int, tuple[Ringing, ...]]:
    found = _of(
        scope, Alarm.objects.filter(answered_at=None, rings_at__lte=now, episode__isnull=False), units
    ).order_by("rank", "raised_at")  # "emergency" before "report_now"
    by_episode: dict[int, tuple[Ringing, ...]] = {}
    for episode, *rest in found.values_list(
        "episode_id", "id", "rank", "raised_at", "signs", "rule", "check_made_id"
    ):
        by_episode[episode] = (*by_episode.get(episode, ()), Ringing(*rest))
    return by_episode


def _with_papers(scope: Scope, units: list[int] | None) -> set[int]:
    """Episodes with a paper this reader's role may sign."""
    found = _of(scope, Paper.objects.filter(signed_at=None, role=scope.role), units)
    return set(found.values_list("episode_id", flat=True))


def _line(
    row: Any, alarms: tuple[Ringing, ...], paper: bool, rules: Law, now: datetime, slot: Slot | None
) -> Line:
    id_, case, unit, opened, day0, onset, risk, assessed, checked, staff, birth = row
    rank = alarms[0].rank if alarms else ""
    person = Person(opened, day0, onset, risk, assessed, checked, staff, rank, paper)
    told = standing.facts(person, rules.monitoring, rules.isolation_days, now, slot)
    left = standing.antiviral_days_left(onset, now.date(), rules.antiviral_days)
    return Line(id_, case, unit, standing.group(rules.order, told), person, birth, alarms, left)


def _within(line: Line) -> Any:
    """Inside a group: the longest rung, the shortest window, the longest unheard."""
    if line.alarms:
        return line.alarms[0].raised_at
    if line.group == "high_unassessed" and line.antiviral_days is not None:
        # whose window has closed stand after those for whom something can still be begun
        gone = line.antiviral_days < 0
        return datetime.max if gone else datetime.min.replace(year=1 + line.antiviral_days)
    return line.person.last_heard


def overview(scope: Scope, now: datetime) -> list[dict[str, Any]]:
    """One row a commune: persons, unanswered alarms, not heard from, without staff contact in 24 hours."""
    rules = law(now.date(), scope.path)
    watch = rules.monitoring
    none = Q(pk__in=[])
    rows = (
        scope.within(Episode.objects.filter(closed_at=None))
        .values("unit_id", "unit__code", "unit__full_name")
        .annotate(
            persons=Count("id"),
            no_contact=Count("id", filter=conditions.without_staff_contact(now)),
            unheard_high=Count("id", filter=conditions.unheard(watch, now, HIGH) if watch else none),
            unassessed=Count("id", filter=Q(risk=HIGH, assessed_at=None)),
        )
        .order_by("-unheard_high", "-no_contact")
    )
    open_ = scope.within(Alarm.objects.filter(answered_at=None, rings_at__lte=now))
    alarms = dict(open_.order_by().values_list("unit_id").annotate(n=Count("id")))
    return [{**row, "alarms": alarms.get(row["unit_id"], 0)} for row in rows]


def alarms_owned(scope: Scope, now: datetime, limit: int = 50) -> list[Alarm]:
    """Unanswered alarms that have come to this reader's own level, and those of places."""
    found = scope.within(Alarm.objects.filter(answered_at=None, rings_at__lte=now))
    mine = found.filter(Q(owner_role=scope.role) | Q(owner_id=scope.user_id))
    return list(mine.select_related("unit", "episode").order_by("rank", "raised_at")[:limit])


def place_alarms(scope: Scope, now: datetime) -> list[Alarm]:
    found = scope.within(Alarm.objects.filter(answered_at=None, rings_at__lte=now, episode=None))
    return list(found.select_related("unit").order_by("raised_at")[:20])


def cases_of(case_ids: list[int]) -> dict[int, Case]:
    """For names: the caller has the ids from a scoped list."""
    found = Case.objects.filter(id__in=case_ids).select_related("person", "unit")
    return {case.id: case for case in found}


@dataclass(frozen=True)
class Opened:
    """One person opened beside the list."""

    episode: Episode
    checks: list[Check]
    contacts: list[Contact]
    alarms: list[Alarm]
    needs: list[Need]
    papers: list[Paper]
    age: int | None


def opened(scope: Scope, episode_id: int, now: datetime) -> Opened | None:
    """Everything a station needs about one person; None outside the scope."""
    found = Episode.objects.select_related("case__person", "unit", "station", "household")
    episode = scope.within(found.filter(pk=episode_id)).first()
    if episode is None:
        return None
    return Opened(
        episode,
        list(Check.objects.filter(episode=episode).order_by("-received_at")[:6]),
        list(Contact.objects.filter(episode=episode).select_related("by").order_by("-at")[:6]),
        list(Alarm.objects.filter(episode=episode, answered_at=None).order_by("rank", "raised_at")),
        list(Need.objects.filter(episode=episode, delivered_at=None)),
        list(Paper.objects.filter(episode=episode).order_by("id")),
        checking.age_months(episode.birth, now.date()),
    )


def needs(scope: Scope, limit: int = 200) -> list[Need]:
    """Not delivered yet, the longest waiting first."""
    found = scope.within(Need.objects.filter(delivered_at=None)).select_related(
        "episode__case__person", "unit"
    )
    return list(found.order_by("stated_at")[:limit])


def unit_of(scope: Scope, code: str) -> list[int] | None:
    """The commune a reader narrows the list to, if it lies in the scope."""
    found = scope.within(Episode.objects.filter(closed_at=None, unit__code=code))
    units = list(found.order_by().values_list("unit_id", flat=True).distinct())
    return units or None


def size(scope: Scope) -> int:
    return int(scope.within(Episode.objects.filter(closed_at=None)).count())
