"""Addresses are found by name, so that two pages of one name send people to the wrong one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver


def names(patterns: Any) -> Iterator[str]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            if pattern.namespace is None:
                yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_no_two_pages_have_one_name() -> None:
    counted = Counter(names(get_resolver().url_patterns))
    assert [name for name, n in counted.items() if n > 1] == []
