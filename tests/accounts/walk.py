"""Every address of the site, its arguments filled with dummies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

_ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")
_DUMMIES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x/y"}


def addresses() -> list[tuple[str, str, Any]]:
    """(name, path, view) of every pattern."""
    return list(_walk(get_resolver().url_patterns, "/"))


def _walk(patterns: Any, prefix: str) -> Iterator[tuple[str, str, Any]]:
    for entry in patterns:
        route = prefix + _ARGUMENT.sub(lambda m: _DUMMIES.get(m[1] or "", "x"), str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield entry.name or "", route, entry.callback
