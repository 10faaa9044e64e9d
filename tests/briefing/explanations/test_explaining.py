"""Before a freeze a unit sees its figures and may explain one; those who make the briefing read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from giaoban.accounts import actions as accounts
from giaoban.accounts import queries as posted
from giaoban.accounts.models import User
from giaoban.briefing import actions as briefing
from giaoban.briefing import document
from giaoban.briefing.explanations import actions, queries
from giaoban.briefing.models import Explanation
from giaoban.documents.model import Table
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.weeks import iso_week
from giaoban.places.models import Unit
from giaoban.registry.linelist.run import import_linelist
from tests.briefing.conftest import FROM, _units
from tests.briefing.linelist import later, sooner, write
from tests.clock import FakeClock

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WEEK = iso_week("2022-W09")
SATURDAY, SUNDAY = datetime(2022, 3, 5, 17), datetime(2022, 3, 6, 18)
TEXT = "Dồn 5 ca của đợt xét nghiệm cuối tuần"


@pytest.fixture(scope="module")
def _world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[dict[str, Unit]]:
    folder: Path = tmp_path_factory.mktemp("explained")
    with (
        django_db_blocker.unblock(),
        override_settings(GIAOBAN_ROOT_PLACE="22"),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        FakeClock(patch, datetime(2022, 2, 27, 18))
        units = _units()
        at = datetime(2022, 2, 27, 18)
        import_linelist(write(folder / "a.csv", sooner()), by=None, at=at)
        briefing.draft(by=None, place=units["22"], window=iso_week("2022-W08"))
        import_linelist(write(folder / "b.csv", later()), by=None, at=SATURDAY)
        yield units
        transaction.set_rollback(True)


@pytest.fixture
def units(db: None, _world: dict[str, Unit], fake_clock: FakeClock, settings: Any) -> dict[str, Unit]:
    settings.GIAOBAN_ROOT_PLACE = "22"
    fake_clock.set(SATURDAY)
    return _world


@pytest.fixture
def person(units: dict[str, Unit]) -> Any:
    def make(role: str, code: str) -> User:
        user = accounts.create_user(by=None, username=f"{role}-{code}", password="mot-mat-khau-dai-2022")
        accounts.post(by=None, user=user, role=role, place=units[code], valid_from=FROM)
        return user

    return make


def duties(user: User) -> list[Any]:
    scope = posted.scope_of(user, clock.today())
    assert scope
    return list(queries.duties(scope, clock.now()))


def said(code: str, units: dict[str, Unit], text: str = TEXT) -> Explanation:
    return actions.explain(by=None, unit=units[code], week=WEEK, indicator="new", text=text)


class TestExplaining:
    def test_keeps_the_value_the_author_and_the_moment(self, units: dict[str, Unit], person: Any) -> None:
        user = person("commune", "06778")
        note = actions.explain(by=user, unit=units["06778"], week=WEEK, indicator="new", text=TEXT)
        assert (note.value, note.by, note.at, note.text) == (7, user, clock.now(), TEXT)

    def test_is_audited_without_its_words(self, units: dict[str, Unit]) -> None:
        said("06778", units)
        event = AuditEvent.objects.get(action="briefing.explain")
        assert event.data == {"week": "2022-W09", "figure": "new"}

    def test_a_second_note_follows_the_first_and_both_stay(self, units: dict[str, Unit]) -> None:
        said("06778", units)
        said("06778", units, "Đã kiểm tra lại")
        assert [n.text for n in queries.of_unit(units["06778"], WEEK)] == [TEXT, "Đã kiểm tra lại"]

    @pytest.mark.parametrize(
        ("figure", "text", "code"),
        [("new", "  ", "explanation_empty"), ("population", TEXT, "figure_unknown")],
    )
    def test_needs_words_and_a_figure_that_was_shown(
        self, units: dict[str, Unit], figure: str, text: str, code: str
    ) -> None:
        with pytest.raises(UserError) as refused:
            actions.explain(by=None, unit=units["06778"], week=WEEK, indicator=figure, text=text)
        assert refused.value.code == code

    def test_ends_with_the_freeze(self, units: dict[str, Unit], fake_clock: FakeClock) -> None:
        fake_clock.set(SUNDAY)
        briefing.draft(by=None, place=units["22"], window=WEEK)
        with pytest.raises(UserError) as refused:
            said("06778", units)
        assert refused.value.code == "week_frozen"


class TestTheDuty:
    def test_comes_a_day_before_the_cut_off_and_goes_with_the_look(
        self, units: dict[str, Unit], person: Any, fake_clock: FakeClock
    ) -> None:
        user = person("commune", "06778")
        (duty,) = duties(user)
        assert duty.due == datetime(2022, 3, 6, 16) and duty.link == "/giai-trinh/"
        actions.see(by=user, unit=units["06778"], week=WEEK)
        assert duties(user) == []

    def test_goes_with_an_explanation_too(self, units: dict[str, Unit], person: Any) -> None:
        user = person("district", "195")
        assert len(duties(user)) == 1
        said("195", units)
        assert duties(user) == []

    def test_is_not_there_on_other_days_nor_for_others(
        self, units: dict[str, Unit], person: Any, fake_clock: FakeClock
    ) -> None:
        commune, station = person("commune", "06778"), person("station", "06778")
        assert duties(station) == []
        for moment in (datetime(2022, 3, 5, 15, 59), datetime(2022, 3, 6, 16)):
            fake_clock.set(moment)
            assert duties(commune) == []

    def test_a_look_is_kept_once(self, units: dict[str, Unit]) -> None:
        first = actions.see(by=None, unit=units["06778"], week=WEEK)
        assert actions.see(by=None, unit=units["06778"], week=WEEK) == first


class TestThePage:
    def test_shows_the_units_own_figures_beside_last_weeks(self, reader: Any) -> None:
        answer = reader("commune", "06778").get("/giai-trinh/")
        rows = {row["label"]: row for row in answer.context["rows"]}
        assert (rows["Ca mắc mới"]["value"], rows["Ca mắc mới"]["before"]) == (7, 5)
        assert "giờ chốt 16 giờ 00 ngày 06/3/2022" in answer.text

    def test_takes_an_explanation(self, reader: Any) -> None:
        client = reader("commune", "06778")
        answer = client.post("/giai-trinh/", {"do": "explain", "indicator": "new", "text": TEXT}, follow=True)
        assert TEXT in answer.text and Explanation.objects.get().unit.code == "06778"
        assert "không có gì phải giải trình" not in answer.text  # it has just said something

    def test_keeps_what_was_typed_when_something_is_missing(self, reader: Any) -> None:
        answer = reader("commune", "06778").post(
            "/giai-trinh/", {"do": "explain", "indicator": "x", "text": TEXT}
        )
        assert answer.status_code == 422 and TEXT in answer.text and not Explanation.objects.exists()

    def test_takes_a_look(self, reader: Any) -> None:
        answer = reader("district", "195").post("/giai-trinh/", {"do": "seen"}, follow=True)
        assert "Đơn vị đã xem số liệu tuần này" in answer.text

    def test_is_not_for_readers_of_figures(self, reader: Any) -> None:
        assert reader("partner", "22").get("/giai-trinh/").status_code == 403

    def test_of_a_frozen_or_unknown_week_is_not_found(self, reader: Any) -> None:
        client = reader("commune", "06778")
        for week in ("2022-W08", "2022-W30", "x"):
            assert client.get("/giai-trinh/", {"week": week}).status_code == 404


class TestThoseAbove:
    def test_read_it_while_the_week_waits_and_after_the_freeze(
        self, units: dict[str, Unit], reader: Any, fake_clock: FakeClock
    ) -> None:
        said("06778", units)
        client = reader("analyst", "22")
        page = client.get("/chat-luong/")
        assert TEXT in page.text and (page.context["waiting"].seen, page.context["waiting"].units) == (1, 5)
        fake_clock.set(SUNDAY)
        briefing.draft(by=None, place=units["22"], window=WEEK)
        page = client.get("/chat-luong/")
        assert [row["text"] for row in page.context["explained"]] == [TEXT]
        assert TEXT in client.get(reverse("place", args=["06778"])).text
        assert TEXT not in client.get(reverse("place", args=["06790"])).text

    def test_beside_or_below_do_not(self, units: dict[str, Unit], reader: Any) -> None:
        said("195", units)
        assert TEXT not in reader("district", "196").get("/chat-luong/").text
        assert TEXT not in reader("commune", "06778").get("/chat-luong/").text
        assert TEXT not in reader("partner", "22").get("/chat-luong/").text

    def test_find_it_in_the_briefing_with_the_value_of_then(
        self, units: dict[str, Unit], fake_clock: FakeClock
    ) -> None:
        said("06778", units)
        fake_clock.set(SUNDAY)
        made = briefing.draft(by=None, place=units["22"], window=WEEK)
        tables = [b for b in document.build(made).blocks if isinstance(b, Table)]
        told = next(t for t in tables if t.title == "Giải trình số liệu của các đơn vị")
        assert told.rows == (("Phường Một", "Ca mắc mới", 7.0, TEXT),)
        other = briefing.draft(by=None, place=units["196"], window=WEEK)
        assert all(
            t.title != "Giải trình số liệu của các đơn vị"
            for t in document.build(other).blocks
            if isinstance(t, Table)
        )
