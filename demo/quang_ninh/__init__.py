"""Scene Quảng Ninh: the week to Sunday 6 March 2022, from a fixed seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from demo.codes import Array
from demo.identity import names
from demo.manifest import File, Freeze, Kind, Manifest, Progress, local
from demo.quang_ninh import facilities, laboratory, levels, linelist, residents, returns
from demo.quang_ninh.facts import PROVINCE, Facts, load
from demo.quang_ninh.people import People, make_people
from demo.quang_ninh.recording import Recording, record
from demo.quang_ninh.story import Story, tell
from demo.quang_ninh.vaccination import Doses, vaccinate
from demo.quang_ninh.weeks import W08_END, W09_END
from demo.write import NO_DAY

__all__ = ["SEED", "build_quang_ninh", "residents_by_age"]

SEED = 20220307  # the day of the meeting; any number would do
WEEK8 = returns.Week("2022-02-21", "2022-02-27", W08_END)
WEEK9 = returns.Week("2022-02-28", "2022-03-06", W09_END)
BASELINE = "2022-02-20"


@dataclass
class Writer:
    """Writes file after file and keeps the list of them."""

    out: Path
    progress: Progress
    files: list[File]
    expected: int

    def add(self, name: str, kind: Kind, day: str, hour: int, rows: int, source: str) -> None:
        self.files.append(File(self.out / name, kind, local(day, hour), rows, source))
        self.progress(name, 0.4 + 0.6 * len(self.files) / self.expected)


@dataclass(frozen=True)
class World:
    facts: Facts
    people: People
    names: Array
    story: Story
    recording: Recording
    doses: Doses


def build_quang_ninh(out: Path, everyone: bool, progress: Progress) -> Manifest:
    """`everyone` writes registers of all districts instead of Cẩm Phả alone."""
    world = _world(progress)
    rng = _rng("returns")
    n_districts = len(world.facts.districts) if everyone else 1
    w = Writer(out, progress, [], expected=9 + 2 * n_districts)
    new8, new9 = _new_by_commune(world, WEEK8), _new_by_commune(world, WEEK9)
    then = levels.place(new8 / 2, levels.ON_20_FEBRUARY, rng)
    now = levels.place(new8, levels.ON_27_FEBRUARY, rng)
    after = levels.move(world.facts, now, new9, rng)
    silent = returns.silent_communes(world.facts, rng)

    rows = facilities.write_facilities(out / "facilities.csv", world.facts)
    w.add("facilities.csv", "facilities", BASELINE, 8, rows, "facilities")
    _levels(w, world, then, 1, BASELINE)
    _registers(w, world, everyone, WEEK8)
    _levels(w, world, now, 2, WEEK8.last)
    _returns(w, world, WEEK8, new8, everyone, [], rng)
    _line_list(w, world, WEEK8)
    _registers(w, world, everyone, WEEK9)
    _levels(w, world, after, 3, WEEK9.last)
    _returns(w, world, WEEK9, new9, everyone, silent, rng)
    _line_list(w, world, WEEK9)
    _laboratory(w, world, WEEK9)
    freezes = tuple(
        Freeze(local(k.last, 18), date.fromisoformat(k.first), date.fromisoformat(k.last))
        for k in (WEEK8, WEEK9)
    )
    return Manifest("quang-ninh", PROVINCE, local("2022-03-07", 7), tuple(w.files), freezes)


def residents_by_age() -> list[tuple[str, int, int, float]]:
    return [
        (district, first, last, float(persons))
        for district, groups in load().ages.items()
        for first, last, persons in groups
    ]


def _rng(purpose: str) -> np.random.Generator:
    """A stream for each purpose, so that a change in one leaves the others as they were."""
    return np.random.default_rng([SEED, *purpose.encode()])


def _world(progress: Progress) -> World:
    progress("facts", 0.0)
    facts = load()
    progress("residents", 0.02)
    people = make_people(facts, _rng("people"))
    progress("names", 0.12)
    full_names = names(_rng("names"), people.female, people.household)
    progress("cases", 0.2)
    story = tell(facts, people, _rng("story"))
    progress("doses", 0.32)
    infected = np.full(len(people), NO_DAY)
    infected[story.drawn.person] = story.drawn.announced
    doses = vaccinate(people, infected, _rng("doses"))
    recording = record(facts, people, story, _rng("recording"))
    return World(facts, people, full_names, story, recording, doses)


def _new_by_commune(world: World, week: returns.Week) -> Array:
    """Cases of a week per commune as the list of that week's end knew them."""
    announced, recording = world.story.drawn.announced, world.recording
    mine = (announced > week.end - 7) & (announced <= week.end)
    commune = recording.commune
    if week is WEEK8:
        mine, commune = mine & ~recording.late, recording.commune_then
    return np.bincount(commune[mine], minlength=len(world.facts.communes))


def _levels(w: Writer, world: World, announced: Array, number: int, day: str) -> None:
    name = f"announcements_{day}.csv"
    rows = levels.write_levels(w.out / name, world.facts, announced, number, f"{day}T12:00")
    w.add(name, "announcements", day, 15, rows, "announcements")


def _registers(w: Writer, world: World, everyone: bool, week: returns.Week) -> None:
    facts = world.facts
    wanted = range(len(facts.districts)) if everyone else [facts.cam_pha]
    for i in wanted:
        label = "cam_pha" if i == facts.cam_pha else facts.districts[i].code
        name = f"residents_{label}_{week.last}.csv"
        write = residents.write_register if week is WEEK8 else residents.write_changes
        persons = residents.of_district(world.people, i)
        rows = write(w.out / name, facts, world.people, world.names, world.doses, persons)
        w.add(name, "residents", week.last, 14, rows, f"residents-{facts.districts[i].code}")


def _returns(
    w: Writer,
    world: World,
    week: returns.Week,
    new: Array,
    everyone: bool,
    silent: list[int],
    rng: np.random.Generator,
) -> None:
    facts, story = world.facts, world.story
    lying = story.active_on(week.end) & returns.in_beds(story.states[week.end].care)
    district = world.people.district[story.drawn.person[lying]]
    patients = np.bincount(district, minlength=len(facts.districts))
    planned = facts.count("beds_0227" if week is WEEK8 else "beds_0306")
    coverage = {} if everyone else returns.coverage(world.people, world.doses, week.end)
    name = f"returns_{week.last}.csv"
    rows = returns.write_returns(
        w.out / name, facts, week, returns.tests(new, rng), coverage,
        returns.beds(facts, planned, patients), silent,
    )  # fmt: skip
    w.add(name, "returns", week.last, 16, rows, "weekly-returns")


def _line_list(w: Writer, world: World, week: returns.Week) -> None:
    name = f"linelist_{week.last}.csv"
    write = linelist.write_first if week is WEEK8 else linelist.write_second
    rows = write(w.out / name, world.facts, world.people, world.names, world.story, world.recording)
    w.add(name, "linelist", week.last, 17, rows, "cdc-quang-ninh")


def _laboratory(w: Writer, world: World, week: returns.Week) -> None:
    name = f"lab_{week.last}.csv"
    rows = laboratory.write_laboratory(
        w.out / name, world.facts, world.people, world.names, world.story, world.recording, _rng("laboratory")
    )
    w.add(name, "lab", week.last, 17, rows, "lab-quang-ninh")
