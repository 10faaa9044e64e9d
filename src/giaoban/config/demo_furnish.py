"""What a demo province has to give, a week of care at home, and transfers under way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any


def furnish_demo(places: Mapping[str, Any], at: datetime, whole: bool = False) -> dict[str, int]:
    """Before the week is frozen, so that its figures tell of it; little where the scene has no facilities.

    `whole`: people at home are followed in every district of the province, not in one.
    """
    from giaoban.care.actions.demo import fill_week
    from giaoban.places.models import Facility
    from giaoban.places.queries import children
    from giaoban.registry.queries import new_by_unit
    from giaoban.resources.actions.demo import furnish

    made = furnish(by=None, province=places["province"], at=at, weekly=new_by_unit(at.date(), 7))
    if not Facility.objects.filter(kind="station").exists():
        return made
    districts = children(places["province"], on=at.date()) if whole else [places["district"]]
    for district in districts:
        for what, n in fill_week(by=None, district=district, morning=at).items():
            made[what] = made.get(what, 0) + n
    return made


def refer_demo(
    places: Mapping[str, Any], at: datetime, set_clock: Callable[[datetime], None]
) -> dict[str, Any]:
    """{role: facility it is posted at}."""
    from giaoban.care.referrals.actions.demo import refer_some
    from giaoban.places.models import Facility

    refer_some(by=None, district=places["district"], morning=at, set_clock=set_clock)
    hospital = Facility.objects.filter(kind="hospital", unit=places["district"]).first()
    return {"hospital": hospital} if hospital else {}
