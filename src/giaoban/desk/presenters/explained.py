"""Wording of what units said of their figures, for those who read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from giaoban.briefing.models import Explanation
from giaoban.desk import links
from giaoban.desk.presenters.quality_blocks import label
from giaoban.kernel.tables import Column

COLUMNS = [
    Column("unit", gettext_lazy("Đơn vị"), head=True, link="url"),
    Column("label", gettext_lazy("Số liệu")),
    Column("value", gettext_lazy("Khi giải trình"), kind="number"),
    Column("text", gettext_lazy("Giải trình")),
    Column("by", gettext_lazy("Người ghi")),
    Column("at", gettext_lazy("Lúc"), kind="moment"),
]


def rows(found: Sequence[Explanation]) -> list[dict[str, Any]]:
    return [
        {
            "unit": n.unit.full_name,
            "url": links.place(n.unit.code),
            "label": label(n.indicator),
            "value": n.value,
            "text": n.text,
            "by": n.by.get_full_name() or n.by.username if n.by else "",
            "at": n.at,
        }
        for n in found
    ]
