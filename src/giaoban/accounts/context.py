"""What every page's frame shows."""

from __future__ import annotations

from typing import Any


def shell(request: Any) -> dict[str, Any]:
    return {"scope": getattr(request, "scope", None)}
