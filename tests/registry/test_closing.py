"""Closing cases past their last day: a batch, by the station, and only what is really due."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.scope import Scope
from giaoban.kernel.errors import UserError
from giaoban.places import matcher_store
from giaoban.places.models import Unit
from giaoban.registry import actions, queries
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case
from tests.clock import FakeClock
from tests.registry.officers import officer

pytestmark = pytest.mark.django_db
HEAD = "Mã số bệnh nhân,Họ và tên,Năm sinh,Tỉnh,Huyện,Xã,Ngày công bố\n"
PLACE = "Tỉnh Quảng Ninh,Thành phố Cẩm Phả,Phường Cẩm Trung"


@pytest.fixture
def commune(settings: Any) -> Unit:
    settings.GIAOBAN_ROOT_PLACE = "22"
    above = None
    for code, level, kind, name in (
        ("VN", "country", "", "Việt Nam"), ("22", "province", "Tỉnh", "Quảng Ninh"),
        ("195", "district", "Thành phố", "Cẩm Phả"), ("06793", "commune", "Phường", "Cẩm Trung"),
    ):  # fmt: skip
        path = f"{above.path}/{code}" if above else code
        above = Unit.objects.create(
            code=code, level=level, kind=kind, name=name, full_name=f"{kind} {name}".strip(), parent=above,
            path=path, valid_from=date(2021, 1, 1), valid_to=date(2025, 6, 30),
        )  # fmt: skip
    matcher_store.clear()
    yield above
    matcher_store.clear()


@pytest.fixture
def scope(commune: Unit, tmp_path: Path, fake_clock: FakeClock) -> Scope:
    fake_clock.set(datetime(2022, 3, 7, 7))
    file = tmp_path / "ca.csv"
    rows = [("C1", "27/02/2022"), ("C2", "28/02/2022"), ("C3", "01/03/2022")]
    file.write_text(HEAD + "".join(f"{n},Người Thử {n},1980,{PLACE},{d}\n" for n, d in rows), "utf-8")
    assert import_linelist(file, by=None).accepted == 3
    return Scope(None, "station", commune.id, commune.path, False, frozenset({"close_cases"}))


def refs(*numbers: str) -> list[int]:
    return list(Case.objects.filter(number__in=numbers).values_list("ref", flat=True))


class TestCloseOverdue:
    def test_it_closes_what_is_past_seven_days_and_keeps_what_the_facts_were(self, scope: Scope) -> None:
        closed = actions.close_overdue(by=None, scope=scope, refs=refs("C1", "C2"), ended_on=date(2022, 3, 7))
        assert closed == 2
        case = Case.objects.get(number="C2")
        assert (case.outcome, case.outcome_date) == ("recovered", date(2022, 3, 7))
        assert case.revisions.get().outcome == ""

    def test_a_case_not_yet_due_refuses_the_whole_batch(self, scope: Scope) -> None:
        with pytest.raises(UserError):
            actions.close_overdue(by=None, scope=scope, refs=refs("C1", "C3"), ended_on=date(2022, 3, 7))
        assert not Case.objects.exclude(outcome="").exists()

    def test_another_communes_station_closes_nothing_here(self, scope: Scope) -> None:
        elsewhere = Scope(None, "station", 0, "VN/22/193/06649", False, scope.may)
        with pytest.raises(UserError):
            actions.close_overdue(by=None, scope=elsewhere, refs=refs("C1"), ended_on=date(2022, 3, 7))

    def test_the_same_batch_sent_twice_closes_once(self, scope: Scope) -> None:
        chosen = refs("C1")
        actions.close_overdue(by=None, scope=scope, refs=chosen, ended_on=date(2022, 3, 7))
        with pytest.raises(UserError):
            actions.close_overdue(by=None, scope=scope, refs=chosen, ended_on=date(2022, 3, 7))
        assert Case.objects.get(number="C1").revisions.count() == 1

    def test_nobody_is_closed_who_was_not_picked(self, scope: Scope, commune: Unit, client: Client) -> None:
        client.force_login(officer("station", commune))
        page = client.get("/ca-benh/qua-han/").text
        assert page.count('name="ref"') == 2 and " checked" not in page
        assert client.get("/ca-benh/qua-han/?pick=all").text.count(" checked") == 2
        wrong = {"ref": [str(ref) for ref in refs("C1")], "ended_on": "hôm qua"}
        assert client.post("/ca-benh/qua-han/", wrong).text.count(" checked") == 1

    @pytest.mark.parametrize(("number", "listed"), [("C1", True), ("C2", True), ("C3", False)])
    def test_the_seventh_day_is_on_the_list_and_the_sixth_is_not(
        self, scope: Scope, number: str, listed: bool
    ) -> None:
        last = actions.last_day_of_isolation(date(2022, 3, 7))
        assert queries.overdue(scope, last).filter(number=number).exists() is listed
