"""Wording of the pages of layouts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.registry.layouts.forms import word_of
from giaoban.registry.layouts.rules import SERIAL, Layout, kept
from giaoban.registry.layouts.sources import Source
from giaoban.registry.models import ExportLayout

KINDS: dict[str, Any] = {
    "linelist": _("Danh sách ca bệnh"),
    "returns": _("Báo cáo số liệu tổng hợp"),
    "figures": _("Số liệu theo địa bàn"),
}
_FIRST = 6  # headings shown of a layout; the rest is a number


def fields(source: Source) -> list[tuple[str, str]]:
    own = [(name, source.words.get(name) or word_of(name)) for name in source.fields]
    return [(SERIAL, gettext("số thứ tự của dòng")), *own]


def listed(found: Sequence[ExportLayout], own_unit: int, *, may_change: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "kind": KINDS.get(one.kind, one.kind),
            "unit": one.unit.full_name,
            "days": one.days,
            "headings": _headings(kept(one.layout)),
            "may_change": may_change and one.unit_id == own_unit,
        }
        for one in found
    ]


def _headings(layout: Layout) -> str:
    more = len(layout.headings) - _FIRST
    return " · ".join(layout.headings[:_FIRST]) + (f" · +{more}" if more > 0 else "")


def columns(layout: Layout) -> list[tuple[str, str, str]]:
    """(field, heading, fixed value) of each."""
    return [
        (name, heading, "" if name else str(layout.constants.get(heading, "")))
        for name, heading in layout.columns
    ]


def words(layout: Layout) -> str:
    return "\n".join(
        f"{name}: {theirs} = {ours}"
        for name, table in layout.values.items()
        for theirs, ours in table.items()
    )
