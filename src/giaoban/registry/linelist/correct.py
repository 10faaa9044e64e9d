"""Known cases whose row says something new: the old facts are kept, the new ones written, states followed."""

from __future__ import annotations

from typing import Any

from giaoban.kernel import bulk
from giaoban.registry.linelist import words
from giaoban.registry.linelist.facts import FACTS, FIELDS, fact_writer, lacks_outcome_date, merged
from giaoban.registry.linelist.people import correct_persons
from giaoban.registry.linelist.shapes import STATES, Context, Row, Written
from giaoban.registry.linelist.states import follow, insert_states, newest, trails
from giaoban.registry.models import Case, CaseRevision

_UNIT = FACTS.index("unit_id")
_CHANGED = [*STATES.values(), "fingerprint", *FACTS]


def correct(changed: list[tuple[Row, int]], context: Context, done: Written) -> None:
    """A row that says less than what is known, and nothing else, changes nothing."""
    if not changed:
        return
    ids = [case for _, case in changed]
    known = {id_: tuple(facts) for id_, *facts in bulk.fetch(Case, ["id", *FACTS], "id", ids)}
    persons = dict(bulk.fetch(Case, ["id", "person_id"], "id", ids))
    sound = [(row, case) for row, case in changed if _possible(row, known[case], context, done)]
    touched = correct_persons([(row, persons[case]) for row, case in sound], context)
    trail = trails([case for _, case in sound])
    at, stored = context.stamp, fact_writer()
    revisions: list[tuple[Any, ...]] = []
    updates: list[tuple[Any, ...]] = []
    states: list[tuple[Any, ...]] = []
    for row, case in sound:
        before = known[case]
        facts = merged(row, before, context)
        added = follow(case, row, trail, context)
        moved = facts != before[: len(FIELDS)]
        if moved:
            revisions.append((case, at, *stored(before)))
        written = (context.batch.id, row.record.row, at) if moved else before[len(FIELDS) :]
        if moved or added or persons[case] in touched:
            updates.append((*newest(case, trail), row.fingerprint, *stored((*facts, *written)), case))
            states += added
            done.count(row, "corrected", facts[_UNIT])
        else:
            done.count(row, "unchanged", facts[_UNIT])
    bulk.insert(CaseRevision, ["case_id", "replaced_at", *FACTS], revisions)
    insert_states(states)
    bulk.update(Case, _CHANGED, updates)


def _possible(row: Row, known: tuple[Any, ...], context: Context, done: Written) -> bool:
    if lacks_outcome_date(merged(row, known, context)):
        done.refuse(row, words.outcome_without_date())
        return False
    return True
