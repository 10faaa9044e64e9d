"""How many rows a figure says stand behind it, and what a level is judged by."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from giaoban.analytics import figures
from giaoban.intake.models import Batch, Return
from giaoban.places.models import AnnouncedLevel, Unit
from giaoban.registry.models import Case, CaseState, Person
from giaoban.situation import actions, frozen, levels, queries
from giaoban.situation.counting import counts_of
from giaoban.situation.models import Evaluation
from tests.clock import FakeClock
from tests.directives.tree import plant

START, END = date(2022, 2, 28), date(2022, 3, 6)
NOW = datetime(2022, 3, 7, 7, 0)
COMMUNES = ("06778", "06781", "06790")
ONE_OF_EACH_KIND = [
    "new", "new_change", "deaths", "active", "home_share", "positivity", "beds", "beds_free", "adults",
    "reporting_delay", "level3", "communes",
]  # fmt: skip
COUNTED = {"new_cases": 3, "tests_done": 40, "beds_planned": 12, "beds_free": 5, "adults": 900, "deaths": 1}


@pytest.fixture
def week(db: None, fake_clock: FakeClock, settings: object) -> Evaluation:
    """Cases of three communes in two windows; returns of two of them, one without any case."""
    settings.GIAOBAN_ROOT_PLACE = "22"  # type: ignore[attr-defined]
    tree = plant()
    batch = Batch.objects.create(kind="linelist", filename="f", sha256="0", source="s", received_at=NOW)
    for number in range(24):
        _case(tree[COMMUNES[number % 2]], number, batch)
    for code in ("06781", "06790"):
        for indicator, value in COUNTED.items():
            Return.objects.create(
                unit=tree[code], publisher=tree["22"], from_date=END, to_date=END, indicator=indicator,
                value=value, source="s", key=f"{code}{indicator}".encode()[:16], batch=batch, recorded_at=NOW,
            )  # fmt: skip
    for code in COMMUNES:
        at = datetime(2022, 3, 1)
        AnnouncedLevel.objects.create(
            unit=tree[code], level=3, number="1/TB", issuer="s", effective_at=at, recorded_at=at
        )
    snapshot = actions.freeze(by=None, known_at=NOW, on=END)
    return actions.evaluate(by=None, snapshot=snapshot, start=START, end=END, count="province")


def _case(unit: Unit, number: int, batch: Batch) -> None:
    announced = date(2022, 3, 6 - number % 6) if number % 3 else date(2022, 2, 22)
    ended = number % 4 == 0
    person = Person.objects.create(ref=1000 + number, unit=unit, resident=True, recorded_at=NOW,
                                   birth=date(1930 + 3 * number, 1, 1))  # fmt: skip
    case = Case.objects.create(
        ref=2000 + number, person=person, source="s", key=bytes([number]) * 16, fingerprint=b"f" * 16,
        first_recorded_at=NOW, recorded_at=NOW, unit=unit, announced=announced, sampled=announced,
        age=92 - 3 * number, outcome="dead" if ended else "", outcome_date=END if ended else None,
        batch=batch, row=number,
    )  # fmt: skip
    for kind, value in (("severity", "mild"), ("care", "home" if number % 5 else "hospital")):
        CaseState.objects.create(
            case=case, kind=kind, value=value, happened_on=announced, reported_at=NOW, recorded_at=NOW
        )


class TestRecordCount:
    @pytest.mark.slow
    @pytest.mark.parametrize("path", ["VN/22", "VN/22/195"])
    def test_it_says_as_many_rows_as_open(self, week: Evaluation, path: str) -> None:
        said = queries.record_count(week, path, ONE_OF_EACH_KIND)
        opened = {name: queries.records(week, name, path).total for name in ONE_OF_EACH_KIND}
        assert said == opened
        assert sum(n > 0 for n in said.values()) > len(said) / 2

    def test_returns_count_as_rows_and_not_by_their_value(self, week: Evaluation) -> None:
        assert queries.record_count(week, "VN/22", ["tests_done"]) == {"tests_done": 2}
        assert queries.figures_of(week, ["22"])["22"].value("tests_done") == 80

    def test_a_sum_has_the_cases_and_the_returns_of_places_without_cases(self, week: Evaluation) -> None:
        cases = queries.record_count(week, "VN/22", ["new_linelist"])["new_linelist"]
        assert cases == 16
        assert queries.record_count(week, "VN/22", ["new"])["new"] == cases + 1


class TestLevels:
    def test_what_they_are_judged_by_is_all_they_read(
        self, week: Evaluation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        windows = frozen.standard(START, END)
        units: list[levels.UnitRow] = [("22", "province", "VN/22", 9000)]
        units += [("195", "district", "VN/22/195", 6000)]
        units += [(code, "commune", f"VN/22/195/{code}", 3000) for code in COMMUNES]
        given = (counts_of(week, [u[0] for u in units]), units, windows, week.params, END)
        narrow = levels.of_units(*given)
        monkeypatch.setattr(levels, "_places", figures.places)
        assert narrow == levels.of_units(*given)
        assert narrow["06778"]["announced"] == 3
