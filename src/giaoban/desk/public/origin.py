"""Where a request comes from, as far as it can be believed."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def address(request: Any) -> str:
    """The client's address; behind our proxy the last one named, for the others a client may invent."""
    if settings.GIAOBAN_BEHIND_PROXY:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if hops[-1].strip():
            return str(hops[-1].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
