"""Checks twice a day and calls by the station, as vectors: one line a check, in the order of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from giaoban.care.actions.demo.stays import Found
from giaoban.care.law import law
from giaoban.care.models import Check, Contact
from giaoban.kernel import bulk

Ints = npt.NDArray[np.int64]
_DAY = 86_400
# (from, until hour, share that answers; of the third, high-risk persons only): guesses
_SLOTS = ((6.5, 9.5, 0.95), (17.0, 20.5, 0.95), (11.5, 13.5, 0.85))
_CALLED_HIGH, _CALLED = 0.8, 0.35  # reached by the station on a day: guesses
_CALLS, _BY_STAFF = (8.0, 17.0), 0.5
_MEASURED = {"spo2": 0.6, "temperature": 0.9, "pulse": 0.4}
_CHECK = [
    "id", "episode_id", "client_id", "answered_by", "channel", "by_id", "happened_at", "received_at", "asked",
    "symptoms", "spo2", "temperature", "pulse", "flags", "rank", "signs", "rule",
]  # fmt: skip


@dataclass
class Week:
    """`who`, `at`: stay and second of each check; `called`, `call_at`: stay × day. Moments as stored."""

    first: datetime
    who: Ints
    at: Ints
    staff: npt.NDArray[np.bool_]
    values: dict[str, list[float | None]]
    called: npt.NDArray[np.bool_]
    call_at: Ints
    opened: list[Any]
    closed: list[Any]
    last_check: list[Any]
    last_staff: list[Any]
    last_rank: list[str]


def make(found: Found, rng: np.random.Generator, first: datetime, morning: datetime) -> Week:
    n, days = len(found.rows), np.arange(found.days)
    home = (found.start[:, None] <= days) & (days < found.end[:, None])
    opening = found.start[:, None] == days
    called = home & (rng.random(home.shape) < np.where(found.high, _CALLED_HIGH, _CALLED)[:, None])
    call_at = days * _DAY + _seconds(rng, home.shape, *_CALLS)
    who, at, staff = [], [], []
    for number, (begin, end, share) in enumerate(_SLOTS):
        answered = home & (rng.random(home.shape) < share)
        answered &= ~opening if number == 0 else True
        answered &= found.high[:, None] if number == 2 else True
        taken = answered & called & (rng.random(home.shape) < _BY_STAFF) if number == 0 else home & False
        moment = np.where(taken, call_at, days * _DAY + _seconds(rng, home.shape, begin, end))
        rows, _ = np.nonzero(answered)
        who.append(rows)
        at.append(moment[answered])
        staff.append(taken[answered])
    every, when, by_staff = np.concatenate(who), np.concatenate(at), np.concatenate(staff)
    order = np.argsort(when, kind="stable")
    last_call = np.where(called, call_at, -1).max(axis=1)
    last_check = np.full(n, -1, dtype=np.int64)
    last_check[every[order]] = when[order]
    opened = found.start * _DAY + _seconds(rng, (n,), 7.5, 8.0)
    closed = found.end * _DAY + _seconds(rng, (n,), 7.0, 7.4)
    return Week(
        first, every[order], when[order], by_staff[order], _values(rng, len(order)), called, call_at,
        moments(first, opened), moments(first, np.where(found.end > found.days, -1, closed)),
        moments(first, last_check), moments(first, last_call), [""] * n,
    )  # fmt: skip


def _seconds(rng: np.random.Generator, shape: tuple[int, ...], begin: float, end: float) -> Ints:
    return rng.integers(int(begin * 3600), int(end * 3600), shape)


def _values(rng: np.random.Generator, n: int) -> dict[str, list[float | None]]:
    """Measures that show no danger sign at any age; half of them not measured."""
    made = {
        "spo2": rng.integers(97, 100, n).astype(float),
        "temperature": np.round(rng.uniform(36.3, 37.9, n), 1),
        "pulse": rng.integers(66, 96, n).astype(float),
    }
    return {
        name: [value if known else None for value, known in zip(
            made[name].tolist(), (rng.random(n) < share).tolist(), strict=True)]
        for name, share in _MEASURED.items()
    }  # fmt: skip


def moments(first: datetime, seconds: Ints) -> list[Any]:
    """Seconds of the week as the database keeps moments, all at once; below nought is none."""
    known = np.datetime64(first, "s") + seconds.astype("timedelta64[s]")
    if bulk.keeps_dates():
        told = known.astype(object).tolist()
    else:
        told = [text.replace("T", " ") for text in np.datetime_as_string(known, unit="s").tolist()]
    gone = (seconds == -1).tolist()
    return [None if none else text for text, none in zip(told, gone, strict=True)]


def write(
    found: Found, week: Week, signs: Mapping[int, Any], ids: list[int], callers: Mapping[int, int]
) -> None:
    at = moments(week.first, week.at)
    rules = [(law((week.first + timedelta(days=d)).date()).danger) for d in range(found.days)]
    names = [rule.id if rule else "" for rule in rules]
    caller = [callers[s.row.unit] for s in found.rows]
    week_ids = bulk.reserve_ids(Check, len(at))
    v = week.values
    bulk.insert(Check, _CHECK, (
        (n, ids[who], f"mau-{i}", "staff" if staff else "patient", "phone" if staff else "page",
         caller[who] if staff else None, moment, moment, True,
         sign.symptoms if (sign := signs.get(i)) else "", spo2, temperature, pulse, "",
         sign.rank if sign else "", sign.signs if sign else "", names[day])
        for i, (n, who, staff, moment, spo2, temperature, pulse, day) in enumerate(zip(
            week_ids, week.who.tolist(), week.staff.tolist(), at, v["spo2"], v["temperature"], v["pulse"],
            (week.at // _DAY).tolist(), strict=True))
    ))  # fmt: skip
    for i, sign in signs.items():
        sign.check_id = week_ids[i]
    rows, columns = np.nonzero(week.called)
    called = moments(week.first, week.call_at[rows, columns])
    bulk.insert(Contact, ["episode_id", "kind", "reached", "at", "by_id", "advice", "recorded_at"], (
        (ids[who], "phone", True, moment, caller[who], "", moment)
        for who, moment in zip(rows.tolist(), called, strict=True)
    ))  # fmt: skip
