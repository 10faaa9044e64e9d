"""A register written event by event at random, and beside it, by plain bookkeeping, what was known when.

The bookkeeping is the judge of what a snapshot reads: it follows the sentences, not the tables. Events: cases
that come late, facts corrected, states recorded after their day, two cases found to be one episode and parted
again, returns and results of tests replaced by others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import zip_longest
from random import Random
from typing import Any

from giaoban.intake.models import Batch, Return
from giaoban.places.models import Unit
from giaoban.registry.models import (
    Case,
    CaseRevision,
    CaseState,
    LabSample,
    Merge,
    Pair,
    Person,
    SameEpisode,
)

FIRST, LAST = date(2022, 2, 20), date(2022, 3, 8)
HOURS = 24 * 9  # of the writing, from BEGUN on
BEGUN = datetime(2022, 2, 27, 6)
FACTS = ("unit", "sampled", "announced", "ministry_announced", "found", "age", "outcome", "outcome_date")
FOUND = ("", "community", "quarantine", "screening", "sweep")
STATES = {
    "severity": ("mild", "severe", "critical"),
    "care": ("home", "hospital"),
    "support": ("none", "oxygen"),
}
RETURNED = ("new_cases", "deaths", "tests_done", "tests_positive", "recovered")

Row = dict[str, Any]
Version = tuple[datetime, datetime | None, Row]  # known from, until


@dataclass
class Told:
    """What one thing was said to be, version after version."""

    versions: list[Version] = field(default_factory=list)

    def say(self, at: datetime, facts: Row) -> None:
        if self.versions:
            since, _, last = self.versions[-1]
            self.versions[-1] = (since, at, last)
        self.versions.append((at, None, facts))

    def at(self, moment: datetime) -> Row | None:
        return next((f for since, until, f in self.versions
                     if since <= moment and (until is None or until > moment)), None)  # fmt: skip


@dataclass
class History:
    """Writes to the database and remembers in words of its own."""

    drawn: Random
    units: list[Unit]
    batch: Batch
    publisher: Unit
    cases: dict[int, Told] = field(default_factory=dict)  # by ref
    states: list[tuple[int, datetime, Row]] = field(default_factory=list)
    same: list[tuple[int, datetime, datetime | None]] = field(default_factory=list)  # refs not counted
    returns: list[Told] = field(default_factory=list)
    tests: list[Told] = field(default_factory=list)
    clock: datetime = BEGUN

    def write(self, events: int) -> None:
        for _ in range(events):
            self.clock += timedelta(hours=self.drawn.randrange(1, 2 * HOURS // events + 1))
            what = self.drawn.choices(
                [self.case, self.correct, self.state, self.one_episode, self.returned, self.tested],
                [5, 4, 4, 2, 3, 4],
            )[0]
            what()

    def day(self) -> date:
        return FIRST + timedelta(days=self.drawn.randrange((LAST - FIRST).days))

    def _facts(self) -> Row:
        draw, announced = self.drawn, self.day()
        waited = draw.choice([0, 1, 3, 9, 20])  # reported late
        ended = draw.choice(["", "", "recovered", "dead"])
        return {
            "unit": draw.choice(self.units), "sampled": announced - timedelta(days=waited),
            "announced": announced, "ministry_announced": draw.choice([None, announced + timedelta(days=2)]),
            "found": draw.choice(FOUND), "age": draw.choice([None, 3, 11, 12, 40, 65, 90]), "outcome": ended,
            "outcome_date": announced + timedelta(days=draw.randrange(9)) if ended else None,
        }  # fmt: skip

    def case(self) -> None:
        ref, facts = 7000 + len(self.cases), self._facts()
        person = Person.objects.create(ref=ref, unit=facts["unit"], resident=False, recorded_at=self.clock)
        Case.objects.create(
            ref=ref, person=person, source="s", key=ref.to_bytes(16), fingerprint=b"f" * 16,
            first_recorded_at=self.clock, recorded_at=self.clock, batch=self.batch, row=ref, **facts,
        )  # fmt: skip
        self.cases[ref] = Told()
        self.cases[ref].say(self.clock, facts)

    def correct(self) -> None:
        if not self.cases:
            return self.case()
        ref = self.drawn.choice([*self.cases])
        held = Case.objects.get(ref=ref)
        own = ("id", "case_id", "replaced_at")
        names = [f.attname for f in CaseRevision._meta.fields if f.attname not in own]
        CaseRevision.objects.create(
            case=held, replaced_at=self.clock, **{name: getattr(held, name) for name in names}
        )
        changed = self._facts()
        kept = self.drawn.sample(FACTS[:6], 3)  # not everything is corrected at once
        facts = {name: getattr(held, name) if name in kept else changed[name] for name in FACTS}
        for name, value in {**facts, "recorded_at": self.clock}.items():
            setattr(held, name, value)
        held.save()
        self.cases[ref].say(self.clock, facts)
        return None

    def state(self) -> None:
        if not self.cases:
            return self.case()
        ref, kind = self.drawn.choice([*self.cases]), self.drawn.choice([*STATES])
        said = {"kind": kind, "value": self.drawn.choice(STATES[kind]), "happened_on": self.day()}
        CaseState.objects.create(
            case=Case.objects.get(ref=ref), reported_at=self.clock, recorded_at=self.clock, **said
        )
        self.states.append((ref, self.clock, said))
        return None

    def one_episode(self) -> None:
        free = [ref for ref in self.cases if ref not in {r for r, _, _ in self.same}]
        if len(free) < 2:
            return self.case()
        gone, kept = (Case.objects.get(ref=ref) for ref in self.drawn.sample(free, 2))
        first, second = sorted((gone.person_id, kept.person_id))
        pair = Pair.objects.create(
            first_id=first, second_id=second, score=1, levels={}, proposed_at=self.clock
        )
        parted = self.drawn.choice([None, self.clock + timedelta(hours=self.drawn.randrange(1, 90))])
        merge = Merge.objects.create(pair=pair, kept=kept.person, absorbed=gone.person, at=self.clock)
        SameEpisode.objects.create(merge=merge, case=gone, counted_as=kept, since=self.clock, until=parted)
        self.same.append((gone.ref, self.clock, parted))
        return None

    def returned(self) -> None:
        """A figure of a commune's day, or another one in the place of an earlier."""
        if self.returns and self.drawn.random() < 0.4:
            told = self.drawn.choice(self.returns)
            _, _, last = told.versions[-1]
            Return.objects.filter(id=last["id"]).update(superseded_at=self.clock)
            facts = last | {"value": float(self.drawn.randrange(6))}
        else:
            told, unit = Told(), self.drawn.choice(self.units)
            facts = {"unit": unit, "day": self.day(), "indicator": self.drawn.choice(RETURNED),
                     "value": float(self.drawn.randrange(6)), "source": f"s{len(self.returns)}"}  # fmt: skip
            self.returns.append(told)
        made = Return.objects.create(
            unit=facts["unit"], publisher=self.publisher, from_date=facts["day"], to_date=facts["day"],
            indicator=facts["indicator"], value=facts["value"], source=facts["source"],
            key=facts["source"].encode().ljust(16), batch=self.batch, recorded_at=self.clock,
        )  # fmt: skip
        told.say(self.clock, facts | {"id": made.id})

    def tested(self) -> None:
        if self.tests and self.drawn.random() < 0.3:
            told = self.drawn.choice(self.tests)
            _, _, last = told.versions[-1]
            LabSample.objects.filter(id=last["id"]).update(superseded_at=self.clock)
            facts = last | {"result": self.drawn.choice(["positive", "negative", "unclear"])}
        else:
            told = Told()
            facts = {"unit": self.drawn.choice(self.units), "day": self.day(), "number": len(self.tests),
                     "assay": self.drawn.choice(["pcr", "rapid", "sequence"]),
                     "result": self.drawn.choice(["positive", "negative"])}  # fmt: skip
            self.tests.append(told)
        made = LabSample.objects.create(
            unit=facts["unit"], day=facts["day"], assay=facts["assay"], result=facts["result"],
            key=facts["number"].to_bytes(16), fingerprint=b"f" * 16, batch=self.batch, row=1,
            recorded_at=self.clock,
        )  # fmt: skip
        told.say(self.clock, facts | {"id": made.id})

    def known(self, at: datetime) -> dict[str, list[Row]]:
        """The extract of that moment, in the words of the contract."""
        cases = {ref: facts for ref, told in self.cases.items() if (facts := told.at(at))}
        for ref, since, until in self.same:
            if since <= at and (until is None or until > at):
                cases.pop(ref, None)  # another case tells this episode
        return {
            "cases": [_case(ref, facts) for ref, facts in cases.items()],
            "spells": [spell for ref in cases for spell in self._spells(ref, cases[ref], at)],
            "returns": [_return(facts, told.versions) for told in self.returns if (facts := told.at(at))],
            "tests": [_test(facts) for told in self.tests
                      if (facts := told.at(at)) and facts["assay"] != "sequence"],
        }  # fmt: skip

    def _spells(self, ref: int, facts: Row, at: datetime) -> list[Row]:
        """Each state lasts until the next one of its kind begins, or until the case ends; of one day the
        one written last."""
        found = []
        for kind in STATES:
            mine = [
                said for of, when, said in self.states if (of, said["kind"]) == (ref, kind) and when <= at
            ]
            mine.sort(key=lambda said: said["happened_on"])  # stable: the order of writing stays
            for said, after in zip_longest(mine, mine[1:]):
                ends = [d for d in (after and after["happened_on"], facts["outcome_date"]) if d]
                if after is None or after["happened_on"] > said["happened_on"]:
                    found.append({"case": ref, "unit": facts["unit"].code, "kind": kind,
                                  "value": said["value"], "from_date": said["happened_on"],
                                  "to_date": min(ends, default=None)})  # fmt: skip
        return found


def _case(ref: int, facts: Row) -> Row:
    said = {name: facts[name] or None if name in ("found", "outcome") else facts[name] for name in FACTS}
    return {"case": ref, "person": ref, **said, "unit": facts["unit"].code}


def _return(facts: Row, versions: list[Version]) -> Row:
    recorded = next(since for since, _, said in versions if said["id"] == facts["id"])
    return {"id": facts["id"], "unit": facts["unit"].code, "publisher": "22", "established": True,
            "from_date": facts["day"], "to_date": facts["day"], "indicator": facts["indicator"],
            "value": facts["value"], "source": facts["source"], "recorded_at": recorded}  # fmt: skip


def _test(facts: Row) -> Row:
    return {"test": facts["id"], "unit": facts["unit"].code, "day": facts["day"],
            "assay": facts["assay"], "result": facts["result"]}  # fmt: skip
