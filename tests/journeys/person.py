"""Somebody at a screen: what they click, what they read, and whether a machine finds it accessible."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SERIOUS = ("serious", "critical")


@dataclass(frozen=True)
class Site:
    address: str
    accounts: dict[str, dict[str, Any]]
    briefings: list[str]
    state: Path
    sessions: dict[str, Any] = field(default_factory=dict)  # by role
    field_work: dict[str, Any] = field(default_factory=dict)  # what make_field says


def one_time_code(secret: str) -> str:
    """RFC 6238, six digits, thirty seconds."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


class Person:
    def __init__(self, page: Any, site: Site, role: str) -> None:
        self.page, self.site, self.account = page, site, site.accounts[role]

    def is_known(self) -> bool:
        """Whether a session of before opens the first screen."""
        self.goes_to("/")
        return "/login/" not in self.page.url

    def sign_in(self) -> Person:
        self.goes_to("/login/")
        self.page.fill("input[name=login]", self.account["user"])
        self.page.fill("input[name=password]", self.account["password"])
        self._send()
        used: set[str] = set()
        while self.page.query_selector("input[name=code]"):
            self.page.fill("input[name=code]", self._unused_code(used))
            self._send()
        self.page.wait_for_selector("header .user, header .user-menu, nav.nav")
        return self

    def _send(self) -> None:
        with self.page.expect_navigation():
            self.page.click("main form button.main, main form button[type=submit]")

    def _unused_code(self, used: set[str]) -> str:
        """The site takes a code once: whoever signs in twice in half a minute waits for the next."""
        while (code := one_time_code(self.account["totp_secret"])) in used:
            time.sleep(0.5)
        used.add(code)
        return code

    def goes_to(self, path: str) -> int:
        response = self.page.goto(self.site.address + path)
        return response.status if response else 0

    def reads(self, text: str) -> bool:
        """Waits a moment for it: a click may still be loading the page that says it, bodiless at first."""
        try:
            self.page.wait_for_function(
                "text => document.body?.innerText.includes(text)", arg=text, timeout=20_000
            )
        except Exception as absent:  # playwright's own TimeoutError, imported only in journeys
            if type(absent).__name__ != "TimeoutError":
                raise
            return False
        return True

    def has_no_serious_barrier(self) -> list[str]:
        """Ids of axe's serious and critical findings on this page."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in SERIOUS]

    def scrolls_sideways(self) -> bool:
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return bool(wide > 1)
