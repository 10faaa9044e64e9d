"""Persons a stated one may be."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from giaoban.intake.declarations.rules import Declared
from giaoban.kernel.sealing import keyed_hash, unseal
from giaoban.kernel.text import fold
from giaoban.registry.admission.rules import ORDER, Match, Stated, match
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.models import Case, Identity, Person

_MOST = 400  # bearers of one name or phone looked through; more say nothing about one person
_SHOWN = 5


def suggestions(declared: Declared, phone: str, unit_id: int) -> list[Match]:
    """Known persons of the commune, or with the same phone or day of birth anywhere, likeliest first."""
    said = Stated(
        keyed_hash("name", fold(declared.name)), declared.born, declared.precision, declared.sex,
        keyed_hash("phone", phone) if phone else None,
    )  # fmt: skip
    near = Q(name_hash=said.name) & (Q(person__unit=unit_id) | Q(person__birth=said.birth))
    if said.phone and said.birth:
        near |= Q(phone_hash=said.phone, person__birth__year=said.birth.year)
    rows = Identity.objects.filter(near).values_list(
        "person_id", "name_hash", "phone_hash", "person__birth", "person__birth_precision", "person__sex"
    )
    looked = list(rows[:_MOST])
    kept = duplicates.kept_instead(row[0] for row in looked)  # who was absorbed is met as who remained
    found: dict[int, Match] = {}
    for person, name, held_phone, birth, precision, sex in looked:
        known = Stated(bytes(name), birth, precision, sex, bytes(held_phone) if held_phone else None)
        proposal = match(said, known, kept.get(person, person))
        if proposal and _rank(proposal) < _rank(found.get(proposal.person)):
            found[proposal.person] = proposal
    return sorted(found.values(), key=lambda m: (_rank(m), m.person))[:_SHOWN]


def _rank(proposal: Match | None) -> int:
    return len(ORDER) if proposal is None else ORDER.index(proposal.rank)


def case_of(person_id: int, tested: Any) -> Case | None:
    """The episode a test belongs to: one not ended, or ended after the test."""
    open_then = Q(outcome="") | Q(outcome_date__gte=tested) if tested else Q(outcome="")
    return Case.objects.filter(open_then, person_id=person_id).order_by("-announced", "-id").first()


def names(persons: list[int]) -> dict[int, dict[str, str]]:
    """{person id: name, phone …}. The caller has checked the right and logged the look."""
    rows = Identity.objects.filter(person_id__in=persons)
    return {row.person_id: unseal(row.sealed) for row in rows}


def homes(persons: list[int]) -> dict[int, dict[str, Any]]:
    """{person id: birth, place, number of an open case} as an officer tells two people apart."""
    rows = Person.objects.filter(pk__in=persons).select_related("unit", "household")
    ill = set(Case.objects.filter(person__in=persons, outcome="").values_list("person_id", flat=True))
    return {
        p.pk: {
            "birth": f"{p.birth:%d/%m/%Y}"
            if p.birth and p.birth_precision == "day"
            else p.birth and p.birth.year,
            "place": ", ".join(x for x in (p.household.hamlet if p.household else "", p.unit.full_name) if x),
            "case": p.pk in ill,
        }
        for p in rows
    }
