"""What a demo province has to give: staff, rosters, shelves, vehicles, beds, and transfers under way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any


def furnish_demo(
    places: Mapping[str, Any], at: datetime, set_clock: Callable[[datetime], None]
) -> dict[str, Any]:
    """{role: facility it is posted at}. Where the scene names no facilities, little comes of it."""
    from giaoban.care.referrals.actions.demo import refer_some
    from giaoban.places.models import Facility
    from giaoban.registry.queries import new_by_unit
    from giaoban.resources.actions.demo import furnish

    furnish(by=None, province=places["province"], at=at, weekly=new_by_unit(at.date(), 7))
    refer_some(by=None, district=places["district"], morning=at, set_clock=set_clock)
    hospital = Facility.objects.filter(kind="hospital", unit=places["district"]).first()
    return {"hospital": hospital} if hospital else {}
