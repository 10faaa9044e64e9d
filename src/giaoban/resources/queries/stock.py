"""Balances are sums of movements; how fast something goes; where the nearest of it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, Sum

from giaoban.accounts.scope import Scope
from giaoban.kernel.vietnamese import number
from giaoban.places.models import Facility, Unit
from giaoban.resources import rules
from giaoban.resources.models import Movement, Transfer
from giaoban.resources.queries.roster import standing

PACE_DAYS = 7  # the pace of a week: weekends hand out less than Mondays
Balances = dict[tuple[int, str], int]  # (facility, item) → on the shelf


def balance(facility: Facility, item: str) -> int:
    """What lies on the shelf of one site."""
    into = Movement.objects.filter(item=item, **_side("target", facility)).aggregate(n=Sum("quantity"))
    out = Movement.objects.filter(item=item, **_side("source", facility)).aggregate(n=Sum("quantity"))
    return (into["n"] or 0) - (out["n"] or 0)


def _side(side: str, facility: Facility) -> dict[str, object]:
    return {f"{side}__facility": facility, f"{side}__kind": "site"}


def balances(facilities: Sequence[int] | None = None, items: Sequence[str] = ()) -> Balances:
    """Every shelf's balance in two reads."""
    found: Balances = defaultdict(int)
    for side, sign in (("target", 1), ("source", -1)):
        rows = Movement.objects.filter(**{f"{side}__kind": "site"})
        if facilities is not None:
            rows = rows.filter(**{f"{side}__facility__in": facilities})
        if items:
            rows = rows.filter(item__in=items)
        for facility, what, n in (
            rows.order_by().values_list(f"{side}__facility", "item").annotate(n=Sum("quantity"))
        ):
            found[(facility, what)] += sign * n
    return dict(found)


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
    mine = Q(**_side("source", facility)) | Q(**_side("target", facility))
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


def nearest_with(facility: Facility, item: str, quantity: int) -> tuple[Facility, float | None, int] | None:
    """The nearest other site that has enough of it, by the centres of the places."""
    held = {f: n for (f, _), n in balances(items=(item,)).items() if f != facility.pk and n >= quantity}
    rows = Facility.objects.filter(id__in=held).select_related("unit")
    found = {row.pk: row for row in rows}
    choice = rules.nearest(
        centre(facility.unit),
        [rules.Site(pk, centre(row.unit), held[pk]) for pk, row in found.items()],
        quantity,
    )
    return (found[choice[0].key], choice[1], choice[0].holds) if choice else None


def nearest_in_words(facility: Facility, item: str, quantity: int) -> str:
    """The next step of a refusal."""
    found = nearest_with(facility, item, quantity)
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
