"""Writing checked rows: one transaction for at most 5,000 of them, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Q

from giaoban.intake.actions import keep_issues
from giaoban.kernel import bulk
from giaoban.kernel.sealing import keyed_hash
from giaoban.kernel.text import fold
from giaoban.registry.linelist.people import correct_persons, new_ref, persons_of
from giaoban.registry.linelist.record import Record
from giaoban.registry.linelist.shapes import STATES, Context, Row, Written
from giaoban.registry.models import Case, CaseRevision, CaseState

FACTS = [
    "unit_id",
    "unit_residence_id",
    "unit_detected_id",
    "hamlet",
    "onset",
    "sampled",
    "result",
    "announced",
    "ministry_announced",
    "test",
    "found",
    "age",
    "outcome",
    "outcome_date",
    "batch_id",
    "row",
    "recorded_at",
]
_CASE = [
    "id", "ref", "person_id", "disease", "number", "source", "key", "alias", "fingerprint",
    "severity", "care", "tier", "support", "first_recorded_at", *FACTS,
]  # fmt: skip
_DAYS = frozenset({"onset", "sampled", "result", "announced", "ministry_announced", "outcome_date"})
_KNOWN = ["id", "key", "fingerprint", "person_id", "severity", "care", "tier", "support", *FACTS]


def write(records: list[Record], refused: list[dict[str, Any]], context: Context) -> Written:
    """Write one batch. A key that stands twice in it is written twice, in the file's order."""
    done = Written()
    with transaction.atomic():
        keep_issues(batch=context.batch, issues=refused)
        rows = [_prepare(record, context) for record in records]
        placeless = [r for r in rows if r.place.unit_id is None]
        rows = [r for r in rows if r.place.unit_id is not None]
        while rows:
            now, seen, later = [], set(), []
            for row in rows:
                (later if row.key in seen else now).append(row)
                seen.add(row.key)
            _write_distinct(now, context, done)
            rows = later
        done.held += [_held(r) for r in placeless]
        keep_issues(batch=context.batch, issues=done.held)
    return done


def _prepare(record: Record, context: Context) -> Row:
    announced = record.dates["announced"]
    assert announced is not None  # the reader refuses a row without it
    place = context.places.resolve(record.place, announced)
    alias = None
    if record.name:
        alias = keyed_hash(
            "alias", fold(record.name), str(record.birth or record.age),
            str(place.unit_id), str(record.dates.get("sampled")),
        )  # fmt: skip
    key = keyed_hash("key", context.source, *record.key) if record.key else alias
    assert key is not None  # the reader refuses a row with neither key nor name
    return Row(record, place, key, alias, _fingerprint(record))


def _fingerprint(record: Record) -> bytes:
    """Of everything the row states; blanks do not count, so a new empty column changes nothing."""
    parts = [record.name, str(record.birth), str(record.age), *record.place]
    for group in (record.text, record.dates, record.coded, record.flags):
        parts += [f"{name}={value}" for name, value in sorted(group.items()) if value]
    return keyed_hash("row", *parts)


def _write_distinct(rows: list[Row], context: Context, done: Written) -> None:
    known = _known_cases(rows, context)
    fresh: list[Row] = []
    changed: list[tuple[Row, bytes]] = []
    for row in rows:
        name = row.key if row.key in known or row.alias is None else row.alias
        mark = known.get(name)
        if mark is None:
            fresh.append(row)
        elif mark != row.fingerprint:
            changed.append((row, name))
        elif row.place.sure:
            done.unchanged += 1
        if not row.place.sure:
            done.held.append(_held(row))
    _insert(fresh, context)
    _correct(_whole_cases(changed), context)
    done.accepted += sum(r.place.sure for r in fresh)
    done.corrected += sum(r.place.sure for r, _ in changed)


def _known_cases(rows: list[Row], context: Context) -> dict[bytes, bytes]:
    """{key or alias: fingerprint}: by key; for rows of another source or without a key, by name, birth,
    place and sample date."""
    found = dict(Case.objects.filter(key__in=[r.key for r in rows]).values_list("key", "fingerprint"))
    known = {bytes(key): bytes(mark) for key, mark in found.items()}
    aliases = [r.alias for r in rows if r.alias and r.key not in known]
    if aliases:
        others = Case.objects.filter(alias__in=aliases).exclude(source=context.source)
        known |= {bytes(a): bytes(f) for a, f in others.values_list("alias", "fingerprint")}
    return known


def _whole_cases(changed: list[tuple[Row, bytes]]) -> list[tuple[Row, dict[str, Any]]]:
    """The facts of the cases that changed, beside the rows that change them."""
    names = [name for _, name in changed]
    found = {}
    for case in Case.objects.filter(Q(key__in=names) | Q(alias__in=names)).values("alias", *_KNOWN):
        found[bytes(case["key"])] = case
        if case["alias"]:
            found.setdefault(bytes(case["alias"]), case)
    return [(row, found[name]) for row, name in changed]


def _held(row: Row) -> dict[str, Any]:
    return {
        "row": row.record.row, "outcome": "held", "code": "place_not_established",
        "reason": row.place.reason, "next": "Chọn địa bàn đúng trong danh sách gợi ý.",
        "suggestions": row.place.suggestions, "cells": row.record.raw,
    }  # fmt: skip


def _facts(row: Row, context: Context) -> dict[str, Any]:
    record, dates = row.record, row.record.dates
    outcome = record.coded.get("outcome", "")
    return {
        "unit_id": row.place.unit_id, "unit_residence_id": None, "unit_detected_id": None,
        "hamlet": record.text.get("hamlet", "")[:80],
        "onset": dates.get("onset"), "sampled": dates.get("sampled"),
        "result": dates.get("result_at"), "announced": dates["announced"],
        "ministry_announced": dates.get("ministry_announced"),
        "test": record.coded.get("test", ""), "found": record.coded.get("found", ""),
        "age": record.age, "outcome": outcome,
        "outcome_date": dates.get("outcome_date") if outcome else None,
        "batch_id": context.batch.id, "row": record.row, "recorded_at": context.at,
    }  # fmt: skip


_FIELD_OF = {
    "unit_id": "place", "hamlet": "hamlet", "onset": "onset", "sampled": "sampled",
    "result": "result_at", "announced": "announced", "ministry_announced": "ministry_announced",
    "test": "test", "found": "found", "age": "birth", "outcome": "outcome",
    "outcome_date": "outcome",
}  # fmt: skip


def _writer() -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """A function from facts to the tuple this database stores."""
    day = bulk.day_writer()

    def write_one(facts: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(
            bulk.db_time(facts[f]) if f == "recorded_at" else day(facts[f]) if f in _DAYS else facts[f]
            for f in FACTS
        )

    return write_one


def _insert(rows: list[Row], context: Context) -> None:
    if not rows:
        return
    persons = persons_of(rows, context)
    ids = bulk.reserve_ids(Case, len(rows))
    at, stored, day = bulk.db_time(context.at), _writer(), bulk.day_writer()
    cases, states = [], []
    no_states = dict.fromkeys(STATES.values(), "")
    for id_, row, person in zip(ids, rows, persons, strict=True):
        coded = row.record.coded
        current = [coded.get(name, "") for name in STATES]
        cases.append((
            id_, new_ref(), person, context.disease, row.record.text.get("case_id", "")[:40],
            context.source, row.key, row.alias, row.fingerprint, *current, at,
            *stored(_facts(row, context)),
        ))  # fmt: skip
        states += _states(id_, row, no_states, context, at, day)
    bulk.insert(Case, _CASE, cases)
    _insert_states(states)


def _states(
    case_id: int, row: Row, current: dict[str, str], context: Context, at: Any, day: Callable[[Any], Any]
) -> list[tuple[Any, ...]]:
    """A state row for each kind that differs from the newest one."""
    dates = row.record.dates
    happened = dates.get("status_date") or (
        dates["announced"] if not any(current.values()) else context.at.date()
    )
    on = day(happened)
    return [
        (case_id, kind, value, on, at, at)
        for name, kind in STATES.items()
        if (value := row.record.coded.get(name, "")) and value != current[kind]
    ]


def _insert_states(states: list[tuple[Any, ...]]) -> None:
    columns = ["case_id", "kind", "value", "happened_on", "reported_at", "recorded_at"]
    bulk.insert(CaseState, columns, states)


def _correct(changed: list[tuple[Row, dict[str, Any]]], context: Context) -> None:
    """Keep what the facts were, write what they are; states are followed, never changed."""
    if not changed:
        return
    revisions, updates, states = [], [], []
    at, stored, day = bulk.db_time(context.at), _writer(), bulk.day_writer()
    for row, case in changed:
        stated = _facts(row, context)
        facts = {f: stated[f] if _stated(f, context) else case[f] for f in FACTS}
        if any(facts[f] != case[f] for f in _FIELD_OF):
            revisions.append((case["id"], at, *stored(case)))
        else:
            facts["recorded_at"] = case["recorded_at"]
        current = {kind: case[kind] for kind in STATES.values()}
        states += _states(case["id"], row, current, context, at, day)
        newest = [row.record.coded.get(n) or case[kind] for n, kind in STATES.items()]
        updates.append((*stored(facts), *newest, row.fingerprint, case["id"]))
    bulk.insert(CaseRevision, ["case_id", "replaced_at", *FACTS], revisions)
    _insert_states(states)
    bulk.update(Case, [*FACTS, *STATES.values(), "fingerprint"], updates)
    correct_persons(changed, context)


def _stated(fact: str, context: Context) -> bool:
    name = _FIELD_OF.get(fact)
    return name is None or name in context.present or name in ("place", "announced")
