"""Danger signs among the checks and the alarms they raised: those of who came to hospital, and false ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import numpy as np

from giaoban.care.actions.demo.answers import Week, moments
from giaoban.care.actions.demo.stays import Found
from giaoban.care.actions.opening import _birth
from giaoban.care.law import law
from giaoban.care.models import Alarm, AlarmStep
from giaoban.care.rules import checking
from giaoban.care.rules.checking import Answers
from giaoban.kernel import bulk

_FALSE = 0.004  # of the checks; a guess, far below the five in a hundred that would drown a station
_TRUE_OF_GRAVE = 0.4  # of the checks of who is moderately ill or worse and still at home; a guess
_MEDIAN_MINUTES, _SPREAD = 14.0, 0.8  # until somebody answers: guesses
_UNANSWERED_WITHIN, _UNANSWERED = timedelta(hours=14), 0.2  # before the demo's morning
_SHOWN = (("breathless", 97.0), ("chest_pain", 98.0), ("feels_unsafe", 98.0), ("", 95.0), ("", 94.0))
_GRAVELY = ("breathless", 91.0)
_ALARM = [
    "id", "kind", "episode_id", "check_made_id", "unit_id", "rank", "signs", "rule", "raised_at", "rings_at",
    "step", "owner_role", "owner_unit_id", "count", "answered_at", "answered_by_id", "answer", "note",
]  # fmt: skip


@dataclass
class Sign:
    who: int
    at: int
    symptoms: str
    rank: str
    signs: str
    rule: str
    answer: str
    check_id: int = 0


def signs(found: Found, week: Week, rng: np.random.Generator) -> dict[int, Sign]:
    """{check: what it shows}; the values of those checks are set to show it."""
    grave = np.array([s.grave for s in found.rows])
    sent = np.array([s.reason == "hospital" for s in found.rows])
    n = len(week.who)
    last = np.full(len(found.rows), -1)
    last[week.who] = np.arange(n)
    bound = np.zeros(n, dtype=np.bool_)
    bound[last[sent & (last >= 0)]] = True  # the last check before hospital
    true = bound | (grave[week.who] & (rng.random(n) < _TRUE_OF_GRAVE))
    chosen = np.nonzero(true | (rng.random(n) < _FALSE))[0]
    kinds = rng.integers(0, len(_SHOWN), n)
    made: dict[int, Sign] = {}
    for i in chosen.tolist():
        stay, at = found.rows[week.who[i]], int(week.at[i])
        symptom, spo2 = _GRAVELY if bound[i] else _SHOWN[kinds[i]]
        day = week.first + timedelta(seconds=at)
        age = checking.age_months(stay.row.birth or _birth(stay.row), day.date())
        said = _assessed(day.date(), symptom, spo2, age)
        if not said.rank:
            continue
        week.values["spo2"][i] = spo2
        answer = "referred" if bound[i] else "confirmed" if true[i] else "false"
        made[i] = Sign(int(week.who[i]), at, symptom, said.rank, " ".join(said.signs), said.rule, answer)
    for i, sign in made.items():
        if last[sign.who] == i:
            week.last_rank[sign.who] = sign.rank
    return made


@cache
def _assessed(on: Any, symptom: str, spo2: float, age: int | None) -> checking.Found:
    rules = law(on)
    told = Answers(frozenset({symptom} if symptom else ()), True, {"spo2": spo2})
    return checking.assess(rules.danger, rules.plausible, on, told, age)


def write(
    found: Found, week: Week, signs: Mapping[int, Sign], ids: list[int], callers: Mapping[int, int],
    rng: np.random.Generator, morning: datetime,
) -> int:  # fmt: skip
    """One alarm a sign, answered after a while; of the last evening's a few wait until the demo's morning."""
    listed = list(signs.values())
    wait = np.exp(rng.normal(np.log(_MEDIAN_MINUTES), _SPREAD, len(listed)))
    left = rng.random(len(listed)) < _UNANSWERED
    now = int((morning - week.first).total_seconds())
    raised = np.array([s.at for s in listed], dtype=np.int64)
    answered = np.minimum(raised + (wait * 60).astype(np.int64) + 30, now - 60)
    open_: set[int] = set()
    for i, sign in enumerate(listed):
        late = now - sign.at < _UNANSWERED_WITHIN.total_seconds() and sign.answer != "referred"
        if late and left[i] and sign.who not in open_ and not found.rows[sign.who].until:
            open_.add(sign.who)
            answered[i] = -1
    at, ended = moments(week.first, raised), moments(week.first, answered)
    alarm_ids = list(bulk.reserve_ids(Alarm, len(listed)))
    bulk.insert(Alarm, _ALARM, (
        (n, "signs", ids[s.who], s.check_id, unit, s.rank, s.signs, s.rule, rang, rang, 0, "station", unit, 1,
         end, callers[unit] if end else None, s.answer if end else "", "")
        for n, s, rang, end in zip(alarm_ids, listed, at, ended, strict=True)
        for unit in (found.rows[s.who].row.unit,)
    ))  # fmt: skip
    bulk.insert(AlarmStep, ["alarm_id", "step", "role", "unit_id", "at"], (
        (n, 0, "station", found.rows[s.who].row.unit, rang)
        for n, s, rang in zip(alarm_ids, listed, at, strict=True)
    ))  # fmt: skip
    return len(listed)
