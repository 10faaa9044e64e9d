"""The page of one conclusion, and how many questions the pages ask the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.models import User
from giaoban.briefing.models import Briefing
from giaoban.directives import actions
from giaoban.directives.models import Conclusion
from giaoban.places.models import Unit
from tests.clock import FakeClock
from tests.directives.conftest import DUE, line
from tests.directives.tree import unit

Person = Callable[..., User]
Tree = dict[str, Unit]
SignIn = Callable[[str, str], Client]


class TestTheConclusionsPage:
    def test_it_shows_who_is_late_and_what_the_records_say(
        self, sign_in: SignIn, conclusion: Conclusion, fake_clock: FakeClock
    ) -> None:
        actions.receive(by=None, task=conclusion.tasks.get(unit__code="06778"))
        fake_clock.set(DUE + timedelta(minutes=1))
        page = sign_in("office", "22").get(f"/nhiem-vu/ket-luan/{conclusion.pk}/").text
        assert "3 quá hạn" in page
        assert "−20% so với khi giao" in page

    def test_all_that_is_answered_is_signed_off_at_once(
        self, sign_in: SignIn, conclusion: Conclusion
    ) -> None:
        actions.answer(by=None, task=conclusion.tasks.get(unit__code="06778"), note="Xong")
        client = sign_in("office", "22")
        assert "Xác nhận 1 kết quả" in client.get(f"/nhiem-vu/ket-luan/{conclusion.pk}/").text
        client.post(f"/nhiem-vu/ket-luan/{conclusion.pk}/sign_off/")
        assert conclusion.tasks.get(unit__code="06778").state == "accepted"

    def test_it_exports_every_unit_with_plain_values(self, sign_in: SignIn, conclusion: Conclusion) -> None:
        text = sign_in("office", "22").get(f"/nhiem-vu/ket-luan/{conclusion.pk}/tai-ve.csv").text
        rows = text.removeprefix("\ufeff").splitlines()
        assert len(rows) == 4
        assert rows[1].startswith("06778,UBND phường Một,") and ",100.0,100.0,80.0," in rows[1]

    def test_a_commune_finds_its_own_row_only(self, sign_in: SignIn, conclusion: Conclusion) -> None:
        page = sign_in("commune", "06778").get(f"/nhiem-vu/ket-luan/{conclusion.pk}/").text
        assert "UBND phường Một" in page and "UBND phường Hai" not in page
        assert "Rút kết luận" not in page

    def test_it_is_complete_in_english(self, sign_in: SignIn, conclusion: Conclusion) -> None:
        client = sign_in("office", "22")
        client.cookies["giaoban_language"] = "en"
        page = client.get(f"/nhiem-vu/ket-luan/{conclusion.pk}/").text
        assert "Conclusion of 7 March 2022" in page and "Từng đơn vị" not in page


class TestSpeed:
    @pytest.fixture
    def many(self, tree: Tree, briefing: Briefing, fake_clock: FakeClock) -> Conclusion:
        Unit.objects.bulk_create(unit(f"9{n:04}", "commune", f"Xã Số {n}", tree["196"]) for n in range(60))
        return actions.conclude(
            by=None, text="K.", place=tree["22"], briefing=briefing,
            lines=[line(measure="active", direction="down", target_change=-20.0)],
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("path", "queries"),
        [("/nhiem-vu/", 12), ("/nhiem-vu/ket-luan/", 8), ("/nhiem-vu/ket-luan/{pk}/", 13)],
    )
    def test_the_number_of_queries_is_fixed(
        self,
        sign_in: SignIn,
        many: Conclusion,
        path: str,
        queries: int,
        django_assert_max_num_queries: Any,
    ) -> None:
        client = sign_in("office", "22")
        address = path.format(pk=many.pk)
        client.get(address)  # the evaluation's figures are read once a process
        with django_assert_max_num_queries(queries):
            assert client.get(address).status_code == 200
