"""Writing checked rows: one transaction for a batch of them, all or nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from giaoban.intake.actions import keep_issues
from giaoban.intake.faults import Fault
from giaoban.kernel import bulk
from giaoban.registry.linelist import words
from giaoban.registry.linelist.correct import correct
from giaoban.registry.linelist.facts import FACTS, fact_writer, facts_of
from giaoban.registry.linelist.known import known_cases, waves
from giaoban.registry.linelist.namesakes import doubtful
from giaoban.registry.linelist.people import new_refs, persons_of
from giaoban.registry.linelist.record import Record
from giaoban.registry.linelist.shapes import STATES, Context, Row, Written
from giaoban.registry.linelist.states import insert_states
from giaoban.registry.models import Case

_CASE = [
    "id", "ref", "person_id", "disease", "number", "source", "key", "alias", "fingerprint",
    "first_recorded_at", *STATES.values(), *FACTS,
]  # fmt: skip


def write(found: list[Row], issues: list[dict[str, Any]], context: Context) -> Written:
    """Write one batch. A case that stands twice in it is written twice, in the file's order."""
    done = Written(issues=list(issues))
    rows, repeats = _without_repeats(found)
    with transaction.atomic():
        bulk.one_writer()
        bulk.by_index()
        for wave in waves(rows):
            _write_distinct(wave, context, done)
        _count_repeats(repeats, done)
        keep_issues(batch=context.batch, issues=done.issues)
    return done


def _without_repeats(rows: list[Row]) -> tuple[list[Row], list[tuple[Row, int]]]:
    """(rows, lines said again word for word with the row they repeat)."""
    last: dict[bytes, tuple[bytes, int]] = {}
    kept, repeats = [], []
    for row in rows:
        said = last.get(row.key)
        if said and said[0] == row.fingerprint:
            repeats.append((row, said[1]))
        else:
            last[row.key] = row.fingerprint, row.record.row
            kept.append(row)
    return kept, repeats


def _count_repeats(repeats: list[tuple[Row, int]], done: Written) -> None:
    """A repeated line changes nothing; where the first one was refused or waits, so does it."""
    told = {issue["row"]: issue for issue in done.issues}
    for row, first in repeats:
        if first in told:
            done.issues.append(told[first] | {"row": row.record.row, "cells": row.record.cells})
        else:
            done.unchanged += 1


def _write_distinct(rows: list[Row], context: Context, done: Written) -> None:
    fresh: list[Row] = []
    changed: list[tuple[Row, int]] = []
    for row, known in zip(rows, known_cases(rows, context), strict=True):
        if known is None:
            _admit(row, fresh, done)
        elif isinstance(known, Fault):
            done.refuse(row, known)
        elif known[1] != row.fingerprint:
            changed.append((row, known[0]))
        else:
            done.count(row, "unchanged", known[2])
    _insert(fresh, context)
    for row in fresh:
        done.count(row, "accepted")
    correct(changed, context, done)


def _admit(row: Row, fresh: list[Row], done: Written) -> None:
    """A new case needs a day and a place to count in; a known one keeps those it has."""
    fault = lacking(row.record)
    if fault:
        done.refuse(row, fault)
    elif row.place.unit_id is None:
        done.count(row, "accepted")
    else:
        fresh.append(row)


def lacking(record: Record) -> Fault | None:
    """What a case the registry does not know yet cannot be without."""
    if record.announced is None:
        return words.announced_absent()
    if record.outcome == "dead" and record.outcome_date is None:
        return words.outcome_without_date()
    return None


def _insert(rows: list[Row], context: Context) -> None:
    if not rows:
        return
    ids, at, stored = bulk.reserve_ids(Case, len(rows)), context.stamp, fact_writer()
    persons = persons_of(rows, context)
    new = zip(ids, new_refs(len(rows)), persons, rows, strict=True)
    context.taken.update(zip(ids, rows, strict=True))
    cases, states, day = [], [], bulk.day_writer()
    for id_, ref, person, row in new:
        record = row.record
        cases.append((
            id_, ref, person, record.disease or context.disease, record.case_id[:40],
            record.source or context.source, row.key, row.alias, row.fingerprint, at,
            record.severity, record.care_place, record.tier, record.support,
            *stored(facts_of(row, context)),
        ))  # fmt: skip
        on = day(record.status_date or record.announced)
        for name, kind in STATES.items():
            if value := getattr(record, name):
                states.append((id_, kind, value, on, at, at))
    bulk.insert(Case, _CASE, cases)
    insert_states(states)
    if context.beside:
        doubtful(zip(rows, persons, strict=True), context)
