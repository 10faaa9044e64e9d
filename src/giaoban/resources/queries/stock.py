"""Balances are sums of movements; how fast something goes; where the nearest of it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum

from giaoban.accounts.scope import Scope
from giaoban.kernel.vietnamese import number
from giaoban.places.models import Facility, Unit
from giaoban.resources import rules
from giaoban.resources.models import Movement, Transfer
from giaoban.resources.queries.roster import standing

PACE_DAYS = 7  # the pace of a week: weekends hand out less than Mondays
Balances = dict[tuple[int, str], int]  # (facility, item) → on the shelf


class Lot(NamedTuple):
    """So many on one shelf that are good until the same day; None where nobody wrote the day down."""

    facility: int
    item: str
    expires_on: date | None
    quantity: int


def lots(facilities: Sequence[int] | None = None, items: Sequence[str] = ()) -> list[Lot]:
    """What lies on each shelf by its last good day, the first to end at the head. Two reads."""
    found: dict[tuple[int, str, date | None], int] = defaultdict(int)
    for side, sign in (("target", 1), ("source", -1)):
        rows = Movement.objects.filter(**{f"{side}__kind": "site"})
        if facilities is not None:
            rows = rows.filter(**{f"{side}__facility__in": facilities})
        if items:
            rows = rows.filter(item__in=items)
        summed = rows.order_by().values_list(f"{side}__facility", "item", "expires_on")
        for facility, what, ends, n in summed.annotate(n=Sum("quantity")):
            found[(facility, what, ends)] += sign * n
    there = (Lot(*key, n) for key, n in found.items() if n)
    return sorted(there, key=lambda lot: (lot.facility, lot.item, lot.expires_on or date.max))


def balance(facility: Facility, item: str, on: date | None = None) -> int:
    """What lies on the shelf of one site; given a day, only what is still good then."""
    return balances([facility.pk], [item], on).get((facility.pk, item), 0)


def balances(
    facilities: Sequence[int] | None = None, items: Sequence[str] = (), on: date | None = None
) -> Balances:
    """Every shelf's balance; given a day, only what is still good then."""
    found: Balances = defaultdict(int)
    for lot in lots(facilities, items):
        if on is None or rules.still_good(lot.expires_on, on):
            found[(lot.facility, lot.item)] += lot.quantity
    return dict(found)


def ending(facilities: Sequence[int], on: date, within: int) -> list[Lot]:
    """Lots past their last good day, and those that end in so many days, the oldest first."""
    limit = on + timedelta(days=within)
    near = [lot for lot in lots(facilities) if lot.expires_on is not None and lot.expires_on <= limit]
    return sorted(near, key=lambda lot: (lot.expires_on, lot.item))


def used(facilities: Sequence[int] | None, until: datetime, items: Sequence[str] = ()) -> Balances:
    """What each site handed out in the week before, less what came back; of all items, or of these."""
    found: Balances = defaultdict(int)
    window = Q(at__gt=until - timedelta(days=PACE_DAYS), at__lte=until)
    for side, cause, sign in (("source", "dispense", 1), ("target", "return", -1)):
        rows = Movement.objects.filter(window, cause=cause, **{f"{side}__kind": "site"})
        if facilities is not None:
            rows = rows.filter(**{f"{side}__facility__in": facilities})
        if items:
            rows = rows.filter(item__in=items)
        for facility, what, n in (
            rows.order_by().values_list(f"{side}__facility", "item").annotate(n=Sum("quantity"))
        ):
            found[(facility, what)] += sign * n
    return dict(found)


def movements(facility: Facility) -> QuerySet[Movement]:
    """The site's page of the ledger, newest first."""
    mine = Q(source__facility=facility, source__kind="site")
    mine |= Q(target__facility=facility, target__kind="site")
    return Movement.objects.filter(mine).select_related("source", "target", "by").order_by("-at", "-id")


def on_the_road(facilities: Iterable[int]) -> QuerySet[Transfer]:
    """Sent to one of these sites, or by one, and not yet taken in."""
    ids = list(facilities)
    waiting = Transfer.objects.filter(received_at=None).filter(Q(receiver__in=ids) | Q(sender__in=ids))
    return waiting.select_related("sender", "receiver").order_by("sent_at")


def sites(scope: Scope, on: datetime) -> QuerySet[Facility]:
    """Sites of the scope that may hold something."""
    found = Facility.objects.filter(standing(on.date())).exclude(kind="central")
    if scope.facility_id:
        return found.filter(id=scope.facility_id)
    return scope.within(found).select_related("unit").order_by("unit__path", "code")


def centre(unit: Unit) -> rules.Point:
    """The unit's own centre, else the mean of what lies directly in it (districts have none)."""
    if unit.lat is not None:
        return unit.lat, unit.lon
    inside = list(unit.children.exclude(lat=None).values_list("lat", "lon"))
    if not inside:
        return None, None
    return sum(a for a, _ in inside) / len(inside), sum(b for _, b in inside) / len(inside)


def nearest_with(
    facility: Facility, item: str, quantity: int, on: date
) -> tuple[Facility, float | None, int] | None:
    """The nearest other site that has enough of it still good, by the centres of the places."""
    held = {
        f: n for (f, _), n in balances(items=(item,), on=on).items() if f != facility.pk and n >= quantity
    }
    rows = Facility.objects.filter(id__in=held).select_related("unit")
    found = {row.pk: row for row in rows}
    choice = rules.nearest(
        centre(facility.unit),
        [rules.Site(pk, centre(row.unit), held[pk]) for pk, row in found.items()],
        quantity,
    )
    return (found[choice[0].key], choice[1], choice[0].holds) if choice else None


def nearest_in_words(facility: Facility, item: str, quantity: int, on: date) -> str:
    """The next step of a refusal."""
    found = nearest_with(facility, item, quantity, on)
    if found is None:
        return "Không nơi nào khác còn đủ: báo kho tỉnh để nhập thêm."
    site, km, holds = found
    away = "" if km is None else f", cách khoảng {number(round(km, 1))} km (tính giữa tâm hai địa bàn)"
    phone = f", gọi {site.phone}" if site.phone else ""
    return f"Nơi gần nhất còn đủ: {site.name}, còn {number(holds)}{away}{phone}."


def receivers(facility: Facility) -> list[Facility]:
    """Sites goods may be sent to: the stores, and every site of the same district."""
    district = "/".join(facility.unit.path.split("/")[:3])
    near = Q(unit__path=district) | Q(unit__path__startswith=district + "/") | Q(kind="warehouse")
    return list(Facility.objects.filter(near).exclude(kind="central").order_by("kind", "code"))
