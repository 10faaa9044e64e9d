"""What stations reported as done in a week, the samples drawn of it, and how far the answers agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.intake.models import Batch
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.callbacks.rules import OUTCOMES, Agreement, Thing
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
    return [
        (kind, id_, person)
        for kind, field, found in _work(week_from)
        for id_, person in found.filter(**{field: unit}).values_list("id", "person_id")
    ]


def _work(week_from: date) -> list[tuple[str, str, QuerySet[Any]]]:
    """(kind, the field of its unit, the records of a week)."""
    start = datetime.combine(week_from, time())
    end = start + timedelta(days=7)
    declared = DeclarationDecision.objects.filter(act="confirmed", decided_at__gte=start, decided_at__lt=end)
    swept = SweepEntry.objects.filter(
        presence="met", superseded_at=None, recorded_at__gte=start, recorded_at__lt=end
    )
    closed = Case.objects.filter(
        outcome="recovered", batch__kind="closing", recorded_at__gte=start, recorded_at__lt=end
    )
    return [
        ("declared", "declaration__unit", declared), ("swept", "round__unit", swept),
        ("closed", "unit", closed),
    ]  # fmt: skip


def anything_done(scope: Scope, week_from: date) -> bool:
    """Closings are looked for by who closed: no index leads from a day to the cases recorded on it."""
    start = datetime.combine(week_from, time())
    closings = Batch.objects.filter(
        kind="closing", received_at__gte=start, received_at__lt=start + timedelta(days=7)
    )
    work = [(field, found) for kind, field, found in _work(week_from) if kind != "closed"]
    return any(scope.within(found, field).exists() for field, found in [*work, ("place", closings)])


def samples(scope: Scope, state: str = "all") -> QuerySet[CallbackSample]:
    """Newest week first, each with its answers counted; `open`: those with somebody still to be called."""
    found = scope.within(_counted())
    if state == "open":
        found = found.filter(Exists(CallbackItem.objects.filter(sample=OuterRef("pk"), outcome="")))
    return found.order_by("-week_from", "unit__code")


@dataclass(frozen=True)
class Left:
    """Calls drawn and not made, of every week; `since` is the oldest of these weeks."""

    calls: int
    since: date


def left(scope: Scope) -> Left:
    waiting = scope.within(CallbackItem.objects.filter(outcome=""), "sample__unit")
    told = waiting.aggregate(calls=Count("id"), since=Min("sample__week_from"))
    return Left(told["calls"], told["since"] or date.max)


def drawn(scope: Scope, week_from: date) -> bool:
    return scope.within(CallbackSample.objects.filter(week_from=week_from)).exists()


def _counted(until: datetime | None = None) -> QuerySet[CallbackSample]:
    known = Q() if until is None else Q(items__answered_at__lte=until)
    counted = {outcome: Count("items", Q(items__outcome=outcome) & known) for outcome in OUTCOMES}
    return CallbackSample.objects.select_related("unit").annotate(**counted)


@dataclass(frozen=True)
class Week:
    """What the calls of a week said of each station of a place; stations without a sample are left out."""

    week_from: date
    stations: list[tuple[Unit, Agreement]]

    @property
    def total(self) -> Agreement:
        told = [agreement for _unit, agreement in self.stations]
        sums = {name: sum(getattr(one, name) for one in told) for name in ("drawn", *OUTCOMES)}
        return Agreement(**sums)


def week(place: Unit, week_from: date) -> Week | None:
    """As known now. The caller has checked the place."""
    return _week(_inside(place, _counted()), week_from)


def week_known(place: Unit, latest: date, at: datetime) -> Week | None:
    """The newest week drawn by then, none after `latest`, with the answers of then: for a paper made then."""
    found = _inside(place, _counted(at)).filter(week_from__lte=latest, drawn_at__lte=at)
    newest = found.order_by("-week_from").values_list("week_from", flat=True).first()
    return _week(found, newest) if newest else None


def _inside(place: Unit, found: QuerySet[CallbackSample]) -> QuerySet[CallbackSample]:
    return found.filter(Q(unit__path=place.path) | Q(unit__path__startswith=place.path + "/"))


def _week(found: QuerySet[CallbackSample], week_from: date) -> Week | None:
    rows = found.filter(week_from=week_from).order_by("unit__code")
    stations = [(sample.unit, agreement(sample)) for sample in rows]
    return Week(week_from, stations) if stations else None


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
