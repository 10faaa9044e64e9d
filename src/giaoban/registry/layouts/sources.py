"""What can be exported by a layout. An upper app that has more puts itself on the list (`offer`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from giaoban.accounts.scope import Scope
from giaoban.intake.fields import LINELIST, RETURNS
from giaoban.intake.models import Return
from giaoban.places.models import Unit
from giaoban.registry import queries
from giaoban.registry.models import Case

IDENTITY = frozenset({"name", "cid", "phone", "address"})
_CHUNK = 2_000  # cases whose identities are opened together
# Of the newest state: a list states it, the registry keeps the states themselves; every case was positive.
_ABSENT = {"status_date", "test_result"}
_FLAGS = ("underlying", "pregnant", "poor", "minority", "unvaccinable")


@dataclass(frozen=True)
class Asked:
    """What an export is of; both days inclusive. `identities`: the reader may see them."""

    scope: Scope
    place: Unit
    since: date
    until: date
    identities: bool
    fields: frozenset[str]  # those of the layout: what nobody asked for is not opened


Rows = Callable[[Asked], Iterator[dict[str, Any]]]


@dataclass(frozen=True)
class Source:
    """`needs`: the act without which nothing of it goes out, beside `export`."""

    fields: Sequence[str]
    rows: Rows
    needs: str = ""
    identities: frozenset[str] = frozenset()
    words: Mapping[str, Any] = field(default_factory=dict)  # of fields no list of people has


def _linelist(asked: Asked) -> Iterator[dict[str, Any]]:
    found = queries.cases(asked.scope, {"since": asked.since, "until": asked.until}, asked.place)
    related = ("person", *(f"{unit}__parent__parent" for unit in ("unit", "unit_residence", "unit_detected")))
    opens = asked.identities and bool(asked.fields & IDENTITY)
    chunk: list[Case] = []
    for case in found.select_related(*related).iterator(chunk_size=_CHUNK):
        chunk.append(case)
        if len(chunk) == _CHUNK:
            yield from _cases(chunk, opens)
            chunk = []
    yield from _cases(chunk, opens)


def _cases(chunk: list[Case], opens: bool) -> Iterator[dict[str, Any]]:
    known = queries.identities(chunk) if opens and chunk else {}
    for case in chunk:
        yield {**_case(case), **known.get(case.person_id, {})}


def _case(case: Case) -> dict[str, Any]:
    person = case.person
    return {
        "case_id": case.number,
        "birth": _birth(person),
        "age": case.age,
        "sex": person.sex,
        **_place(case.unit),
        "hamlet": case.hamlet,
        "residence": _written(case.unit_residence),
        "detected": _written(case.unit_detected),
        "onset": case.onset,
        "sampled": case.sampled,
        "result_at": case.result,
        "announced": case.announced,
        "ministry_announced": case.ministry_announced,
        "test": case.test,
        "found": case.found,
        "severity": case.severity,
        "care_place": case.care,
        "tier": case.tier,
        "support": case.support,
        "outcome": case.outcome,
        "outcome_date": case.outcome_date,
        "occupation": person.occupation,
        **{flag: getattr(person, flag) for flag in _FLAGS},
        "source": case.source,
        "disease": case.disease,
    }


def _birth(person: Any) -> Any:
    """The day, or the year alone where no day is known."""
    if person.birth is None or person.birth_precision == "day":
        return person.birth
    return person.birth.year


def _line(unit: Unit | None) -> list[Unit]:
    """The unit and those above it, the country left out."""
    found: list[Unit] = []
    while unit is not None and unit.level != "country":
        found.append(unit)
        unit = unit.parent
    return found


def _place(unit: Unit) -> dict[str, Any]:
    names = {u.level: u.full_name for u in _line(unit)}
    return {"place": unit.code, **{level: names.get(level) for level in ("province", "district", "commune")}}


def _written(unit: Unit | None) -> str | None:
    return ", ".join(u.full_name for u in _line(unit)) or None


def _returns(asked: Asked) -> Iterator[dict[str, Any]]:
    inside = Q(unit__path=asked.place.path) | Q(unit__path__startswith=asked.place.path + "/")
    found = Return.objects.filter(
        inside, superseded_at=None, from_date__gte=asked.since, to_date__lte=asked.until
    )
    found = asked.scope.within(found).select_related("unit__parent__parent", "publisher")
    for r in found.order_by("from_date", "unit__path", "indicator", "id").iterator(chunk_size=_CHUNK):
        where = _place(r.unit) if r.established else {"place": r.place_text}
        yield {
            **where,
            "publisher": r.publisher.full_name,
            "date": r.to_date if r.from_date == r.to_date else None,
            "from": r.from_date,
            "to": r.to_date,
            "indicator": r.indicator,
            "value": r.value,
            "source": r.source,
        }


_OWN = {
    "linelist": Source([name for name in LINELIST if name not in _ABSENT], _linelist, "see_cases", IDENTITY),
    "returns": Source(RETURNS, _returns, "see_cases"),
}


Load = Callable[[], Source]
_offered: dict[str, Load] = {}


def offer(kind: str, load: Load) -> None:
    """`load` is called when somebody asks: what figures need is not imported by every command."""
    _offered[kind] = load


def source(kind: str) -> Source | None:
    return _offered[kind]() if kind in _offered else _OWN.get(kind)


def kinds() -> list[str]:
    return [*_OWN, *_offered]
