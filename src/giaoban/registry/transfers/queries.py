"""Reads of movement. A transfer is seen by both its sides until its end, and by the levels above them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from giaoban import policy
from giaoban.accounts.scope import Scope
from giaoban.kernel.text import fold
from giaoban.places import trees
from giaoban.places.models import Unit
from giaoban.policy.rule import Rule
from giaoban.registry.models import Absence, Case, Transfer, TransferStep
from giaoban.registry.transfers import rules

OPEN = "asked"
_OFFERED = 30
_WITH = ("case__person", "case__unit__parent", "sender__parent", "receiver__parent")


def rule(now: datetime) -> Rule | None:
    rules_ = policy.load(settings.GIAOBAN_POLICY_DIR)
    found: Rule | None = rules_.in_force("movement", now.date(), trees.root_path(now.date()))
    return found


def clock_of(transfer: Transfer, now: datetime, in_force: Rule | None) -> rules.Clock | None:
    return rules.clock(in_force, "letter" if transfer.outside else "transfer", transfer.asked_at, now)


def all_of(scope: Scope) -> QuerySet[Transfer]:
    """Transfers with a side in the scope, the oldest open first."""
    found = Transfer.objects.select_related(*_WITH)
    if not scope.whole:
        inside = scope.unit_ids
        found = found.filter(Q(sender__in=inside) | Q(receiver__in=inside))
    return found.order_by("asked_at", "id")


def incoming(scope: Scope) -> QuerySet[Transfer]:
    """Open ones the scope's places shall take over."""
    return scope.within(all_of(scope).filter(state=OPEN, outside=False), "receiver")


def outgoing(scope: Scope) -> QuerySet[Transfer]:
    """Open ones the scope's places still answer for."""
    return scope.within(all_of(scope).filter(state=OPEN), "sender")


def refused(scope: Scope) -> QuerySet[Transfer]:
    """Refused, not read by the sender yet, and nothing done about the case since."""
    newer = Transfer.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    absent = Absence.objects.filter(case=OuterRef("case"), ended_at=None)
    read = TransferStep.objects.filter(transfer=OuterRef("pk"), state="read")
    left = all_of(scope).filter(state="refused", case__outcome="", case__unit=F("sender"))
    return scope.within(left.exclude(Exists(newer) | Exists(absent) | Exists(read)), "sender")


def ended(scope: Scope) -> QuerySet[Transfer]:
    return all_of(scope).exclude(state=OPEN).order_by("-ended_at", "-id")


def transfer(scope: Scope, transfer_id: int) -> Transfer | None:
    return all_of(scope).filter(id=transfer_id).first()


def of_case(case: Case) -> dict[str, Any]:
    """What its page shows: the open transfer and absence, and what went before."""
    moved = list(case.transfers.select_related("sender", "receiver").order_by("asked_at"))
    return {
        "open": next((t for t in moved if t.state == OPEN), None),
        "ended": [t for t in moved if t.state != OPEN],
        "absence": case.absences.filter(ended_at=None).first(),
    }


def responsible(case: Case) -> Unit:
    """Who answers for a case: its current stay, or the place outside that took it over last, by letter."""
    last = case.transfers.filter(state="taken").select_related("receiver").order_by("-id").first()
    return last.receiver if last and last.outside else case.unit


def absences(scope: Scope) -> QuerySet[Absence]:
    """Open alarms: who is not where he should be, the longest first. A case that ended ends its alarm."""
    found = Absence.objects.filter(ended_at=None, case__outcome="")
    found = found.select_related("case__person", "case__unit__parent")
    return scope.within(found, "case__unit").order_by("noticed_at")


def alarmed(persons: Collection[int]) -> set[int]:
    """Persons absent or on the way: nobody merges them by a rule meanwhile."""
    absent = Absence.objects.filter(ended_at=None, case__person__in=persons, case__outcome="")
    moving = Transfer.objects.filter(state=OPEN, case__person__in=persons)
    return {*absent.values_list("case__person", flat=True), *moving.values_list("case__person", flat=True)}


def places_like(text: str, on: Any, near: str) -> list[Unit]:
    """Communes by code or part of a name, to choose a receiver from: of the district and province of the path
    `near` first, where the name may be typed without marks."""
    words = text.strip()
    if not words:
        return []
    there = Unit.objects.filter(level="commune", valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gte=on)
    ).select_related("parent__parent").order_by("code")  # fmt: skip
    district = near.rpartition("/")[0] + "/"
    province = "/".join(near.split("/")[:2]) + "/"
    inside = there.filter(path__startswith=province).exclude(path=near)
    own = [unit for unit in inside if unit.code == words or fold(words) in fold(unit.full_name)]
    own.sort(key=lambda unit: not unit.path.startswith(district))
    # SQLite knows capitals of plain letters only
    named = Q(*(Q(full_name__icontains=form) for form in (words, words.title())), _connector=Q.OR)
    others = there.filter(Q(code=words) | named).exclude(path__startswith=province)
    return [*own, *others][:_OFFERED]
