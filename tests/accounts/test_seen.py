"""The parts in a real browser: readable for everybody, on a phone and on a projector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SERIOUS = {"serious", "critical"}
SITE = "http://localhost:1"  # nobody listens there: every answer comes from `_answer`


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = browser.launch(playwright)
        yield opened
        opened.close()


def _answer(language: str) -> Any:
    """Pages of anonymous readers need no database, so the browser is answered without a server."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith(settings.STATIC_URL):
            file = Path(settings.STATICFILES_DIRS[0]) / path.removeprefix(settings.STATIC_URL)
            route.fulfill(path=file)
        else:
            route.fulfill(body=client.get(path).content, content_type="text/html")

    return answer


@pytest.mark.parametrize(
    ("path", "width", "scheme", "language"),
    [
        ("/_parts/", 360, "light", "vi"),
        ("/_parts/", 1280, "dark", "en"),
        ("/_parts/?mode=meeting", 1280, "light", "vi"),
        ("/login/", 360, "dark", "en"),
    ],
)
def test_a_page_has_no_serious_violation_and_does_not_scroll_sideways(
    chromium: Any, path: str, width: int, scheme: str, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.route("**/*", _answer(language))
    page = context.new_page()
    page.goto(SITE + path)
    found = [v for v in Axe().run(page).response["violations"] if v["impact"] in SERIOUS]
    sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert ground == ("rgb(14, 20, 25)" if scheme == "dark" else "rgb(245, 247, 249)")  # the sheet came
    assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []
    assert sideways <= 0
