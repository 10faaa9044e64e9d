"""Scores readings against gold notes: precision, recall, F1 of tasks, figures, failing relations.

A task or a figure matches when the stretches overlap by more than half of their union (tasks) or
at all (figures, whose value and unit must be equal); each gold item matches once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from giaoban.kernel.text import fold
from giaoban.reading import check, read
from giaoban.reading.text import canonical

CORPUS = Path(__file__).parent / "corpus"


@dataclass
class Count:
    """Matches, what was given beyond them, what was missed."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: Count) -> None:
        self.hit += other.hit
        self.extra += other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Score:
    tasks: Count = field(default_factory=Count)
    assignees: Count = field(default_factory=Count)
    deadlines: Count = field(default_factory=Count)
    figures: Count = field(default_factory=Count)
    fails: Count = field(default_factory=Count)
    heads: Count = field(default_factory=Count)
    texts: int = 0
    notes: list[str] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        return {
            "texts": self.texts,
            "tasks_f1": round(self.tasks.f1, 3),
            "assignee": round(self.assignees.precision, 3),
            "deadline": round(self.deadlines.precision, 3),
            "figures_f1": round(self.figures.f1, 3),
            "fails_recall": round(self.fails.recall, 3),
            "false_alarms_per_10": round(self.fails.extra / max(self.texts, 1) * 10, 2),
            "heads": round(self.heads.precision, 3),
        }


Text = tuple[str, str, dict[str, Any]]


def corpus(stage: str | None = None) -> list[Text]:
    """(name, text, gold) of the texts; `stage` is the set they were written in."""
    return [item for item in _all(CORPUS) if stage is None or item[2]["stage"] == stage]


@lru_cache(maxsize=2)
def _all(folder: Path) -> list[Text]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    for path in sorted(folder.glob("*.txt")):
        gold = yaml.load(path.with_suffix(".yaml").read_text(encoding="utf-8"), Loader=loader)
        found.append((path.stem, canonical(path.read_text(encoding="utf-8")), gold))
    return found


def score_all(stage: str | None = None) -> Score:
    score = Score()
    for name, text, gold in corpus(stage):
        score_one(name, text, gold, score)
    return score


def score_one(name: str, text: str, gold: dict[str, Any], score: Score) -> None:
    """Add one text to a score; what went wrong is noted in words."""
    reading = read(text).as_dict()
    score.texts += 1
    pairs = _pairs(gold["tasks"], reading["tasks"], _overlap, 0.5)
    score.tasks.add(_count(gold["tasks"], reading["tasks"], pairs))
    for i, j in pairs:
        wanted, given = gold["tasks"][i], reading["tasks"][j]
        same = same_body(wanted["assignee"], given["assignee"])
        score.assignees.add(Count(int(same), int(not same), 0))
        if not same:
            score.notes.append(f"{name}: assignee {given['assignee']!r} for {wanted['assignee']!r}")
        for key, own in (("deadline", "deadline_resolved"), ("deadline_text", "deadline_text")):
            if key in wanted:
                good = str(wanted[key]) in {str(given[key]), str(given[own])}
                score.deadlines.add(Count(int(good), int(not good), 0))
                if not good:
                    score.notes.append(f"{name}: {key} {given[key]!r} for {wanted[key]!r}")
    _note(name, "task", text, gold["tasks"], reading["tasks"], pairs, score)
    figure_pairs = _pairs(gold["figures"], reading["figures"], _same_figure, 0.5)
    score.figures.add(_count(gold["figures"], reading["figures"], figure_pairs))
    _note(name, "figure", text, gold["figures"], reading["figures"], figure_pairs, score)
    _score_fails(name, text, gold, score)
    _score_head(name, gold, reading, score)


def _score_fails(name: str, text: str, gold: dict[str, Any], score: Score) -> None:
    """Failing relations by kind: a kind that fails twice for one fault counts once."""
    given = Counter({r["kind"]: 1 for r in check(text)["relations"] if r["verdict"] == "fails"})
    wanted = Counter(set(gold["fails"]))
    hit = sum((given & wanted).values())
    extra, missed = sum((given - wanted).values()), sum((wanted - given).values())
    score.fails.add(Count(hit, extra, missed))
    if extra or missed:
        score.notes.append(f"{name}: fails {sorted(given)} for {sorted(wanted)}")


def _score_head(name: str, gold: dict[str, Any], reading: dict[str, Any], score: Score) -> None:
    for key in ("kind", "number", "date", "body", "chair", "signer", "signer_title", "place", "recipients"):
        if key not in gold:
            continue
        given = len(reading[key]) if key == "recipients" else reading[key]
        good = given == gold[key]
        score.heads.add(Count(int(good), int(not good), 0))
        if not good:
            score.notes.append(f"{name}: {key} {given!r} for {gold[key]!r}")


def same_body(wanted: str | None, given: str | None) -> bool:
    """The same body: equal words, or one naming goes on where the other ends."""
    if not wanted or not given:
        return not wanted and not given
    a, b = fold(wanted), fold(given)
    return a == b or (min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a)))


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> float:
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return common / union if union > 0 else 0.0


def _same_figure(a: dict[str, Any], b: dict[str, Any]) -> float:
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    equal = a["value"] == b["value"] and (a["unit"] == b["unit"] or a["unit"] is None or _people(a, b))
    approx = a.get("approx") in {None, b.get("approx")}
    return 1.0 if common > 0 and equal and approx else 0.0


def _people(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """ "Bệnh nhân" and "người" who are ill: cases or persons, usage leaves it open."""
    return {a["unit"], b["unit"]} == {"cases", "persons"}


def _pairs(gold: list[Any], given: list[Any], like: Any, least: float) -> list[tuple[int, int]]:
    scored = sorted(
        ((like(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(given)), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    for value, i, j in scored:
        if value < least:
            break
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _count(gold: list[Any], given: list[Any], pairs: list[tuple[int, int]]) -> Count:
    return Count(len(pairs), len(given) - len(pairs), len(gold) - len(pairs))


def _note(
    name: str,
    what: str,
    text: str,
    gold: list[Any],
    given: list[Any],
    pairs: list[tuple[int, int]],
    score: Score,
) -> None:
    for i, item in enumerate(gold):
        if all(i != a for a, _ in pairs):
            score.notes.append(
                f"{name}: {what} missed: {text[item['start'] : item['end']]!r} {item.get('value', '')} "
                f"{item.get('unit', '')}"
            )
    for j, item in enumerate(given):
        if all(j != b for _, b in pairs):
            score.notes.append(
                f"{name}: {what} extra: {item['text']!r} {item.get('value', '')} {item.get('unit', '')}"
            )
