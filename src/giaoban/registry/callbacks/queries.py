"""What stations reported as done in a week, the samples drawn of it, and how far the answers agree."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.callbacks.rules import Agreement, Thing
from giaoban.registry.models import (
    CallbackItem,
    CallbackSample,
    Case,
    DeclarationDecision,
    Identity,
    SweepEntry,
)


def done(unit: Unit, week_from: date) -> list[Thing]:
    """Declared people confirmed after a call, residents met in a sweep, cases whose isolation was ended."""
    start = datetime.combine(week_from, time())
    end = start + timedelta(days=7)
    declared = DeclarationDecision.objects.filter(
        declaration__unit=unit, act="confirmed", decided_at__gte=start, decided_at__lt=end
    )
    swept = SweepEntry.objects.filter(
        round__unit=unit, presence="met", superseded_at=None, recorded_at__gte=start, recorded_at__lt=end
    )
    closed = Case.objects.filter(
        unit=unit, outcome="recovered", batch__kind="closing", recorded_at__gte=start, recorded_at__lt=end
    )
    return [
        *(("declared", id_, person) for id_, person in declared.values_list("id", "person_id")),
        *(("swept", id_, person) for id_, person in swept.values_list("id", "person_id")),
        *(("closed", id_, person) for id_, person in closed.values_list("id", "person_id")),
    ]


def samples(scope: Scope) -> QuerySet[CallbackSample]:
    """Newest week first, each with its answers counted."""
    counted = {
        outcome: Count("items", Q(items__outcome=outcome))
        for outcome in ("agrees", "differs", "unreachable", "declined")
    }
    found = scope.within(CallbackSample.objects.select_related("unit").annotate(**counted))
    return found.order_by("-week_from", "unit__code")


def sample(scope: Scope, sample_id: int) -> CallbackSample | None:
    return samples(scope).filter(pk=sample_id).first()


def agreement(sample: CallbackSample) -> Agreement:
    """Of a sample read by `samples`."""
    return Agreement(sample.size, sample.agrees, sample.differs, sample.unreachable, sample.declined)


def total(scope: Scope, week_from: date) -> Agreement:
    rows = scope.within(CallbackItem.objects.filter(sample__week_from=week_from), "sample__unit")
    counts = dict(rows.values_list("outcome").annotate(n=Count("id")))
    return Agreement(
        sum(counts.values()), counts.get("agrees", 0), counts.get("differs", 0),
        counts.get("unreachable", 0), counts.get("declined", 0),
    )  # fmt: skip


def items(sample: CallbackSample) -> list[CallbackItem]:
    return list(sample.items.select_related("person", "by").order_by("id"))


def names(items: list[CallbackItem]) -> dict[int, dict[str, str]]:
    """The caller has checked the right and logs the look."""
    found = Identity.objects.filter(person__in=[item.person_id for item in items])
    return {row.person_id: unseal(row.sealed) for row in found}
