"""Reviews with their timelines, read from the facts; a summary by month for meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from giaoban.accounts.scope import Scope
from giaoban.care.law import law
from giaoban.care.models import Alarm, Check, Contact, Review, ReviewStatement
from giaoban.care.referrals.models import Referral
from giaoban.care.rules import timeline
from giaoban.kernel.sealing import unseal


@dataclass(frozen=True)
class Dossier:
    review: Review
    steps: list[timeline.Step]
    statements: list[dict[str, Any]]
    answered: dict[str, str]
    """{step: who did it}, as far as anything says so."""


def reviews(scope: Scope, limit: int = 200) -> list[Review]:
    """Closed to boards: only who may review asks here."""
    if not scope.allows("review"):
        return []
    said = ReviewStatement.objects.filter(review=OuterRef("pk"))
    found = scope.within(Review.objects.all()).select_related("case__person", "unit")
    found = found.annotate(
        heard=Exists(said.filter(kind="account")), concluded=Exists(said.filter(kind="conclusion"))
    )
    return list(found.order_by("concluded", "-happened_on", "-id")[:limit])


def dossier(scope: Scope, review_id: int) -> Dossier | None:
    if not scope.allows("review"):
        return None
    found = scope.within(Review.objects.filter(pk=review_id)).select_related("case__person", "unit")
    review = found.first()
    if review is None:
        return None
    rules = law(review.happened_on, review.unit.path)
    said = [
        {"kind": s.kind, "avoidable": s.avoidable, "council": s.body, "text": unseal(s.sealed)["text"],
         "at": s.at, "by": s.by.get_full_name() or s.by.get_username()}
        for s in review.statements.select_related("by").order_by("at", "id")
    ]  # fmt: skip
    times, who = _course(review)
    return Dossier(review, timeline.steps(times, rules.delays, review.happened_on), said, who)


def _course(review: Review) -> tuple[dict[str, datetime | date | None], dict[str, str]]:
    """When each step happened and who did it, as far as anything says so."""
    case = review.case
    sign = (
        Check.objects.filter(episode__case=case)
        .exclude(rank="")
        .order_by("happened_at")
        .values_list("happened_at")
    ).first()
    alarms = Alarm.objects.filter(episode__case=case, answered_at__isnull=False, answered_by__isnull=False)
    alarm = alarms.select_related("answered_by").order_by("answered_at").first()
    contacts = Contact.objects.filter(episode__case=case, reached=True).select_related("by")
    contact = contacts.order_by("at").first()
    asked = Referral.objects.filter(case=case).select_related("asked_by", "sender", "facility")
    referral = asked.order_by("asked_at").first()
    arrived = asked.filter(state="arrived").order_by("closed_at").first()
    who = {
        "first_contact": _name(contact and contact.by),
        "answered": _name(alarm and alarm.answered_by),
        "referral": _name(referral and (referral.sender or referral.asked_by)),
        "bed": _name(arrived and arrived.facility),
    }
    return {
        "test": case.sampled,
        "result": case.result,
        "declared": case.announced,
        "first_contact": contact.at if contact else None,
        "first_sign": sign[0] if sign else None,
        "answered": alarm.answered_at if alarm else None,
        "referral": referral.asked_at if referral else None,
        "bed": arrived.closed_at if arrived else None,
    }, {step: name for step, name in who.items() if name}


def _name(who: Any) -> str:
    """Of a person on duty or of a facility; these are no patients."""
    if who is None:
        return ""
    return str(getattr(who, "name", "") or who.get_full_name() or who.get_username())


def summary(scope: Scope) -> list[dict[str, Any]]:
    """By month, without persons: what boards and meetings may see. The newest conclusion of each counts."""
    last = (
        ReviewStatement.objects.filter(review=OuterRef("pk"), kind="conclusion")
        .order_by("-at", "-id")
        .values("avoidable")[:1]
    )
    rows = scope.within(Review.objects.all()).annotate(month=TruncMonth("happened_on"), said=last)
    return list(
        rows.values("month")
        .annotate(
            deaths=Count("id", filter=Q(kind="death")),
            deteriorations=Count("id", filter=Q(kind="deterioration")),
            concluded=Count("id", filter=Q(said__isnull=False)),
            avoidable=Count("id", filter=Q(said="yes")),
            undetermined=Count("id", filter=Q(said="undetermined")),
        )
        .order_by("-month")
    )
