"""The commune's queue of declarations, its counts and its duty."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.intake.models import Declaration
from giaoban.kernel import wording
from giaoban.registry.declarations.rules import Fate
from giaoban.registry.declarations.rules import fates as fates_of
from giaoban.registry.models import Case, DeclarationDecision, Household

_HAMLETS_KEPT_S = 600  # a new hamlet is offered ten minutes later
_MOST_HAMLETS = 100
_OWNERS = frozenset({"commune", "station"})  # who calls; the levels above see the figure
_READER = "analyst"
_hamlets: dict[int, tuple[float, list[str]]] = {}


@dataclass(frozen=True)
class Counts:
    """Persons since a day: declared, what became of them, and found by a sweep beside them."""

    declared: int
    confirmed: int
    rejected: int
    forwarded: int
    by_sweep: int
    waiting: int  # declarations
    overdue: int

    @property
    def open_persons(self) -> int:
        return self.declared - self.confirmed - self.rejected - self.forwarded


def queue(scope: Scope, state: str = "open") -> QuerySet[Declaration]:
    """Declarations of the scope, the earliest promise first."""
    found = scope.within(Declaration.objects.select_related("unit"))
    if state == "open":
        return found.filter(settled=None).order_by("call_by", "id")
    return found.order_by("-received_at", "-id")


def declaration(scope: Scope, number: int) -> Declaration | None:
    return queue(scope, "all").filter(number=number).first()


def decisions(declaration: Declaration) -> list[DeclarationDecision]:
    found = DeclarationDecision.objects.filter(declaration=declaration).order_by("index")
    return list(found.select_related("by", "case", "onward__unit"))


def fates(declaration: Declaration) -> list[Fate]:
    """Of each person; one sent on has the fate met there."""
    rows = decisions(declaration)
    found = fates_of(declaration.persons, [(d.index, d.act, d.reason) for d in rows])
    sent = [d for d in rows if d.onward]
    for place, decision in enumerate(sent):
        there = fates(decision.onward)[place]
        if there.state != "waiting":
            found[decision.index] = there
    return found


def same_phone(declaration: Declaration) -> list[Declaration]:
    """Other declarations from the same phone, newest first: a repeat, or a dormitory."""
    others = Declaration.objects.filter(phone_hash=declaration.phone_hash, unit=declaration.unit_id)
    return list(others.exclude(pk=declaration.pk).order_by("-received_at")[:5])


def counts(scope: Scope, since: datetime, now: datetime) -> Counts:
    received = scope.within(Declaration.objects.filter(received_at__gte=since))
    decided = scope.within(DeclarationDecision.objects.all(), "declaration__unit")
    decided = decided.filter(declaration__received_at__gte=since)
    acts = dict(decided.values_list("act").annotate(n=Count("id")))
    # sent on within the scope a person stands on two slips of it
    twice = scope.within(decided.filter(act="forwarded"), "onward__unit").count()
    waiting = queue(scope).order_by().aggregate(n=Count("id"), late=Count("id", Q(call_by__lt=now)))
    swept = scope.within(Case.objects.filter(found="sweep", announced__gte=since.date()))
    return Counts(
        (received.aggregate(n=Sum("persons"))["n"] or 0) - twice,
        acts.get("confirmed", 0), acts.get("rejected", 0), acts.get("forwarded", 0) - twice,
        swept.count(), waiting["n"], waiting["late"],
    )  # fmt: skip


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """One row for the queue: its list is one tap away, the earliest promise is its clock. A message without a
    commune is the province's own: nobody else would read it."""
    if scope.role not in (*_OWNERS, _READER) or not scope.allows("see_identities"):
        return
    own = queue(scope) if scope.role in _OWNERS else queue(scope).filter(unit=scope.unit_id)
    late = Count("id", Q(call_by__lt=now))
    found = own.order_by().aggregate(n=Count("id"), due=Min("call_by"), late=late)
    if not found["n"]:
        return
    title = ngettext(
        "%(n)s phiếu khai báo chờ gọi và xác nhận", "%(n)s phiếu khai báo chờ gọi và xác nhận", found["n"]
    )
    detail = _("%(n)s phiếu quá giờ đã hẹn với dân") % {"n": wording.number(found["late"])}
    yield Duty(
        kind="declarations",
        key=scope.path,
        place=scope.path,
        role="station" if scope.role in _OWNERS else scope.role,
        due=found["due"],
        severity=Severity.RISK,
        link=reverse("declarations"),
        title=title % {"n": wording.number(found["n"])},
        detail=detail if found["late"] else "",
    )


def hamlets(unit_id: int) -> list[str]:
    """Names a household may choose from, as the register of residents writes them."""
    kept = _hamlets.get(unit_id)
    if kept and time.monotonic() - kept[0] < _HAMLETS_KEPT_S:
        return kept[1]
    found = Household.objects.filter(unit=unit_id).exclude(hamlet="").order_by("hamlet")
    names = list(found.values_list("hamlet", flat=True).distinct()[:_MOST_HAMLETS])
    _hamlets[unit_id] = (time.monotonic(), names)
    return names
