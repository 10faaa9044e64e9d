"""Rendered parts of a page that a cut-off fixes for good: written once a process, not once a reader.

Cell by cell a table costs some 20 ms of a request. What a part shows depends on the cut, the place, the
language and the page's query, never on who reads it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_KEPT = 64  # pages; about 30 KB each, so some 2 MB a process
_pages: OrderedDict[Hashable, dict[str, SafeString]] = OrderedDict()
_lock = Lock()

Context = Mapping[str, Any]


def kept(
    request: Any, about: tuple[Hashable, ...], templates: Mapping[str, str], context: Callable[[], Context]
) -> dict[str, SafeString]:
    """{name: the template rendered}; `about` tells apart what the parts were made of."""
    key = (get_language(), request.path, request.GET.urlencode(), *about)
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
            return _pages[key]
    shown = context()
    made = {
        name: render_to_string(template, {**shown, "request": request})
        for name, template in templates.items()
    }
    with _lock:
        _pages[key] = made
        while len(_pages) > _KEPT:
            _pages.popitem(last=False)
    return made
