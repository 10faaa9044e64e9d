"""The medicine page: a station hands out from its shelf; what is missing is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from giaoban.care.models import Episode
from giaoban.places.models import Facility, Unit
from giaoban.resources.queries import stock
from tests.directives.tree import posted


@pytest.fixture
def at_station(tree: dict[str, Unit], client: Client) -> Client:
    client.force_login(posted(tree, "station", "06778"))
    return client


class TestCourses:
    def test_pack_a_leaves_the_shelf(
        self, at_home: Callable[..., Episode], station: Facility, at_station: Client
    ) -> None:
        path = f"/thuoc/{at_home().pk}/"
        assert at_station.post(path, {"act": "hand_out", "item": "pack_a"}).status_code == 302
        assert stock.balance(station, "pack_a") == 2
        assert "đã cấp" in at_station.get(path).content.decode()

    def test_pack_b_without_a_prescriber_says_what_is_missing(
        self, at_home: Callable[..., Episode], station: Facility, at_station: Client
    ) -> None:
        said = at_station.post(f"/thuoc/{at_home().pk}/", {"act": "hand_out", "item": "pack_b"})
        assert said.status_code == 422 and "người kê đơn" in said.content.decode()

    def test_another_communes_patient_is_not_there(
        self, at_home: Callable[..., Episode], tree: dict[str, Unit], client: Client
    ) -> None:
        client.force_login(posted(tree, "station", "06781"))
        assert client.get(f"/thuoc/{at_home().pk}/").status_code == 404
