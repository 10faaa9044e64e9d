"""Who a sample is of: by case number, identity number and name, the number of an earlier sample, or by name,
birth, commune and day of sampling, as a line list recognises its rows; in the register without a number by
name, birth and commune. Nothing less links: the rest is only suggested to whoever confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count

from giaoban import policy
from giaoban.intake.place_resolver import Resolution
from giaoban.kernel import bulk
from giaoban.kernel.sealing import keyed_hash
from giaoban.kernel.text import fold
from giaoban.places import trees
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.lab.rows import Sample
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.models import Case, Identity, LabSample, Person


@dataclass(slots=True)
class Prepared:
    """A row with its place found and its hashes made."""

    sample: Sample
    place: Resolution
    key: bytes
    fingerprint: bytes
    name: bytes | None
    cid: bytes | None
    phone: bytes | None
    alias: bytes | None
    register: bytes | None


@dataclass(frozen=True)
class Link:
    """`unit` is where the known person or case stands: the place of a row that says none."""

    person: int | None = None
    case: int | None = None
    by: str = ""
    unit: int | None = None


def prepare(sample: Sample, place: Resolution) -> Prepared:
    name = cid = phone = alias = register = None
    unit = str(place.unit_id)
    if sample.name:
        name, cid, phone = identity_hashes(sample.name, sample.cid, sample.phone)
        alias = keyed_hash("alias", fold(sample.name), str(sample.birth), unit, str(sample.sampled))
        register = keyed_hash("nocid", fold(sample.name), str(sample.birth), unit)
    if sample.sample_id:
        key = keyed_hash("sample", fold(sample.lab), fold(sample.sample_id), sample.assay)
    else:
        key = keyed_hash("sample", fold(sample.name), str(sample.birth), unit, str(sample.day), sample.assay)
    fingerprint = keyed_hash("row", sample.content())
    return Prepared(sample, place, key, fingerprint, name, cid, phone, alias, register)


class Linker:
    """Looks up whole batches. `sources` are the lists whose case numbers may be stated."""

    def __init__(self, on: date) -> None:
        self.sources = sorted(Case.objects.order_by().values_list("source", flat=True).distinct())
        rules = policy.load(settings.GIAOBAN_POLICY_DIR)
        rule = rules.in_force("same_episode", on, trees.root_path(on))
        days = rule.number_of("days", on) if rule else None
        self.apart = None if days is None else timedelta(days=days)

    def links(self, rows: Sequence[Prepared]) -> list[Link]:
        by_number = self._by_case_number(rows)
        by_cid = _by_hash("cid_hash", [r.cid for r in rows if r.cid])
        by_register = _by_hash("cid_hash", [r.register for r in rows if r.register])
        common = _namesakes([r for r in rows if (r.register, r.name) in by_register])
        by_sample = _by_sample([r.sample.sample_id for r in rows if r.sample.sample_id])
        by_alias = _by_alias([r.alias for r in rows if r.alias])
        found: list[tuple[int | None, int | None, str]] = []
        for row in rows:
            number = by_number.get(row.sample.case_id) if row.sample.case_id else None
            known = by_cid.get((row.cid, row.name)) if row.cid else None
            earlier = by_sample.get(row.sample.sample_id[:40]) if row.sample.sample_id else None
            namesake = by_alias.get(row.alias or b"")
            listed = by_register.get((row.register, row.name)) if row.register else None
            listed = None if (row.name, row.place.unit_id, row.sample.birth) in common else listed
            if number:
                found.append((*number, "case"))
            elif known:
                found.append((known, None, "cid"))
            elif earlier:
                found.append((*earlier, "sample"))
            elif namesake:
                found.append((*namesake, "name"))
            else:
                found.append((listed, None, "register" if listed else ""))
        return self._with_cases(rows, found)

    def _by_case_number(self, rows: Sequence[Prepared]) -> dict[str, tuple[int, int]]:
        keys = {
            keyed_hash("key", source, row.sample.case_id): row.sample.case_id
            for row in rows
            if row.sample.case_id
            for source in self.sources
        }
        held = bulk.fetch(Case, ["key", "person_id", "id"], "key", list(keys))
        return {keys[bytes(key)]: (person, case) for key, person, case in held}

    def _with_cases(
        self, rows: Sequence[Prepared], found: Sequence[tuple[int | None, int | None, str]]
    ) -> list[Link]:
        """The episode each belongs to, and where it stands; who was absorbed is met as who remained."""
        kept = duplicates.kept_instead({p for p, _, _ in found if p})
        persons = [kept.get(p, p) if p else None for p, _, _ in found]
        cases = _cases_of({p for p in persons if p})
        homes = dict(Person.objects.filter(id__in={p for p in persons if p}).values_list("id", "unit"))
        links = []
        for row, person, (_, case, by) in zip(rows, persons, found, strict=True):
            held = next((c for c in cases.get(person or 0, []) if c.id == case), None)
            held = held or self.episode(row.sample.day, row.sample.result, cases.get(person or 0, []))
            unit = held.unit_id if held else homes.get(person or 0)
            links.append(Link(person, held.id if held else None, by, unit))
        return links

    def episode(self, day: date, result: str, cases: Iterable[Case]) -> Case | None:
        """The case a result belongs to: not ended before it, and announced not long after it."""
        for case in cases:
            if case.outcome_date and case.outcome_date < day:
                continue
            wait = case.announced - day
            if result != "positive" and wait > timedelta():
                continue  # a negative result before the case is of no episode
            if self.apart is None or wait < self.apart:
                return case
        return None


def _cases_of(persons: set[int]) -> dict[int, list[Case]]:
    found: dict[int, list[Case]] = {}
    fields = ("id", "person_id", "unit_id", "announced", "outcome_date")
    for case in Case.objects.filter(person__in=persons).order_by("-announced", "-id").only(*fields):
        found.setdefault(case.person_id, []).append(case)
    return found


def _namesakes(rows: Sequence[Prepared]) -> set[tuple[bytes | None, int | None, date | None]]:
    """(name, commune, year of birth) that two residents share: a result is given to neither. Two of one name
    and one day of birth are no concern."""
    years = [r for r in rows if r.sample.precision != "day"]
    if not years:
        return set()
    held = Person.objects.filter(
        resident=True, identity__name_hash__in={r.name for r in years},
        unit__in={r.place.unit_id for r in years}, birth__in={r.sample.birth for r in years},
    )  # fmt: skip
    counted = held.order_by().values_list("identity__name_hash", "unit", "birth").annotate(n=Count("id"))
    return {(bytes(name), unit, birth) for name, unit, birth, n in counted if n > 1}


def _by_hash(column: str, hashes: list[bytes]) -> dict[tuple[bytes | None, bytes | None], int]:
    rows = bulk.fetch(Identity, [column, "name_hash", "person_id"], column, hashes)
    return {(bytes(held), bytes(name)): person for held, name, person in rows}


def _by_sample(numbers: list[str]) -> dict[str, tuple[int, int | None]]:
    """Samples of that number whose person is known; a number used for two persons links nobody."""
    found: dict[str, set[tuple[int, int | None]]] = {}
    columns = ["number", "person_id", "case_id"]
    wanted = [number[:40] for number in numbers]
    known = "person_id IS NOT NULL AND superseded_at IS NULL"
    for number, person, case in bulk.fetch(LabSample, columns, "number", wanted, where=known):
        found.setdefault(number, set()).add((person, case))
    return {
        number: max(held, key=lambda each: each[1] or 0)
        for number, held in found.items()
        if len({person for person, _ in held}) == 1
    }


def _by_alias(aliases: list[bytes]) -> dict[bytes, tuple[int, int]]:
    """Two cases of one name, birth, commune and day are two people or one told twice: nobody is linked."""
    found: dict[bytes, list[tuple[int, int]]] = {}
    for alias, person, case in bulk.fetch(Case, ["alias", "person_id", "id"], "alias", aliases):
        found.setdefault(bytes(alias), []).append((person, case))
    return {alias: held[0] for alias, held in found.items() if len({p for p, _ in held}) == 1}


def stored(row: LabSample, said: dict[str, Any]) -> Prepared:
    """A row on record as one to be looked up again."""
    sample = Sample(
        row.row, [], (), row.number, said.get("name", ""), said.get("cid", ""), said.get("phone", ""),
        said.get("address", ""), "", row.lab, row.variant, row.birth, row.birth_precision, row.sex,
        row.sampled, row.result_at, row.assay, row.result, row.ct, row.reason,
    )  # fmt: skip
    again = prepare(sample, Resolution(row.unit_id, True))
    again.key = bytes(row.key)
    return again


def identity_of(sample: Sample) -> dict[str, Any]:
    return {"name": sample.name, "cid": sample.cid, "phone": sample.phone, "address": sample.address}
