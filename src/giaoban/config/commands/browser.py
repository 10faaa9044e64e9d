"""The system's Chromium: where it is and how it is started without asking the network anything."""

from __future__ import annotations

import os
import shutil

INSTALL = "apt-get install -y chromium"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# as root there is no sandbox; the others keep a test from talking to anyone but the test server
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def chromium() -> str | None:
    """Its path; GIAOBAN_CHROMIUM names one that stands elsewhere."""
    given = os.environ.get("GIAOBAN_CHROMIUM")
    if given:
        return given if os.access(given, os.X_OK) else None
    return next((path for path in map(shutil.which, _NAMES) if path), None)
