"""What the pages of resources share: the site a page is about, a number of a form."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.places.models import Facility
from giaoban.resources.queries import stock


def here(request: Any, site: int | None) -> tuple[Facility, list[Facility]]:
    """The site asked for, or the reader's first, and all of theirs; one out of scope is not there."""
    sites = list(stock.sites(request.scope, clock.now()))
    found = next((s for s in sites if s.pk == site), None) if site else (sites[0] if sites else None)
    if found is None:
        raise Http404
    return found, sites


def tabs(request: Any, current: str, site: Facility | None) -> list[dict[str, Any]]:
    """Staff, roster and vehicles of one site, quotas of beds."""
    args = [site.pk] if site else []
    shown = [("staff", _("Nhân lực")), ("rosters", _("Lịch trực")), ("vehicles", _("Xe"))]
    found = [
        {
            "url": reverse(f"{name}_of" if args else name, args=args),
            "label": label,
            "current": name == current,
        }
        for name, label in shown
    ]  # fmt: skip
    found.append({"url": reverse("quotas"), "label": _("Chỉ tiêu giường"), "current": current == "quotas"})
    return found
