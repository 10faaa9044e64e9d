"""Recording a check: the fact, the newest facts of the episode, and the alarm it raises, in one transaction.

A self-check has no audit row beside it: the row itself says who answered, through what, when, and is never
changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from giaoban.care.actions.alarms import raise_alarm
from giaoban.care.law import Law, law
from giaoban.care.models import Alarm, Check, Contact, Episode
from giaoban.care.rules import checking
from giaoban.care.rules.checking import Answers, Found
from giaoban.kernel import audit, clock, prepared
from giaoban.kernel.errors import UserError

ANSWERED_BY = ("patient", "relative", "staff")
CLIENT_ID = 36  # characters of a UUID
_PATH = "(SELECT path FROM places_unit WHERE places_unit.id = care_episode.unit_id)"


@dataclass(frozen=True)
class Recorded:
    """`repeated`: this answer had arrived before and was not written twice."""

    check: Check
    found: Found
    alarm: Alarm | None = None
    repeated: bool = False


@transaction.atomic
def record_check(
    *,
    by: Any,
    episode_id: int,
    answers: Answers,
    client_id: str,
    answered_by: str,
    channel: str,
    answered: datetime | None = None,
    sent: datetime | None = None,
    second_of: int | None = None,
) -> Recorded:
    """Writes one check once. `answered` and `sent` are the phone's own clock. `second_of`: asked again."""
    received = clock.now()
    if answered_by not in ANSWERED_BY or not client_id or len(client_id) > CLIENT_ID:
        raise UserError("check_unreadable", "Không hiểu lượt khai báo.", "Tải lại trang rồi khai lại.")
    episode, path = _held(episode_id)
    rules = law(received.date(), path)
    first = _first(episode, second_of)
    age = checking.age_months(episode.birth, received.date())
    found = checking.assess(rules.danger, rules.plausible, rules.on, answers, age, second=first is not None)
    moment = checking.when_sent(answered, sent, received, timedelta(minutes=rules.clock_off_minutes))
    check = _write(by, episode, answers, found, moment, received, client_id, answered_by, channel, first)
    if check is None:
        return Recorded(Check.objects.get(episode=episode, client_id=client_id), found, repeated=True)
    alarm = _ring(by, episode, check, found, first, rules, received)
    return Recorded(check, found, alarm)


def _held(episode_id: int) -> tuple[Episode, str]:
    """The open episode, locked, and its unit's path: two who answer in the same second follow each other."""
    held = prepared.one(Episode, "id = %s", [episode_id], more=_PATH, lock=True)
    if held is None or held[0].closed_at is not None:
        raise UserError(
            "episode_closed", "Người này không còn được theo dõi tại nhà.", "Gọi trạm y tế nếu cần hỗ trợ."
        )
    return held[0], held[1][0]


def _first(episode: Episode, second_of: int | None) -> Check | None:
    return Check.objects.filter(pk=second_of, episode=episode).first() if second_of else None


def _write(
    by: Any, episode: Episode, answers: Answers, found: Found, moment: checking.Sent, received: datetime,
    client_id: str, answered_by: str, channel: str, first: Check | None,
) -> Check | None:  # fmt: skip
    """None where this answer had arrived before: nothing is written then."""
    asked = [f"odd:{n}" for n in found.odd] + [f"doubtful:{n}" for n in found.doubtful]
    flags = [*moment.flags, *asked, *(f"confirmed:{n}" for n in answers.confirmed)]
    check = Check(
        episode=episode, client_id=client_id, answered_by=answered_by, channel=channel, by=by,
        happened_at=moment.happened_at, received_at=received, asked=answers.asked,
        symptoms=" ".join(sorted(answers.symptoms)), fever_hours=answers.fever_hours,
        flags=" ".join(flags), rank=found.rank, signs=" ".join(found.signs), rule=found.rule,
        second_of=first, **answers.values,
    )  # fmt: skip
    if not prepared.insert_once(check, "episode_id", "client_id"):
        return None
    newest = {
        "last_check_at": max(received, episode.last_check_at or received),
        "last_rank": found.rank if first is None or checking.graver(found.rank, first.rank) else first.rank,
    }
    weight = answers.values.get("weight")
    if weight is not None and "weight" not in found.odd:
        newest["weight"] = weight
    prepared.update(Episode, episode.pk, newest)
    return check


def _ring(
    by: Any, episode: Episode, check: Check, found: Found, first: Check | None, rules: Law, at: datetime
) -> Alarm | None:
    """Raises what the signs ask for; a normal second reading settles an alarm that has not rung yet."""
    if first is not None and "spo2" in _measured(check) and not _shows_spo2(found, rules):
        _settle(first, check, at)
    if not found.rank:
        return None
    wait = timedelta(seconds=found.second_reading[1]) if found.waits and found.second_reading else timedelta()
    return raise_alarm(
        by=by, kind="signs", unit=episode.unit, rank=found.rank, rule=found.rule, at=at, episode=episode,
        check=check, signs=found.signs, wait=wait,
    )  # fmt: skip


def _measured(check: Check) -> set[str]:
    return {name for name in checking.MEASURES if getattr(check, name) is not None}


def _shows_spo2(found: Found, rules: Law) -> bool:
    if "spo2" in found.odd:
        return True  # not readable: it settles nothing
    danger = rules.danger
    return danger is not None and any(danger.param(key, rules.on).fact == "spo2" for key in found.signs)


def _settle(first: Check, check: Check, at: datetime) -> None:
    """Only before it rang: what has rung is answered by a person."""
    waiting = Alarm.objects.filter(check_made=first, answered_at=None, rings_at__gt=at)
    waiting.update(answered_at=at, answer="settled", note=f"check:{check.pk}")


@transaction.atomic
def record_staff_check(
    *, by: Any, episode_id: int, answers: Answers, client_id: str, channel: str, advice: str = ""
) -> Recorded:
    """A check taken by staff on the phone or at the door; it is a contact as well."""
    recorded = record_check(
        by=by, episode_id=episode_id, answers=answers, client_id=client_id, answered_by="staff",
        channel=channel,
    )  # fmt: skip
    if recorded.repeated:
        return recorded
    now = clock.now()
    Contact.objects.create(
        episode_id=episode_id, kind=channel, reached=True, at=now, by=by, advice=advice[:240], recorded_at=now
    )
    Episode.objects.filter(pk=episode_id).update(last_staff_at=now)
    audit.record(by, "care.record_staff_check", f"check:{recorded.check.pk}", rank=recorded.found.rank)
    return recorded
