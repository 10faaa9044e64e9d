"""Requests as each side sees them: what a hospital was asked, what a commune waits for, what stands open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.care.referrals.models import Referral, ReferralAsk, Stay
from giaoban.care.referrals.rules import standing
from giaoban.places.models import Facility

TOLD_FOR = timedelta(hours=24)  # how long a hospital sees that another one took the patient; a guess
_RANKS = {"emergency": Severity.EMERGENCY, "urgent": Severity.SIGN, "planned": Severity.DUE}
_ORDER = Case(When(rank="emergency", then=Value(0)), When(rank="urgent", then=Value(1)), default=Value(2))


def _read() -> QuerySet[Referral]:
    waiting = Count("asks", filter=Q(asks__answered_at=None))
    related = ("case__person", "unit__parent", "sender", "facility", "beds", "trip__vehicle")
    return Referral.objects.select_related(*related).annotate(open_asks=waiting)


def outgoing(scope: Scope) -> QuerySet[Referral]:
    """Everybody the scope's communes asked for and who has not arrived: nobody drops off this list."""
    found = _read().filter(closed_at=None)
    found = found.filter(sender=scope.facility_id) if scope.facility_id else scope.within(found)
    return found.order_by(_ORDER, "asked_at")


def asked_of(scope: Scope) -> list[ReferralAsk]:
    """What this hospital has to answer, the gravest and longest waiting first."""
    if not scope.facility_id:
        return []
    asks = ReferralAsk.objects.filter(
        facility=scope.facility_id, answered_at=None, referral__closed_at=None
    ).select_related(
        "referral__case__person", "referral__unit__parent", "referral__sender", "referral__facility"
    )
    order = {"emergency": 0, "urgent": 1, "planned": 2}
    return sorted(asks, key=lambda a: (order[a.referral.rank], a.asked_at))


def coming_to(scope: Scope) -> QuerySet[Referral]:
    """Accepted by this hospital and not there yet."""
    found = _read().filter(facility=scope.facility_id or -1, state__in=["accepted", "on_the_way"])
    return found.order_by("-state", "accepted_at")


def taken_by_others(scope: Scope, now: datetime) -> QuerySet[ReferralAsk]:
    """Asked of this hospital and taken elsewhere or called off in the last hours: it is told."""
    return (
        ReferralAsk.objects.filter(
            facility=scope.facility_id or -1,
            answer__in=["taken", "withdrawn"],
            answered_at__gt=now - TOLD_FOR,
        )
        .select_related("referral__facility", "referral__unit")
        .order_by("-answered_at")
    )


def stays(scope: Scope) -> QuerySet[Stay]:
    """The hospital's own patients."""
    found = Stay.objects.filter(facility=scope.facility_id or -1, until=None)
    return found.select_related("case__person", "case__unit", "beds").order_by("-beds__tier", "since")


def open_requests(scope: Scope) -> QuerySet[Referral]:
    """The desk's view: every open request of its places, whoever owns it now."""
    return scope.within(_read().filter(closed_at=None)).order_by(_ORDER, "asked_at")


def referral(scope: Scope, ref: int) -> Referral | None:
    """One request, for its sender's place, its desk, or a hospital it was put to."""
    found = _read().filter(ref=ref).first()
    if found is None or not _may_see(scope, found):
        return None
    return found


def _may_see(scope: Scope, found: Referral) -> bool:
    if scope.facility_id:
        put_to = found.asks.filter(facility=scope.facility_id).exists()
        return put_to or scope.facility_id in (found.facility_id, found.sender_id)
    return scope.covers(found.unit.path)


def trail(found: Referral) -> dict[str, list[Any]]:
    """Its steps and what each hospital said, oldest first."""
    return {
        "steps": list(found.steps.select_related("facility", "by").order_by("at", "id")),
        "asks": list(found.asks.select_related("facility").order_by("asked_at", "id")),
    }


def open_refs(person_ids: Iterable[int]) -> dict[int, Referral]:
    """The open request of each of these persons: what a worklist shows beside the name."""
    found = Referral.objects.filter(person__in=list(person_ids), closed_at=None).select_related("facility")
    return {row.person_id: row for row in found}


def could_take(scope: Scope, tier: str, capability: str) -> QuerySet[Facility]:
    """Hospitals of the installation with a bed of that kind still open, the most first.

    A commune may ask any of them: beds are not its district's alone.
    """
    fits = Q(beds__tier=tier, beds__capability=capability, beds__free__gt=F("beds__held"))
    found = Facility.objects.filter(fits).annotate(open=F("beds__free") - F("beds__held"))
    return found.exclude(id=scope.facility_id or -1).select_related("unit").order_by("-open", "code")


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """A hospital's unanswered requests; the desk's; the sender's that wait to leave or were refused."""
    if scope.facility_id and scope.allows("receive"):
        for ask in asked_of(scope):
            yield _duty(
                ask.referral,
                scope,
                "referral_answer",
                _("Trả lời yêu cầu chuyển viện"),
                ask.referral.answer_by,
            )
        return
    rows = outgoing(scope) if scope.allows("refer") or scope.allows("coordinate") else ()
    for row in rows:
        stands = standing(row.state, now, row.answer_by, row.open_asks, row.leave_by)
        if stands.owner == "desk" and scope.allows("coordinate"):
            yield _duty(row, scope, "referral_desk", _("Tìm nơi nhận người bệnh"), stands.due)
        elif row.state == "accepted" and scope.allows("refer"):
            yield _duty(row, scope, "referral_leave", _("Đưa người bệnh lên đường"), stands.due)
        elif row.state == "refused" and scope.allows("refer"):
            yield _duty(row, scope, "referral_refused", _("Chưa nơi nào nhận: hỏi nơi khác hoặc hủy"), None)


def _duty(row: Referral, scope: Scope, kind: str, title: str, due: datetime | None) -> Duty:
    return Duty(
        kind=kind,
        key=str(row.ref),
        place=scope.path,
        role=scope.role,
        due=due,
        severity=_RANKS[row.rank],
        link=reverse("referral", args=[row.ref]),
        title=title,
        detail=f"{row.get_rank_display()} · {row.unit.full_name} · {row.get_tier_display()}",
    )
