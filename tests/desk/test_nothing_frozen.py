"""An installation without a snapshot says what would fill its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.desk.conftest import people, plant

Enter = Callable[[str], Client]


class TestNothingFrozen:
    @pytest.fixture
    def bare(self, db: None) -> None:
        people(plant())

    def test_it_says_what_would_fill_it(self, bare: None, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/").text
        assert "Chưa có bản chốt số liệu nào" in page and "CDC tỉnh" in page

    def test_it_shows_who_may_import_the_way(self, bare: None, as_role: Enter) -> None:
        page = as_role("analyst").get("/bang/").text
        assert 'href="/nhap/"' in page

    def test_a_place_still_says_what_it_is(self, bare: None, as_role: Enter) -> None:
        page = as_role("leader").get("/noi/06778/")
        assert page.status_code == 200 and "Phường Một" in page.text
