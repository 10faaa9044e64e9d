"""What citizens declared and a sweep found in the demo's last day: pages with something to do.

Residents of the demo's own register declare; who is confirmed has a case already, so that no stated figure of
the demo changes.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from giaoban.accounts.scope import Scope
from giaoban.intake.declarations.actions import receive
from giaoban.intake.declarations.rules import Declared, Household
from giaoban.places.models import Unit
from giaoban.registry.declarations.actions import decide
from giaoban.registry.declarations.rules import Choice
from giaoban.registry.models import Case, Person
from giaoban.registry.sweeps import actions as sweeps
from giaoban.registry.sweeps import queries as rounds
from giaoban.registry.sweeps.rules import REASONS, Said

_SEED = 20220307
_DECLARED, _CONFIRMED, _REJECTED = 200, 0.4, 0.1  # the rest waits
_LAST_HOURS = 20  # before the demo's morning
_DOORS = 0.5  # of the swept hamlet, as walked so far


def field_work(district: Unit, commune: Unit, at: datetime) -> int:
    """Declarations of a district in all their states and a half-walked hamlet; how many declarations."""
    rng = random.Random(_SEED)
    scope = Scope(None, "station", district.pk, district.path, True, frozenset())
    cases = Case.objects.filter(unit__path__startswith=district.path + "/", outcome="", person__resident=True)
    ill = list(
        cases.select_related("person__household", "unit").order_by("-announced", "ref")[: 4 * _DECLARED]
    )
    chosen = rng.sample(ill, min(_DECLARED, len(ill)))
    names = rounds.names([case.person_id for case in chosen])
    for number, case in enumerate(chosen):
        _declare(rng, scope, case, names[case.person_id], number, at)
    _sweep(rng, scope, commune, at)
    return len(chosen)


def _declare(
    rng: random.Random, scope: Scope, case: Case, identity: dict[str, str], number: int, at: datetime
) -> None:
    person = case.person
    born = person.birth.isoformat() if person.birth else ""
    declared = Declared(
        identity["name"], born, person.birth_precision, person.sex, "rapid",
        case.announced.isoformat(), rng.random() < 0.7, person.underlying, person.pregnant,
    )  # fmt: skip
    hamlet = person.household.hamlet if person.household else ""
    received = at - timedelta(minutes=rng.randrange(30, 60 * _LAST_HOURS))
    household = Household(identity["phone"], (declared,), hamlet, identity["address"])
    made = receive(
        by=None, at=received, channel="page", unit=case.unit, household=household, token=f"demo\x1f{number}"
    ).declaration
    fate = rng.random()
    if fate < _CONFIRMED:
        choice = Choice(0, "confirmed", person.pk)
    elif fate < _CONFIRMED + _REJECTED:
        choice = Choice(0, "rejected", reason=rng.choice(["repeated", "not_found"]))
    else:
        return
    decided = min(at, received + timedelta(minutes=rng.randrange(20, 300)))
    decide(by=None, scope=scope, number=made.number, choices=[choice], at=decided)


def _sweep(rng: random.Random, scope: Scope, commune: Unit, at: datetime) -> None:
    first = Person.objects.filter(unit=commune, household__isnull=False).order_by("household").first()
    if first is None or first.household is None:
        return
    day = at - timedelta(days=1)
    sweep = sweeps.open_round(
        by=None, scope=scope, unit=commune, hamlet=first.household.hamlet, on=day.date()
    )
    homes = list(rounds.households(sweep))
    walked = homes[: int(len(homes) * _DOORS)]
    people = list(Person.objects.filter(household__in=walked).order_by("household", "id"))
    said = [_said(rng, each) for each in rounds.at_door(sweep, people, day.date())]
    sweeps.enter(by=None, sweep=sweep, said=said, at=day)


def _said(rng: random.Random, each: Any) -> Said:
    met = rng.random() < 0.85
    reason = rng.choice(["", *REASONS]) if each.missing else ""
    test = rng.choice(["", "negative"]) if met else ""
    return Said(each.person.pk, "met" if met else "absent", test, each.doses, each.missing, reason)
