"""The figures of places as rows of an export: what `registry.layouts` cannot know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from giaoban.kernel import wording
from giaoban.places import queries as places
from giaoban.registry.layouts.sources import Asked, Source
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

_OF_UNIT: dict[str, Any] = {
    "code": _("mã địa bàn"), "unit": _("tên địa bàn"), "level": _("cấp hành chính"), "district": _("huyện"),
    "from": _("từ ngày"), "to": _("đến hết ngày"), "known_at": _("thời điểm chốt"),
    "announced": _("cấp độ dịch đã công bố"),
}  # fmt: skip


class _Words(dict[str, Any]):
    """Our words for indicators, asked for when a page is shown."""

    def get(self, name: Any, default: Any = None) -> Any:
        if name in _OF_UNIT:
            return _OF_UNIT[name]
        found = situation.CATALOGUE.get(name)
        return default if found is None else found.label_en if wording.in_english() else found.label_vi


def rows(asked: Asked) -> Iterator[dict[str, Any]]:
    """The newest frozen window that ends in the days asked for: the place, then every unit below."""
    evaluation = (
        Evaluation.objects.filter(count="province", end__range=(asked.since, asked.until))
        .select_related("snapshot")
        .order_by("-end", "-snapshot__known_at", "-id")
        .first()
    )
    if evaluation is None:
        return
    below = places.subtree(asked.place, on=evaluation.end).select_related("parent").order_by("path")
    units = [unit for unit in below if asked.scope.covers(unit.path)]
    counted = situation.figures_of(evaluation, [unit.code for unit in units])
    wanted = [name for name in asked.fields if name in situation.CATALOGUE]
    for unit in units:
        yield {
            "code": unit.code,
            "unit": unit.full_name,
            "level": unit.kind or unit.level,
            "district": unit.parent.full_name if unit.level == "commune" and unit.parent else None,
            "from": evaluation.start,
            "to": evaluation.end,
            "known_at": evaluation.snapshot.known_at.isoformat(sep=" ", timespec="minutes"),
            "announced": (evaluation.levels.get(unit.code) or {}).get("announced"),
            **{name: counted[unit.code].value(name) for name in wanted},
        }


def source() -> Source:
    return Source([*_OF_UNIT, *situation.CATALOGUE], rows, words=_Words())
