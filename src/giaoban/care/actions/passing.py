"""One pass over all episodes: what the clock and the registry changed since the last.

It can be run at any time and any number of times: every step compares facts with the clock and writes only
what is not written yet.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q

from giaoban.care import chains, conditions
from giaoban.care.actions.alarms import raise_alarm
from giaoban.care.actions.episodes import move_episode
from giaoban.care.actions.opening import open_episodes
from giaoban.care.actions.reviews import open_reviews
from giaoban.care.law import Law, law
from giaoban.care.models import Alarm, AlarmStep, Episode, PassRun
from giaoban.care.rules import climbing
from giaoban.kernel import audit, bulk, clock
from giaoban.places.models import Unit
from giaoban.policy.monitoring import HIGH
from giaoban.registry.models import Case
from giaoban.resources.queries import people

OPEN = Q(closed_at=None)


def run_pass(*, by: Any) -> PassRun:
    """Ends, opens and moves episodes after the registry; counts who is due; raises and lifts alarms.

    Each step is its own transaction: a kill between two leaves the rest to the next pass.
    """
    started, now = time.monotonic(), clock.now()
    counts: dict[str, int] = {}
    counts["ended"] = _end_by_registry(by, now)
    counts["reviews"] = open_reviews(by=by)
    counts["opened"] = open_episodes(by=by).opened
    counts["moved"] = _move_by_registry(by, now)
    rules = law(now.date())
    stations = _by_station(rules, now)
    for name in ("episodes", "due", "missed", "unheard_high", "unheard", "unassessed_high"):
        counts[name] = sum(row[name] for row in stations)
    counts["alarms_unheard"] = _unheard_alarms(by, stations, rules, now)
    counts["alarms_roster"] = _roster_alarms(by, [row["unit_id"] for row in stations], rules, now)
    counts["climbed"] = _climb(by, now)
    return _written(by, counts, now, time.monotonic() - started)


@transaction.atomic
def _written(by: Any, counts: dict[str, int], now: datetime, seconds: float) -> PassRun:
    run = PassRun.objects.create(at=now, seconds=seconds, episodes=counts["episodes"], counts=counts)
    audit.record(by, "care.run_pass", f"pass:{run.pk}", **counts)
    return run


@transaction.atomic
def _end_by_registry(by: Any, now: datetime) -> int:
    """Recovered, dead or no longer at home, as the registry says."""
    ended = 0
    of_case = {
        "recovered": Q(outcome="recovered"),
        "dead": Q(outcome="dead"),
        "hospital": Q(outcome="", care="hospital"),
        "central": Q(outcome="") & ~Q(care__in=("home", "hospital")),
    }
    for reason, cases in of_case.items():
        gone = Episode.objects.filter(OPEN, case__in=Case.objects.filter(cases))
        ended += gone.update(closed_at=now, closed_reason=reason)
    if ended:
        audit.record(by, "care.end_by_registry", "episode:*", ended=ended)
    return ended


@transaction.atomic
def _move_by_registry(by: Any, now: datetime) -> int:
    """Whose current stay is another commune than the one that answers."""
    moved = Episode.objects.filter(OPEN).exclude(unit=F("case__unit")).select_related("case__unit")
    for episode in (found := list(moved)):
        move_episode(by=by, episode=episode, unit=episode.case.unit, at=now)
    return len(found)


def _by_station(rules: Law, now: datetime) -> list[dict[str, Any]]:
    """One row a commune, counted by the database."""
    watch = rules.monitoring
    none = Q(pk__in=[])
    due = conditions.not_answered(watch, now) if watch else none
    slot = watch.slot(now) if watch else None
    return list(
        Episode.objects.filter(OPEN)
        .values("unit_id")
        .annotate(
            episodes=Count("id"),
            due=Count("id", filter=due if slot and slot.due <= now < slot.missed else none),
            missed=Count("id", filter=due if slot and now >= slot.missed else none),
            unheard_high=Count("id", filter=conditions.unheard(watch, now, HIGH) if watch else none),
            unheard=Count("id", filter=conditions.unheard(watch, now, "other") if watch else none),
            rings=Count("id", filter=conditions.rings_at_the_station(watch, now) if watch else none),
            unassessed_high=Count("id", filter=Q(risk=HIGH, assessed_at=None)),
        )
        .order_by("unit_id")
    )


@transaction.atomic
def _unheard_alarms(by: Any, stations: list[dict[str, Any]], rules: Law, now: datetime) -> int:
    """One alarm a station, whatever the number of persons: the list of them is one tap away."""
    open_ = Alarm.objects.filter(kind="unheard", answered_at=None)
    ringing = {row["unit_id"]: row["rings"] for row in stations if row["rings"]}
    open_.exclude(unit__in=ringing).update(answered_at=now, answer="settled")
    known = set(open_.values_list("unit_id", flat=True))
    rule = rules.monitoring_rule.id if rules.monitoring_rule else ""
    new = Unit.objects.filter(id__in=set(ringing) - known)
    for unit in new:
        raise_alarm(
            by=by, kind="unheard", unit=unit, rank="report_now", rule=rule, at=now, count=ringing[unit.id]
        )
    return len(new)


@transaction.atomic
def _roster_alarms(by: Any, units: list[int], rules: Law, now: datetime) -> int:
    """A night in which people lie at home and nobody is on duty for them rings by itself, before they do."""
    open_ = Alarm.objects.filter(kind="roster", answered_at=None)
    night = rules.climb is not None and rules.climb.at_night(now)
    empty = people.nobody_on_call(units, now) if night else set()
    open_.exclude(unit__in=empty).update(answered_at=now, answer="settled")
    rule, new = rules.climb_rule.id if rules.climb_rule else "", 0
    for unit in Unit.objects.filter(id__in=empty - set(open_.values_list("unit_id", flat=True))):
        raise_alarm(by=by, kind="roster", unit=unit, rank="report_now", rule=rule, at=now)
        new += 1
    return new


@transaction.atomic
def _climb(by: Any, now: datetime) -> int:
    """Unanswered alarms belong to the step the clock has reached; every step keeps its own time."""
    alarms = list(
        Alarm.objects.select_for_update(of=("self",))
        .filter(answered_at=None, rings_at__lte=now)
        .select_related("unit")
        .order_by("id")
    )
    links: dict[int, list[climbing.Link]] = {}
    steps: list[AlarmStep] = []
    changed: list[tuple[Any, ...]] = []
    for alarm in alarms:
        climb = law(now.date(), alarm.unit.path).climb
        if climb is None:
            continue
        chain = links.get(alarm.unit_id) or links.setdefault(alarm.unit_id, chains.chain(alarm.unit, now))
        reached = climbing.step_now(climb, alarm.rank, alarm.rings_at, len(chain), now)
        if reached <= alarm.step:
            continue
        for step, at in climbing.passed(climb, alarm.rank, alarm.rings_at, alarm.step, reached):
            link = chain[step]
            steps.append(AlarmStep(alarm=alarm, step=step, role=link.role, unit_id=link.unit_id, at=at))
        changed.append((reached, chain[reached].role, chain[reached].unit_id, None, alarm.pk))
    AlarmStep.objects.bulk_create(steps, ignore_conflicts=True, batch_size=1_000)
    bulk.update(Alarm, ["step", "owner_role", "owner_unit_id", "owner_id"], changed)
    if changed:
        audit.record(by, "care.climb", "alarm:*", alarms=len(changed), steps=len(steps))
    return len(changed)
