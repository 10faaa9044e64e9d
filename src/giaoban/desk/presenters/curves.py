"""The epidemic curve of a page: one picture, and tabs that ask for it by another date."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from giaoban.desk.pictures.epidemic_curve import BY, epidemic_curve
from giaoban.desk.queries import Cut
from giaoban.places.models import Unit


def curve(request: Any, cut: Cut, unit: Unit) -> dict[str, Any]:
    asked = request.GET.get("curve", "")
    by = asked if asked in BY else "announced"
    return {
        "wide": epidemic_curve(cut, unit, by),
        "narrow": epidemic_curve(cut, unit, by, narrow=True),
        "tabs": [
            {"url": _url(request, one), "label": words[0], "current": one == by} for one, words in BY.items()
        ],
        "empty": _("Không có ca nào ghi {by} trong mười tuần này.").format(by=BY[by][1]),
    }


def _url(request: Any, by: str) -> str:
    query = request.GET.copy()
    query["curve"] = by
    return f"?{query.urlencode()}#curve"
