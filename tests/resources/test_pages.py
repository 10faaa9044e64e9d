"""Stock and overload by role: what is shown, what a form does, what stays hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from giaoban.accounts.models import User
from giaoban.places.models import Facility, Unit
from giaoban.resources.actions import stock
from giaoban.resources.models import ProposalLine, Staff
from giaoban.resources.queries import stock as queries
from tests.directives.tree import posted

Sites = dict[str, Facility]


@pytest.fixture
def enter(tree: dict[str, Unit], sites: Sites, client: Client) -> Callable[[str, str], Client]:
    def signed_in(role: str, code: str) -> Client:
        user: User = posted(tree, role, code)
        client.force_login(user)
        return client

    return signed_in


class TestStock:
    def test_what_is_received_is_on_the_shelf(self, enter: Callable[..., Client], sites: Sites) -> None:
        form = {"act": "receive", "item": "pack_a", "quantity": "12"}
        assert enter("station", "06778").post(f"/kho/{sites['TYT-1'].pk}/", form).status_code == 302
        assert queries.balance(sites["TYT-1"], "pack_a") == 12

    def test_sending_more_than_there_is_says_so(self, enter: Callable[..., Client], sites: Sites) -> None:
        form = {"act": "send", "item": "pack_a", "quantity": "1", "to": sites["TYT-2"].pk}
        said = enter("station", "06778").post(f"/kho/{sites['TYT-1'].pk}/", form)
        assert said.status_code == 422 and "không đủ" in said.content.decode()

    def test_another_stations_shelf_is_not_there(self, enter: Callable[..., Client], sites: Sites) -> None:
        assert enter("station", "06778").get(f"/kho/{sites['TYT-2'].pk}/").status_code == 404


class TestOverload:
    def test_a_proposal_is_made_and_moves_nothing(
        self, enter: Callable[..., Client], sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        for _ in range(9):
            worker("TYT-1")
        client = enter("coordinator", "22")
        assert client.post("/qua-tai/", {"kind": "staff"}).status_code == 302
        given = ProposalLine.objects.values_list("giver__code", "taker__code", "quantity")
        assert {g for g, _, _ in given} == {"TYT-1"} and sum(n for *_, n in given) == 4
        assert "chưa trả lời" in client.get("/dieu-chuyen/").content.decode()

    def test_where_nobody_can_spare_anything_it_says_so(self, enter: Callable[..., Client]) -> None:
        said = enter("coordinator", "22").post("/qua-tai/", {"kind": "staff"})
        assert said.status_code == 422

    def test_shelves_below_the_norm_are_counted(self, enter: Callable[..., Client], sites: Sites) -> None:
        stock.receive(by=None, facility=sites["TYT-1"], item="pack_a", quantity=20)
        stock.hand_out(by=None, facility=sites["TYT-1"], item="pack_a", quantity=19, key="p")
        page = enter("district", "195").get("/qua-tai/")
        shelf = next(s for s in page.context["shelves"] if s["item"] == "pack_a")
        assert (shelf["short"], shelf["lack"]) == (1, 8)  # 19 in 7 days ask for 9 to last three
