"""The patient page on a phone in a real browser: the line is cut, the answer is kept, sent once, and told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import sync_playwright

from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.models import Check, Episode
from tests import browser
from tests.care.conftest import MakeEpisode

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's loop runs in this thread
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        yield chromium.new_context(viewport=PHONE, locale="vi-VN")
        chromium.close()
        connections.close_all()  # the loop's own: outside of it nobody can reach them any more


@pytest.fixture
def opened(
    live_server: Any, make_episode: MakeEpisode, station: User, station_scope: Scope, phone: Any
) -> Any:
    """The page of one person, the code entered."""
    episode = make_episode(name="Trần Thị Bưởi")
    link = actions.issue_link(by=station, scope=station_scope, episode_id=episode.pk)
    page = phone.new_page()
    page.goto(f"{live_server.url}/s/{link.token}/")
    page.fill("#code", link.code)
    page.click("text=Mở")
    page.wait_for_selector("form[data-check]")
    return page


def test_an_answer_without_a_line_is_kept_and_sent_once(opened: Any, phone: Any) -> None:
    phone.set_offline(True)
    opened.check("input[value=cyanosis]")
    opened.click("form[data-check] button")
    opened.wait_for_selector("#kept:not([hidden])")
    assert "115" in opened.inner_text("#kept")  # advice does not wait for the line
    assert not Check.objects.exists()
    phone.set_offline(False)
    opened.wait_for_selector("text=Gọi 115 ngay bây giờ", timeout=30_000)
    assert Check.objects.get().rank == "emergency"
    opened.reload()
    assert Check.objects.count() == 1


def test_it_fits_a_phone_and_has_no_serious_fault(opened: Any) -> None:
    if target := os.environ.get("GIAOBAN_SHOTS"):
        opened.screenshot(path=f"{target}/patient.png", full_page=True)
    assert opened.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(opened).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_without_the_script_it_is_sent_as_a_form(
    live_server: Any, make_episode: MakeEpisode, station: User, station_scope: Scope, phone: Any
) -> None:
    episode: Episode = make_episode()
    link = actions.issue_link(by=station, scope=station_scope, episode_id=episode.pk)
    plain = phone.browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    plain.goto(f"{live_server.url}/s/{link.token}/")
    plain.fill("#code", link.code)
    plain.click("text=Mở")
    plain.check("input[name=none]")
    plain.fill("#spo2", "96")
    plain.click("form[data-check] button")
    plain.wait_for_selector("text=Đo lại SpO2")
    if target := os.environ.get("GIAOBAN_SHOTS"):
        plain.screenshot(path=f"{target}/patient-second.png", full_page=True)
    assert Check.objects.get().spo2 == 96
