"""A served installation and a browser: journeys see only what a person sees."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import browser
from tests.journeys.person import Person, Site

ROOT = Path(__file__).resolve().parents[2]
WAIT = 180  # seconds: two cores need ten to start two workers, and more than a minute among other work
SCREENS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


def environment(state: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "GIAOBAN_TEST_DB")}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    fixed: dict[str, str] = {}
    if (state / "environment.json").is_file():
        fixed = json.loads((state / "environment.json").read_text())
    return {
        **kept, "PYTHONPATH": path, "GIAOBAN_STATE": str(state),
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings.dev", **fixed,
    }  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    state = tmp_path_factory.mktemp("journey") / "state"
    state.mkdir()
    env = {k: v for k, v in environment(state).items() if k != "GIAOBAN_KEY"}
    script = str(ROOT / "tests" / "journeys" / "make_state.py")
    done = subprocess.run(
        [sys.executable, script, str(state)], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return state, json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="session")
def site(made: tuple[Path, dict[str, Any]]) -> Iterator[Site]:
    state, facts = made
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {k: v for k, v in environment(state).items() if k != "GIAOBAN_KEY"}
    server = subprocess.Popen(
        [sys.executable, "-m", "giaoban", "serve", "--port", str(port), "--state", str(state)],
        env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address + "/healthz")
        accounts = {a["role"]: a for a in facts["accounts"]}
        yield Site(address, accounts, facts["briefings"], state, field_work=facts["field"])
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:  # a machine with much else to do
            server.kill()
            server.wait()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"no answer from {address} in {WAIT} s")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = browser.launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest) -> dict[str, int]:
    return SCREENS[request.param]


@pytest.fixture
def person(chromium: Any, site: Site, screen: dict[str, int]) -> Iterator[Any]:
    """`person("analyst")` signs in on this screen; everybody has a browser of their own.

    Who signed in before comes back with the same session: a second sign-in within half a minute waits for
    the next one-time code.
    """
    opened = []

    def sign_in(role: str) -> Person:
        context = chromium.new_context(
            viewport=screen, accept_downloads=True, locale="vi-VN", storage_state=site.sessions.get(role)
        )
        opened.append(context)
        somebody = Person(context.new_page(), site, role)
        if not somebody.is_known():
            somebody.sign_in()
            site.sessions[role] = context.storage_state()
        return somebody

    yield sign_in
    for context in opened:
        context.close()
