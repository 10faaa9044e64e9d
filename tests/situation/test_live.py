"""Figures before a freeze are those the freeze then finds, as long as nothing is recorded in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from giaoban.intake.returns import import_returns
from giaoban.kernel.weeks import Window, iso_week
from giaoban.places import matcher_store
from giaoban.places.models import Unit
from giaoban.registry.lab.run import import_lab
from giaoban.registry.linelist.run import import_linelist
from giaoban.situation import actions, live, queries
from giaoban.situation.models import Evaluation
from tests.briefing.conftest import _units
from tests.briefing.linelist import later, sooner, write
from tests.clock import FakeClock

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SUNDAY = datetime(2022, 3, 6, 18)
WEEK = iso_week("2022-W09")
PLACES = ("22", "195", "196", "06778", "06781", "06790", "06793")
RETURNS = """place,from,to,indicator,value,source
06793,2022-03-01,2022-03-01,new_cases,4,trạm
06793,2022-03-01,2022-03-01,deaths,1,trạm
06778,2022-03-02,2022-03-02,new_cases,40,trạm
06778,2022-03-02,2022-03-02,recovered,9,trạm
06781,2022-03-05,2022-03-05,tests_done,0,trạm
06781,2022-03-06,2022-03-06,tests_done,70,trạm
06781,2022-03-06,2022-03-06,tests_positive,7,trạm
06793,2022-03-03,2022-03-03,tests_done,3,trạm
06793,2022-03-03,2022-03-03,tests_positive,3,trạm
06778,2022-03-04,2022-03-04,tests_done,30,trạm
06778,2022-03-04,2022-03-04,tests_positive,2,trạm
06790,2022-03-04,2022-03-04,tests_positive,6,trạm
06790,2022-02-28,2022-02-28,beds_free,12,trạm
06790,2022-03-05,2022-03-05,beds_free,8,trạm
06790,2022-03-05,2022-03-05,beds_staffed,20,trạm
06790,2022-02-28,2022-03-07,new_cases,3,trạm
"""

# Of Xã Năm every test by name; of 06778 the positive ones alone, which a return of 30 tests shows.
SAMPLES = """sample_id,name,place,sampled,test,test_result,lab
1,Một,06793,2022-03-03,PCR,dương tính,CDC
2,Hai,06793,2022-03-03,PCR,âm tính,CDC
3,Ba,06793,2022-03-03,PCR,âm tính,CDC
4,Bốn,06793,2022-03-04,PCR,âm tính,CDC
5,Năm,06793,2022-03-04,PCR,chưa rõ,CDC
6,Sáu,06778,2022-03-04,PCR,dương tính,CDC
7,Bảy,06790,2022-03-04,PCR,âm tính,CDC
"""


@pytest.fixture(scope="module")
def frozen(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[dict[str, Unit], Evaluation]]:
    folder: Path = tmp_path_factory.mktemp("live")
    with (
        django_db_blocker.unblock(),
        override_settings(GIAOBAN_ROOT_PLACE="22"),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        FakeClock(patch, SUNDAY)
        matcher_store.clear()
        units = _units()
        units["06793"] = Unit.objects.create(
            code="06793", valid_from=date(2021, 1, 1), level="commune", kind="Xã", name="Năm",
            full_name="Xã Năm", parent=units["196"], path=units["196"].path + "/06793",
        )  # fmt: skip
        import_linelist(write(folder / "a.csv", sooner()), by=None, at=SUNDAY)
        done = {"outcome": "recovered", "outcome_date": "2022-03-04"}
        ended = [row | done for row in sooner()[:2]]
        later_rows = later()
        later_rows[2] |= {"sampled": "2022-02-10"}
        import_linelist(write(folder / "b.csv", [*later_rows, *ended]), by=None, at=SUNDAY)
        file = folder / "r.csv"
        file.write_text(RETURNS, "utf-8")
        import_returns(file, by=None, at=datetime(2022, 3, 7, 8))
        file = folder / "l.csv"
        file.write_text(SAMPLES, "utf-8")
        assert import_lab(file, by=None, at=SUNDAY).accepted == 7
        snapshot = actions.freeze(by=None, known_at=datetime(2022, 3, 7, 9), on=WEEK.end)
        yield (
            units,
            actions.evaluate(by=None, snapshot=snapshot, start=WEEK.start, end=WEEK.end, count="province"),
        )
        transaction.set_rollback(True)
        matcher_store.clear()


class TestTheFiguresOfNow:
    @pytest.mark.parametrize("now", [SUNDAY, datetime(2022, 3, 7, 9)])
    @pytest.mark.parametrize("code", PLACES)
    def test_are_those_the_freeze_finds(self, frozen: Any, code: str, now: datetime) -> None:
        units, evaluation = frozen
        stated = queries.figures_of(evaluation, [code])[code]
        seen = live.figures(units[code], WEEK, now)
        assert set(seen) == set(live.EXPLAINED)
        told = {name: stated.value(name) for name in seen}
        assert {n: v or 0 for n, v in seen.items()} == {n: v or 0 for n, v in told.items()}

    def test_are_not_all_nothing(self, frozen: Any) -> None:
        seen = live.figures(frozen[0]["22"], WEEK, SUNDAY)
        assert seen["new"] == 12 + 4 and seen["deaths"] == 2 and seen["recovered"] == 2
        assert (seen["beds_free"], seen["back_fill"]) == (8, 1)
        assert (seen["tests_done"], seen["tests_positive"]) == (70 + 4 + 30 + 1, 7 + 1 + 2)

    def test_take_a_return_of_no_tests_for_what_it_says(self, frozen: Any) -> None:
        saturday = Window(date(2022, 3, 5), date(2022, 3, 5))
        assert live.figures(frozen[0]["06781"], saturday, SUNDAY)["tests_done"] == 0
        assert live.figures(frozen[0]["06778"], saturday, SUNDAY)["tests_done"] is None

    def test_say_of_a_unit_without_beds_that_nothing_is_known(self, frozen: Any) -> None:
        assert live.figures(frozen[0]["06778"], WEEK, SUNDAY)["beds_free"] is None


class TestTheUnitsBelow:
    def test_stand_by_new_cases_with_those_not_heard_from(self, frozen: Any) -> None:
        told = live.below(frozen[0]["22"], WEEK, SUNDAY)
        assert told.new == [("Thành phố Biển", 11.0), ("Huyện Núi", 5.0)]
        assert told.silent == []
        assert (told.communes, told.levels) == (4, {1: 0, 2: 2, 3: 1, 4: 0})

    def test_of_another_week_are_others(self, frozen: Any) -> None:
        before = live.below(frozen[0]["22"], Window(date(2022, 2, 21), date(2022, 2, 27)), SUNDAY)
        assert before.silent == ["Phường Một", "Phường Hai", "Xã Ba", "Xã Năm"]
        assert dict(before.new) == {"Thành phố Biển": 10.0, "Huyện Núi": 2.0}


class TestAWeekThatIsNotOver:
    def test_is_told_until_today_and_not_as_if_its_last_day_had_come(
        self, frozen: tuple[dict[str, Unit], Evaluation]
    ) -> None:
        wednesday = datetime(2022, 3, 2, 9)
        told = live.figures(frozen[0]["22"], WEEK, wednesday)
        assert told == live.figures(frozen[0]["22"], Window(WEEK.start, wednesday.date()), wednesday)
        assert told != live.figures(frozen[0]["22"], WEEK, SUNDAY)
