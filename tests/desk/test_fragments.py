"""Parts of a page that a cut-off fixes are written once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation

from giaoban.desk import fragments

PARTS = {"life": "desk/_life.html"}


@pytest.fixture(autouse=True)
def empty() -> Any:
    fragments._pages.clear()
    yield
    fragments._pages.clear()


class TestKept:
    def ask(self, url: str = "/bang/", about: tuple[Any, ...] = ("a",)) -> list[int]:
        made: list[int] = []

        def context() -> dict[str, Any]:
            made.append(1)
            return {"life": [{"label": "x", "value": 1.0, "unit": "cases"}]}

        shown = fragments.kept(RequestFactory().get(url), about, PARTS, context)
        assert "figure-value" in shown["life"]
        return made

    def test_the_same_page_is_written_once(self) -> None:
        assert self.ask() == [1]
        assert self.ask() == []

    def test_another_cut_place_query_or_language_is_written_anew(self) -> None:
        self.ask()
        assert self.ask(about=("b",)) == [1]
        assert self.ask("/bang/?sort=new") == [1]
        assert self.ask("/bang/195/") == [1]
        with translation.override("en"):
            assert self.ask() == [1]

    def test_no_more_is_kept_than_said(self) -> None:
        for n in range(fragments._KEPT + 5):
            self.ask(about=(n,))
        assert len(fragments._pages) == fragments._KEPT
        assert self.ask(about=(0,)) == [1]
