"""Staff by station, what each shelf should keep, and proposals with their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from giaoban import policy
from giaoban.accounts.scope import Scope
from giaoban.places.models import Facility
from giaoban.policy.rule import Rule
from giaoban.resources.models import Proposal, ProposalLine, Staff, StaffPosting, StationArea
from giaoban.resources.models.staff import StationKind
from giaoban.resources.queries.roster import standing
from giaoban.resources.queries.stock import PACE_DAYS, balances, centre, used
from giaoban.resources.redistribution import Need, keep_for

CARING = ("doctor", "assistant", "nurse", "midwife", "technician", "student", "volunteer")


def norms(on: date, path: str) -> Rule | None:
    """The norms of stations in force there and then."""
    return policy.load(settings.GIAOBAN_POLICY_DIR).in_force("station_norms", on, path)


def staff_by_station(on: date, facilities: list[int] | None = None) -> dict[int, tuple[int, int]]:
    """{facility: (who looks after people, doctors among them)} on that day."""
    rows = StaffPosting.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on, staff__profession__in=CARING
    )
    if facilities is not None:
        rows = rows.filter(facility__in=facilities)
    counted = (
        rows.order_by()
        .values_list("facility")
        .annotate(n=Count("id"), doctors=Count("id", filter=Q(staff__profession="doctor")))
    )
    return {facility: (n, doctors) for facility, n, doctors in counted}


def stations(scope: Scope, on: date) -> list[Facility]:
    """Stations, mobile stations and care teams of the scope."""
    found = Facility.objects.filter(standing(on), kind__in=StationKind.values)
    return list(scope.within(found).select_related("unit__parent").order_by("unit__path", "code"))


def areas(on: date) -> dict[int, list[int]]:
    """{mobile station or team: units it was given}."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = StationArea.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    for facility, unit in rows.values_list("facility", "unit"):
        found[facility].append(unit)
    return dict(found)


def staff_at(facility: Facility, on: date) -> QuerySet[Staff]:
    """Who works there on that day."""
    posted = Q(postings__facility=facility, postings__valid_from__lte=on)
    now = posted & (Q(postings__valid_to=None) | Q(postings__valid_to__gte=on))
    return Staff.objects.filter(now).order_by("profession", "ref").distinct()


def stock_needs(facilities: list[Facility], item: str, now: datetime, cover: float) -> list[Need]:
    """What each shelf has and should keep to last `cover` days at the pace of the last week."""
    return needs_by_item(facilities, (item,), now, cover)[item]


def needs_by_item(
    facilities: list[Facility], items: Sequence[str], now: datetime, cover: float
) -> dict[str, list[Need]]:
    """The same of several items, the ledger read once."""
    ids = [f.pk for f in facilities]
    there, gone = balances(ids, items, now.date()), used(ids, now, items)
    middles = {f.unit_id: centre(f.unit) for f in facilities}
    return {
        item: [
            Need(
                f.pk, there.get((f.pk, item), 0), keep_for(gone.get((f.pk, item), 0), PACE_DAYS, cover),
                middles[f.unit_id],
            )
            for f in facilities
        ]
        for item in items
    }  # fmt: skip


def proposals(scope: Scope) -> QuerySet[Proposal]:
    return scope.within(Proposal.objects.all(), "place").select_related("place").order_by("-made_at", "-id")


def lines_for(scope: Scope) -> QuerySet[ProposalLine]:
    """Lines in which a site of the scope gives or takes, the newest proposal first."""
    mine = ProposalLine.objects.all()
    if scope.facility_id:
        mine = mine.filter(Q(giver=scope.facility_id) | Q(taker=scope.facility_id))
    elif not scope.whole:
        mine = mine.filter(Q(giver__unit__in=scope.unit_ids) | Q(taker__unit__in=scope.unit_ids))
    related = ("proposal", "giver__unit", "taker__unit")
    return mine.select_related(*related).order_by("-proposal__made_at", "-quantity", "id")


def line(scope: Scope, line_id: int) -> ProposalLine | None:
    return lines_for(scope).filter(id=line_id).first()
