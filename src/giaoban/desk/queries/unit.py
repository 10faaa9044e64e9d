"""What a unit is: its people with their source, its health facilities, when it last sent what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Max, Q

from giaoban.intake.models import Return
from giaoban.places import queries as places
from giaoban.places.models import Facility, Population, Unit
from giaoban.registry.models import Case, Dose, Person


@dataclass(frozen=True)
class Sent:
    """The newest thing of one kind a unit sent: up to which day, and when it was recorded here."""

    kind: str  # linelist, or a group of returns
    until: date | None
    recorded_at: datetime | None


# Returns are shown by what one sheet holds, not by its 25 figures.
_GROUPS = {
    "cases": ("new_cases", "new_community", "deaths", "recovered"),
    "tests": ("tests_done", "tests_positive"),
    "beds": ("beds_planned", "beds_set_up", "beds_staffed", "beds_oxygen", "beds_free"),
}
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names}
_OTHERS = "vaccination"


def freshness(unit: Unit) -> list[Sent]:
    """When this unit last sent its line list and each of its returns; what never came is listed too."""
    case = (
        Case.objects.filter(unit=unit)
        .order_by("-announced", "-id")
        .values_list("announced", "recorded_at")
        .first()
    )
    found = {"linelist": Sent("linelist", *case)} if case else {}
    registered = _registered(unit)
    if registered:
        found["residents"] = Sent("residents", registered.date(), registered)
    rows = (
        Return.objects.filter(unit=unit, superseded_at=None)
        .values_list("indicator")
        .annotate(Max("to_date"), Max("recorded_at"))
        .order_by()
    )
    for indicator, until, recorded in rows:
        group = _GROUP_OF.get(indicator, _OTHERS)
        held = found.get(group)
        if held is None or (held.until or date.min) < until:
            found[group] = Sent(group, until, recorded)
    # Where residents are listed one by one with their doses, no return of doses is owed.
    doses = "residents" if "residents" in found else _OTHERS
    kinds = ["linelist", "tests", doses] if unit.level == "commune" else []
    kinds += [kind for kind in ("residents", *_GROUPS, _OTHERS) if kind in found and kind not in kinds]
    return [found.get(kind) or Sent(kind, None, None) for kind in kinds]


def _registered(unit: Unit) -> datetime | None:
    """When the list of residents with their doses last brought something new; None without a list."""
    listed = Person.objects.filter(unit=unit, resident=True)
    if not listed.exists():
        return None
    newest = Dose.objects.order_by("-id").values_list("id", "recorded_at").first()
    dose = _last_dose(unit.id, *newest) if newest else None
    return dose or listed.aggregate(at=Max("recorded_at"))["at"]


@lru_cache(maxsize=256)
def _last_dose(unit_id: int, newest_id: int, newest_at: datetime) -> datetime | None:
    """Sorts every dose of a commune, so it is asked again only when a dose came in anywhere."""
    doses = Dose.objects.filter(person__unit=unit_id).order_by("-id")
    found: datetime | None = doses.values_list("recorded_at", flat=True).first()
    return found


def people(unit: Unit, on: date) -> dict[str, Any] | None:
    """Where the number of residents comes from; the number itself stands in the cut's figures."""
    of = [unit.id] if unit.level == "commune" else places.communes_of(unit, on=on).values("id")[:1]
    return (
        Population.objects.filter(unit__in=list(of) if unit.level == "commune" else of)
        .filter(age_from=0, age_to=200)
        .values("source", "year", "estimated")
        .first()
    )


class Site(NamedTuple):
    name: str
    kind: str
    phone: str


_LISTED = ("hospital", "collection", "central")  # by name also above the commune


def facilities(unit: Unit, on: date) -> tuple[list[Site], dict[str, int]]:
    """Those to name, and how many of each kind: a province has two hundred stations."""
    inside = Facility.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    here = unit.level == "commune"
    where = [unit.id] if here else places.subtree(unit, on=on).values("id")
    rows = inside.filter(unit__in=where).order_by("kind", "name").values_list("name", "kind", "phone")
    found = [Site(*row) for row in rows]
    if here:
        return found, {}
    return [site for site in found if site.kind in _LISTED], dict(Counter(site.kind for site in found))
