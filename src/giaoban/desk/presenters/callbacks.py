"""Wording of what call-backs say of the stations of a place."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk import links
from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.registry.callbacks.queries import Week

COLUMNS = [
    Column("name", gettext_lazy("Trạm của"), link="url", head=True),
    Column("drawn", gettext_lazy("Gọi lại"), "number"),
    Column("answered", gettext_lazy("Đã trả lời"), "number"),
    Column("agrees", gettext_lazy("Đúng"), "number"),
    Column("differs", gettext_lazy("Không đúng"), "number"),
]


def block(told: Week | None, week_from: date, *, calls: bool) -> dict[str, Any] | None:
    """Nothing where nobody drew and the reader cannot."""
    url = links.address("callbacks") if calls else ""
    if told is None:
        return {"url": url, "week_from": week_from} if calls else None
    return {"url": url, "week_from": week_from, "said": said(told), "rows": rows(told)}


def said(told: Week) -> str:
    total = told.total
    found = _("%(n)s việc được chọn ngẫu nhiên, còn %(open)s chưa gọi.") % {
        "n": wording.number(total.drawn), "open": wording.number(total.open),
    }  # fmt: skip
    if not total.answered:
        return found
    return found + " " + _("%(a)s trên %(b)s người trả lời nói đúng như trạm báo (%(share)s).") % {
        "a": wording.number(total.agrees), "b": wording.number(total.answered),
        "share": wording.percent(total.share, 1),
    }  # fmt: skip


def rows(told: Week) -> list[dict[str, Any]]:
    """Who was contradicted stands first."""
    found = sorted(told.stations, key=lambda one: (-one[1].differs, one[0].code))
    return [
        {
            "name": unit.full_name, "url": links.address("quality", place=unit.code), "drawn": one.drawn,
            "answered": one.answered, "agrees": one.agrees, "differs": one.differs,
            "_class": "warn" if one.differs else "",
        }
        for unit, one in found
    ]  # fmt: skip
