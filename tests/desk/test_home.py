"""Each role lands where its morning begins."""

from __future__ import annotations

import pytest

from giaoban.desk.views import home
from giaoban.desk.views.home import first_screen


class TestFirstScreen:
    @pytest.mark.parametrize("role", ["leader", "analyst", "office", "partner", "admin", "district"])
    def test_those_who_weigh_figures_open_the_board(self, role: str) -> None:
        assert first_screen(role, "22") == "/bang/"

    @pytest.mark.parametrize("role", ["commune", "station", "hospital"])
    def test_those_who_look_after_people_open_their_worklist(
        self, role: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(home.links, "address", lambda name: f"/{name}/")
        assert first_screen(role, "06778") == "/today/"

    def test_without_a_worklist_it_is_their_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = home.links.address

        def without(name: str, *args: str, **query: str) -> str:
            return "" if name == "today" else found(name, *args)

        monkeypatch.setattr(home.links, "address", without)
        assert first_screen("station", "06778") == "/noi/06778/"
