"""A laboratory's list of the second Sunday: sequences of some districts, and PCR results nobody has a case
for. Drawn, all of it: which variant stood where in these weeks is not known here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demo.codes import Array
from demo.identity import identity_texts, phone_texts
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.linelist import case_numbers
from demo.quang_ninh.people import People
from demo.quang_ninh.recording import Recording
from demo.quang_ninh.story import Story
from demo.quang_ninh.weeks import W09_END
from demo.write import days_as_text, write_rows

HEADER = (
    "sample_id", "case_id", "name", "birth", "cid", "phone", "commune", "district", "sampled", "result_at",
    "test", "test_result", "ct", "lab", "sampled_for", "variant",
)  # fmt: skip
LAB = "CDC Quảng Ninh"
# district → sequences a week, and the week (0 is the first of six) in which Omicron is first found; guesses
SEQUENCED = {"193": (9, 1), "194": (7, 2), "195": (8, 3), "196": (5, 3), "203": (3, 4), "206": (6, 5)}
WEEKS = 6
RISE = (0.15, 0.3, 0.5, 0.7, 0.85, 0.95)  # share of Omicron by weeks since it was first found; a guess
DELTA = ("AY.57", "AY.79", "B.1.617.2")
OMICRON = ("BA.1", "BA.1.1", "BA.2", "BA.2")
UNKNOWN_IN = "06793"  # the commune of the demo's officer
UNKNOWN = 7


def write_laboratory(
    path: Path, facts: Facts, people: People, names: Array, story: Story, recording: Recording,
    rng: np.random.Generator,
) -> int:  # fmt: skip
    rows = _sequences(facts, people, story, recording, rng)
    rows += _positives(facts, people, names, story, rng)
    write_rows(path, HEADER, rows)
    return len(rows)


def _sequences(
    facts: Facts, people: People, story: Story, recording: Recording, rng: np.random.Generator
) -> list[tuple[object, ...]]:
    """Of known cases, by their number: the laboratory was sent no names."""
    sampled, district = story.detection.sampled, people.district[story.drawn.person]
    numbers = case_numbers(story, recording)
    codes = [d.code for d in facts.districts]
    rows: list[tuple[object, ...]] = []
    for code, (size, first) in SEQUENCED.items():
        for week in range(WEEKS):
            start = W09_END - 6 - 7 * (WEEKS - 1 - week)
            mine = (district == codes.index(code)) & (sampled >= start) & (sampled < start + 5)
            for case in rng.choice(np.flatnonzero(mine), size, replace=False).tolist():
                share = RISE[week - first] if week >= first else 0.0
                lineage = rng.choice(OMICRON if rng.random() < share else DELTA)
                day = days_as_text(np.array([sampled[case]]))[0]
                rows.append((
                    f"GTT-{len(rows) + 1:04d}", f"QN{numbers[case]:07d}", "", "", "", "", "", "", day, "",
                    "sequence", "positive", "", LAB, "surveillance", lineage,
                ))  # fmt: skip
    return rows


def _positives(
    facts: Facts, people: People, names: Array, story: Story, rng: np.random.Generator
) -> list[tuple[object, ...]]:
    """Residents of one commune who are no case yet; half of them the laboratory wrote without a number."""
    at = [c.code for c in facts.communes].index(UNKNOWN_IN)
    well = np.setdiff1d(np.flatnonzero(people.commune == at), story.drawn.person)
    persons = np.sort(rng.choice(well, UNKNOWN, replace=False))
    births, numbers = days_as_text(people.birth[persons]), identity_texts(people.cid[persons])
    phones = phone_texts(persons)
    place = (facts.communes[at].name, facts.districts[facts.district_of[at]].name)
    days = days_as_text(np.array([W09_END - 1, W09_END]))
    return [
        (
            f"PCR-{n + 1:04d}", "", names[person], births[n], numbers[n] if n % 2 else "", phones[n], *place,
            *days, "pcr", "positive" if n < UNKNOWN - 1 else "negative",
            round(float(rng.uniform(16, 33)), 1) if n < UNKNOWN - 1 else "", LAB, "symptoms", "",
        )
        for n, person in enumerate(persons.tolist())
    ]  # fmt: skip
