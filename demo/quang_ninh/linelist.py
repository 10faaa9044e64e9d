"""The line lists: what was known on 27 February, and a week later what is new or changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demo import codes
from demo.codes import Array, words
from demo.quang_ninh.columns import groups, where, who
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.people import People
from demo.quang_ninh.recording import Recording
from demo.quang_ninh.story import Story
from demo.quang_ninh.weeks import W08_END, W09_END
from demo.write import NO_DAY, Column, days_as_text, write_columns


def write_first(
    path: Path, facts: Facts, people: People, names: Array, story: Story, recording: Recording
) -> int:
    rows = np.flatnonzero(recording.known(story))
    columns = _columns(facts, people, names, story, recording, rows, W08_END)
    return write_columns(path, columns)


def write_second(
    path: Path, facts: Facts, people: People, names: Array, story: Story, recording: Recording
) -> int:
    """First the corrected rows, then those of week 8 that came late, then week 9."""
    known = recording.known(story)
    rows = np.concatenate([
        np.flatnonzero(known & changed(story, recording)),
        np.flatnonzero(recording.late),
        np.flatnonzero(~known & ~recording.late),
    ])  # fmt: skip
    columns = _columns(facts, people, names, story, recording, rows, W09_END)
    return write_columns(path, columns)


def changed(story: Story, recording: Recording) -> Array:
    """Rows whose content differs between the two cut-offs."""
    differs = recording.commune_then != recording.commune
    for name in ("severity", "care", "tier", "support", "since"):
        differs |= getattr(story.states[W08_END], name) != getattr(story.states[W09_END], name)
    for days in (story.outcomes.date, story.detection.ministry):
        differs |= (days != NO_DAY) & (days > W08_END)
    return differs


def case_numbers(story: Story, recording: Recording) -> Array:
    """In the order in which the list took them up: late rows stand behind the first list."""
    known = recording.known(story)
    order = np.concatenate([
        np.flatnonzero(known), np.flatnonzero(recording.late),
        np.flatnonzero(~known & ~recording.late),
    ])  # fmt: skip
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.arange(1, len(order) + 1)
    return numbers


def _columns(
    facts: Facts,
    people: People,
    names: Array,
    story: Story,
    recording: Recording,
    rows: Array,
    today: int,
) -> dict[str, Column]:
    persons = story.drawn.person[rows]
    detection, states = story.detection, story.states[today]
    communes = recording.commune_then if today == W08_END else recording.commune
    closed = story.outcomes.date[rows]
    closed = np.where(closed <= today, closed, NO_DAY)
    outcome = np.where(closed != NO_DAY, story.outcomes.outcome[rows], codes.OPEN)
    ministry = detection.ministry[rows]
    return {
        "case_id": [f"QN{number:07d}" for number in case_numbers(story, recording)[rows].tolist()],
        **who(people, names, persons),
        **where(facts, people, persons, communes[rows]),
        "onset": days_as_text(detection.onset[rows]),
        "sampled": days_as_text(detection.sampled[rows]),
        "result_at": days_as_text(detection.result[rows]),
        "announced": days_as_text(story.drawn.announced[rows]),
        "ministry_announced": days_as_text(np.where(ministry <= today, ministry, NO_DAY)),
        "test": words(codes.TEST, detection.test[rows]),
        "found": words(codes.FOUND, detection.found[rows]),
        "severity": words(codes.SEVERITY, states.severity[rows]),
        "care_place": words(codes.CARE, states.care[rows]),
        "tier": words(codes.TIER, states.tier[rows]),
        "support": words(codes.SUPPORT, states.support[rows]),
        "status_date": days_as_text(states.since[rows]),
        "outcome": words(codes.OUTCOME, outcome),
        "outcome_date": days_as_text(closed),
        **groups(people, persons),
    }
