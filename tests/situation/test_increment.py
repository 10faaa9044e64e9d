"""An extract built upon the last one is, to the byte, what reading everything gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from giaoban.intake.models import Batch, Return
from giaoban.places.models import Unit
from giaoban.registry.extract import WATCHED
from giaoban.registry.models import Case, CaseRevision, CaseState, Dose, Merge, Pair, Person, SameEpisode
from giaoban.situation import actions, increment
from giaoban.situation.extract import Manifest, extract
from giaoban.situation.models import Base, Snapshot, Touched
from tests.situation.conftest import COMMUNES, END, NOW, add_case

LATER = NOW + timedelta(hours=2)
TREE = date(2021, 1, 1)


def quiet(text: str) -> None:
    """No progress is shown."""


def correct(case: Case, at: datetime, **facts: object) -> None:
    """What a correction does: the old facts become a revision, the case has the new ones."""
    own = ("id", "case_id", "replaced_at")
    names = [f.attname for f in CaseRevision._meta.fields if f.attname not in own]
    CaseRevision.objects.create(case=case, replaced_at=at, **{name: getattr(case, name) for name in names})
    for name, value in {**facts, "recorded_at": at}.items():
        setattr(case, name, value)
    case.save()


def state(case: Case, on: date, value: str, at: datetime) -> None:
    CaseState.objects.create(
        case=case, kind="severity", value=value, happened_on=on, reported_at=at, recorded_at=at
    )


def dose(person: Person, number: int, on: date, at: datetime) -> None:
    Dose.objects.create(person=person, number=number, kind="primary", vaccine="v", date=on, recorded_at=at)


def case(number: int = 3) -> Case:
    return Case.objects.get(ref=2000 + number)


def unit(number: int) -> Unit:
    return Unit.objects.get(code=COMMUNES[number])


def a_person_moves() -> None:
    person = case().person
    person.unit, person.underlying = unit(2), True
    person.save()


def two_persons_were_one() -> None:
    """The case goes over and is counted as the other; from then on, until it is undone."""
    kept, gone = case(3), case(5)
    Case.objects.filter(id=gone.id).update(person=kept.person)
    pair = Pair.objects.create(first=kept.person, second=gone.person, score=1, levels={}, proposed_at=NOW)
    merge = Merge.objects.create(pair=pair, kept=kept.person, absorbed=gone.person, at=NOW)
    SameEpisode.objects.create(merge=merge, case=gone, counted_as=kept, since=NOW)


def a_case_is_erased() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_casestate WHERE case_id = %s", [case().id])
        cursor.execute("DELETE FROM registry_case WHERE ref = 2003")


CHANGES: dict[str, Callable[[], object]] = {
    "nothing": lambda: None,
    "a new case": lambda: add_case(unit(1), 70, Batch.objects.get(), announced=END),
    "a correction": lambda: correct(case(), NOW + timedelta(hours=1), age=7, unit=unit(1)),
    "a case moves to another week": lambda: correct(case(), NOW, announced=date(2022, 2, 21)),
    "the only case of a new week": lambda: correct(case(), NOW, announced=date(2022, 1, 3)),
    "a state before the others": lambda: state(case(), date(2022, 2, 1), "severe", NOW),
    "a state on the day of another": lambda: state(case(), case().announced, "critical", NOW),
    "a state recorded before the last extract": lambda: state(case(), END, "severe", datetime(2022, 3, 1)),
    "an ended case": lambda: correct(case(), LATER, outcome="dead", outcome_date=END),
    "a correction after the moment told": lambda: correct(case(), LATER + timedelta(hours=1), age=7),
    "a dose": lambda: dose(case().person, 3, END, NOW),
    "a dose after the moment told": lambda: dose(case().person, 1, END, LATER + timedelta(hours=1)),
    "a dose taken back": lambda: Dose.objects.all().delete(),
    "a person moves": a_person_moves,
    "two persons were one": two_persons_were_one,
    "a person leaves the register": lambda: Person.objects.filter(ref=1003).update(resident=False),
    "a case is erased": a_case_is_erased,
    "a return": lambda: Return.objects.filter(indicator="deaths").update(value=2),
}


def built(at: datetime = LATER) -> Manifest:
    base = increment.base(at)
    assert base is not None
    return extract(at, TREE, quiet, base).manifest


def read_anew(at: datetime = LATER) -> Manifest:
    return extract(at, TREE, quiet, None).manifest


@pytest.mark.slow
class TestBuiltUponTheLast:
    @pytest.mark.parametrize("change", CHANGES)
    def test_it_is_what_reading_everything_gives(self, frozen_week: Snapshot, change: str) -> None:
        dose(case(6).person, 1, date(2022, 1, 1), NOW)
        actions.freeze(by=None, known_at=NOW + timedelta(minutes=1), on=END)
        CHANGES[change]()
        assert built() == read_anew()

    @pytest.mark.slow
    @pytest.mark.parametrize("seed", range(2))
    def test_week_after_week_of_changes(self, frozen_week: Snapshot, seed: int) -> None:
        drawn = random.Random(seed)
        for step in range(4):
            at = LATER + timedelta(days=step)
            for _ in range(5):
                change_at_random(drawn, at, step)
            assert built(at) == read_anew(at)
            actions.freeze(by=None, known_at=at, on=END)

    def test_what_was_known_later_is_read_when_its_time_comes(self, frozen_week: Snapshot) -> None:
        correct(case(), LATER + timedelta(hours=1), age=7)
        dose(case(5).person, 1, END, LATER + timedelta(hours=1))
        actions.freeze(by=None, known_at=LATER, on=END)
        after = LATER + timedelta(hours=2)
        assert built(after) == read_anew(after) != built(LATER)

    def test_only_the_parts_that_changed_are_written(self, frozen_week: Snapshot) -> None:
        state(case(), END, "severe", NOW)
        then, now = frozen_week.manifest, built()
        assert now["persons"] == then["persons"] and now["cases"] == then["cases"]
        assert len([p for p in now["spells"] if p in then["spells"]]) == len(now["spells"]) - 1


@pytest.mark.slow
class TestWhatIsBuiltUpon:
    def test_is_the_newest_moment_told(self, frozen_week: Snapshot) -> None:
        actions.freeze(by=None, known_at=NOW - timedelta(days=1), on=END)
        assert Base.objects.get().snapshot == frozen_week
        assert increment.base(NOW - timedelta(minutes=1)) is None

    def test_stays_where_another_extract_was_quicker(self, frozen_week: Snapshot) -> None:
        slow = extract(LATER, TREE, quiet, increment.base(LATER))
        case().save()
        quick = actions.freeze(by=None, known_at=LATER, on=END)
        increment.keep(frozen_week, slow)
        assert Base.objects.get().snapshot == quick

    def test_is_nothing_after_a_migration(self, frozen_week: Snapshot) -> None:
        increment.watch(plan=["a migration"])
        assert increment.base(LATER) is None

    def test_is_nothing_where_a_trigger_is_missing(self, frozen_week: Snapshot) -> None:
        table = " ON registry_dose" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER touched_registry_dose_update{table}")
        assert increment.base(LATER) is None

    def test_is_nothing_after_very_many_writes(
        self, frozen_week: Snapshot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(increment, "MOST", 1)
        Person.objects.filter(ref__in=[1001, 1002]).update(sex="f")
        assert increment.base(LATER) is None

    def test_is_nothing_after_very_many_new_rows(
        self, frozen_week: Snapshot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(increment, "MOST", 1)
        for number in (1, 2):
            dose(case().person, number, END, NOW)
        assert increment.base(LATER) is None


class TestTriggers:
    def test_every_table_an_extract_reads_is_watched(self) -> None:
        from giaoban.registry.extract import queries

        sql = " ".join(queries("2022-03-07", "sqlite", "covid-19").values())
        read = {word for word in sql.replace("\n", " ").split() if word.startswith("registry_")}
        assert read == set(WATCHED)

    def test_a_write_is_noted_once(self, frozen_week: Snapshot) -> None:
        assert not Touched.objects.exists()
        for _ in range(2):
            case().save()
        assert {(t.kind, t.ref) for t in Touched.objects.all()} == {("case", 2003)}


def change_at_random(drawn: random.Random, at: datetime, step: int) -> None:
    one = drawn.choice(list(Case.objects.order_by("id")))
    day = END - timedelta(days=drawn.randrange(30))
    when = at - timedelta(hours=drawn.randrange(-20, 60))
    kind = drawn.randrange(5)
    if kind == 0:
        number = 100 + Case.objects.count()
        add_case(unit(drawn.randrange(3)), number, Batch.objects.get(), announced=day)
    elif kind == 1 and when > one.recorded_at:
        correct(one, when, announced=day, age=drawn.randrange(90))
    elif kind == 2:
        state(one, day, drawn.choice(["mild", "severe"]), when)
    elif kind == 3:
        Dose.objects.filter(person=one.person, number=step + 1).delete()
        dose(one.person, step + 1, day, when)
    else:
        Person.objects.filter(id=one.person_id).update(unit=unit(drawn.randrange(3)), poor=True)
