"""The queue and a pair as officers see them: their own side by name, the other's masked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.models import AccessLog, Posting, User
from giaoban.places.models import Unit
from giaoban.registry.duplicates import queries
from giaoban.registry.models import Merge, Pair
from tests.clock import FakeClock
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.duplicates.conftest import Make

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(places: dict[str, Unit], fake_clock: FakeClock) -> SignIn:
    """`sign_in(role, code)`: a browser of that role at that place."""
    fake_clock.set(datetime(2022, 3, 7, 9))

    def signed(role: str = "commune", code: str = small_tree.CAM_TRUNG) -> Client:
        user = User.objects.create_user(f"{role}-{code}", password="x")
        Posting.objects.create(user=user, role=role, place=places[code], valid_from=date(2021, 1, 1))
        client = Client()
        client.force_login(user)
        return client

    return signed


def paired(person: Make, other: str = small_tree.CAM_TRUNG, name: str = "Nguyen Thi Thu Huong") -> Pair:
    first, second = person(phone="0100000001"), person(name, unit=other, phone="0100000002")
    return Pair.objects.create(
        first=first, second=second, score=9, levels={"name": "same", "birth": "same"}, proposed_at=AT
    )


class TestPair:
    def test_side_by_side_with_differences_marked_and_the_look_logged(
        self, person: Make, sign_in: SignIn
    ) -> None:
        page = sign_in().get(f"/trung-lap/{paired(person).id}/").content.decode()
        assert page.count('class="differ"') == 2  # the name's marks and the phone
        assert "0100000001" in page and "0100000002" in page
        assert AccessLog.objects.filter(rows=2).exists()

    def test_the_side_outside_is_masked_and_cannot_be_merged(self, person: Make, sign_in: SignIn) -> None:
        page = sign_in().get(f"/trung-lap/{paired(person, small_tree.HONG_GAI).id}/").content.decode()
        assert "0100000001" in page
        assert "0100000002" not in page
        assert 'value="merged"' not in page

    def test_a_pair_elsewhere_is_not_found_and_a_partner_may_not(self, person: Make, sign_in: SignIn) -> None:
        pair = paired(person)
        assert sign_in(code=small_tree.HONG_GAI).get(f"/trung-lap/{pair.id}/").status_code == 404
        assert sign_in("partner").get("/trung-lap/").status_code == 403

    def test_merging_leads_to_what_changed_and_undoing_leads_back(
        self, person: Make, sign_in: SignIn
    ) -> None:
        pair, browser = paired(person), sign_in()
        done = browser.post(f"/trung-lap/{pair.id}/", {"state": "merged", "seen": "waiting"}, follow=True)
        merge = Merge.objects.get()
        assert done.redirect_chain[-1][0] == f"/trung-lap/gop/{merge.id}/"
        back = browser.post(f"/trung-lap/gop/{merge.id}/", {"note": "nhầm"}, follow=True).content.decode()
        assert not queries.absorbed()
        notice = back.split('class="notice')[1].split("</div>")[0]
        assert "Đã hủy lần gộp" in notice and "[" not in notice  # the page's own facts are no part of it

    def test_who_comes_second_is_told_and_nothing_changes(self, person: Make, sign_in: SignIn) -> None:
        pair = paired(person)
        sign_in().post(f"/trung-lap/{pair.id}/", {"state": "different", "seen": "waiting"})
        late = sign_in("district", small_tree.CAM_PHA)
        answer = late.post(f"/trung-lap/{pair.id}/", {"state": "merged", "seen": "waiting"})
        assert answer.status_code == 409
        assert "Người khác vừa quyết định" in answer.content.decode()


class TestQueue:
    @pytest.mark.parametrize("tab", ["waiting", "later", "merged"])
    def test_each_tab_opens(self, person: Make, sign_in: SignIn, tab: str) -> None:
        paired(person)
        assert sign_in().get(f"/trung-lap/?tab={tab}").status_code == 200

    def test_a_longer_queue_costs_no_more_queries(
        self, person: Make, sign_in: SignIn, django_assert_max_num_queries: Any
    ) -> None:
        browser = sign_in()
        for _ in range(5):
            paired(person)
        with django_assert_max_num_queries(20):
            browser.get("/trung-lap/")

    def test_every_pair_can_be_reached(self, person: Make, sign_in: SignIn) -> None:
        made = {f"/trung-lap/{paired(person).id}/" for _ in range(51)}
        pages = [sign_in("commune" if n == 1 else "station").get(f"/trung-lap/?page={n}") for n in (1, 2)]
        assert {row["url"] for page in pages for row in page.context["rows"]} == made

    def test_an_unknown_tab_is_not_found(self, sign_in: SignIn) -> None:
        assert sign_in().get("/trung-lap/?tab=x").status_code == 404
