"""Rows behind a figure, without names: enough to find each again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.registry.models import Case

_SHOWN = [
    Column("case", gettext_lazy("Ca bệnh"), head=True, link="url"),
    Column("person", gettext_lazy("Người"), head=True),
    Column("unit", gettext_lazy("Địa bàn")),
    Column("case_age", gettext_lazy("Tuổi"), "number"),
    Column("case_sampled", gettext_lazy("Lấy mẫu"), "date"),
    Column("case_announced", gettext_lazy("Công bố"), "date"),
    Column("case_outcome_date", gettext_lazy("Ngày kết thúc"), "date"),
    Column("at", gettext_lazy("Ngày"), "date"),
    Column("to_date", gettext_lazy("Đến ngày"), "date"),
    Column("weight", gettext_lazy("Giá trị"), "number"),
]


def columns(rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Those that hold something; a value only where rows do not count one each."""
    held = {key for row in rows for key, value in row.items() if value is not None}
    if all(row.get("weight") == 1 for row in rows):
        held.discard("weight")
    return [column for column in _SHOWN if column.key in held]


def row(given: Mapping[str, Any], names: Mapping[str, str], case: Case | None) -> dict[str, Any]:
    made = dict(given)
    made["unit"] = names.get(given.get("unit") or "", given.get("unit"))
    for key in ("case", "person"):
        if given.get(key) is not None:
            made[key] = f"#{given[key] % 16**10:010x}"
    if case is not None:
        made["url"] = reverse("case", args=[case.ref])
        made["case"] = case.number or made["case"]
    return made


def outside(n: int) -> str:
    return _("%(n)s dòng ngoài địa bàn của bạn") % {"n": wording.number(n)} if n else ""
