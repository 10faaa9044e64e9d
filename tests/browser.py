"""The system's Chromium for journeys: `launch(playwright)`. Tests marked `browser` are skipped without it."""

from __future__ import annotations

from typing import Any

from giaoban.config.commands.browser import ARGUMENTS, INSTALL, chromium

__all__ = ["ARGUMENTS", "INSTALL", "chromium", "launch", "reason"]


def reason() -> str:
    return f"no Chromium here; install it with: {INSTALL}"


def launch(playwright: Any, **options: Any) -> Any:
    """A headless browser of `sync_playwright()`."""
    path = chromium()
    if path is None:
        raise RuntimeError(reason())
    return playwright.chromium.launch(executable_path=path, headless=True, args=list(ARGUMENTS), **options)
