"""What staff do with one episode: contact, judge the risk, hand over, end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.care.actions.support import draft_paper
from giaoban.care.law import law
from giaoban.care.models import Assessment, Contact, Episode, Link, Responsibility
from giaoban.care.stations import station_of
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.registry import actions as registry

CHANNELS = ("phone", "visit", "hotline")
RISKS = ("high", "other")


def _open_in(scope: Scope, episode_id: int) -> Episode:
    """The open episode, locked, if the scope covers it."""
    found = Episode.objects.select_for_update(of=("self",)).select_related("unit", "case")
    episode = scope.within(found.filter(pk=episode_id, closed_at=None)).first()
    if episode is None:
        raise UserError(
            "episode_unknown", "Không có người này trong danh sách chăm sóc của bạn.", "Tải lại danh sách."
        )
    return episode


@transaction.atomic
def record_contact(
    *, by: Any, scope: Scope, episode_id: int, kind: str, reached: bool, advice: str = ""
) -> Contact:
    """A call or visit. Only one in which the person was reached counts as heard from."""
    if kind not in CHANNELS:
        raise UserError("contact_kind", "Chưa chọn gọi điện hay đến nhà.", "Chọn cách liên lạc.")
    episode, now = _open_in(scope, episode_id), clock.now()
    contact = Contact.objects.create(
        episode=episode, kind=kind, reached=reached, at=now, by=by, advice=advice[:240], recorded_at=now
    )
    if reached:
        Episode.objects.filter(pk=episode.pk).update(last_staff_at=now)
    audit.record(by, "care.record_contact", f"episode:{episode.pk}", kind=kind, reached=reached)
    return contact


@transaction.atomic
def assess_risk(*, by: Any, scope: Scope, episode_id: int, risk: str, note: str = "") -> Assessment:
    """A staff member's judgement; it is what counts from now on."""
    if risk not in RISKS:
        raise UserError("risk_missing", "Chưa chọn mức nguy cơ.", "Chọn nguy cơ cao hoặc không cao.")
    episode, now = _open_in(scope, episode_id), clock.now()
    assessment = Assessment.objects.create(episode=episode, risk=risk, at=now, by=by, note=note[:240])
    Episode.objects.filter(pk=episode.pk).update(risk=risk, assessed_at=now)
    audit.record(by, "care.assess_risk", f"episode:{episode.pk}", risk=risk)
    return assessment


@transaction.atomic
def move_episode(*, by: Any, episode: Episode, unit: Unit, at: datetime | None = None) -> Responsibility:
    """Another commune answers from now on; at no moment nobody does."""
    now = at or clock.now()
    answering = station_of(unit, now.date())
    row = Responsibility.objects.create(
        episode=episode, unit=unit, station_id=answering.station_id, since=now, lent=answering.lent, by=by
    )
    Episode.objects.filter(pk=episode.pk).update(unit=unit, station_id=answering.station_id)
    Link.objects.filter(episode=episode, ended_at=None).update(unit=unit, station_id=answering.station_id)
    audit.record(by, "care.move_episode", f"episode:{episode.pk}", unit=unit.path)
    return row


@transaction.atomic
def close_episode(
    *, by: Any, scope: Scope, episode_id: int, reason: str, at: datetime | None = None
) -> Episode:
    """The stay at home ends for this reason: hospital, central, moved, dead. Recovery is `discharge`."""
    if reason not in ("hospital", "central", "moved", "dead"):
        raise UserError("close_reason", "Chưa chọn lý do kết thúc chăm sóc tại nhà.", "Chọn lý do.")
    episode = _open_in(scope, episode_id)
    return _close(by, episode, reason, at or clock.now())


@transaction.atomic
def discharge(*, by: Any, scope: Scope, episode_id: int, ended_on: date) -> Episode:
    """The station ends the isolation of a person past the last day; the registry records it.

    The recovery confirmation is drafted and waits for the office that may sign it.
    """
    episode, now = _open_in(scope, episode_id), clock.now()
    registry.close_overdue(by=by, scope=scope, refs=[episode.case.ref], ended_on=ended_on)
    draft_paper(by=by, episode=episode, kind="recovery", to_date=ended_on, rules=law(now.date(), scope.path))
    return _close(by, episode, "recovered", now)


def _close(by: Any, episode: Episode, reason: str, at: datetime) -> Episode:
    episode.closed_at, episode.closed_reason, episode.closed_by = at, reason, by
    episode.save(update_fields=["closed_at", "closed_reason", "closed_by"])
    audit.record(by, "care.close_episode", f"episode:{episode.pk}", reason=reason)
    return episode
