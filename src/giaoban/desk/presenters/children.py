"""The table of the units directly below: figures with bars, levels, a total that says what stands nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk import links
from giaoban.desk.queries import Told
from giaoban.kernel.tables import Column, order_by
from giaoban.places.models import Unit

_FIGURES = [
    Column("new", gettext_lazy("Ca mắc mới"), "bar", sort=True),
    Column("new_change", gettext_lazy("Tăng, giảm"), "signed", sort=True),
    Column("incidence_7d", gettext_lazy("Trên 100.000 dân"), "number", places=0, sort=True),
    Column("active", gettext_lazy("Đang quản lý"), "bar", sort=True),
    Column("home_share", gettext_lazy("Tại nhà"), "percent", places=1, sort=True),
    Column("hospital", gettext_lazy("Tại bệnh viện"), "number", sort=True),
    Column("deaths", gettext_lazy("Tử vong"), "number", sort=True),
]
_BEDS = Column("beds_free", gettext_lazy("Giường trống"), "number", sort=True)
_COUNTS = [
    Column("level3", gettext_lazy("Xã cấp 3"), "number", sort=True),
    Column("level4", gettext_lazy("Xã cấp 4"), "number", sort=True),
]
_LEVEL = Column(
    "level", gettext_lazy("Cấp độ"), "level", sort=True, hint=gettext_lazy("nét đứt: cấp đề xuất khác")
)


def columns(of_communes: bool) -> list[Column]:
    """Communes have a level each; above them the communes at level 3 and 4 are counted."""
    name = gettext_lazy("Xã, phường, thị trấn") if of_communes else gettext_lazy("Địa bàn")
    head = Column("name", name, link="url", sort=True, head=True)
    return [head, *_FIGURES, _LEVEL] if of_communes else [head, *_FIGURES, _BEDS, *_COUNTS]


def table(told: Told, place: Unit, sort: str, week: str) -> dict[str, Any]:
    """{name, columns, rows, total}; a district leads to its board, a commune to its page."""
    children = told.tables["children"]
    of_communes = len(children) == told.tables["communes"]
    shown = columns(of_communes)
    link = links.place if of_communes else links.board
    rows = [{**child, "url": link(child["code"], week), "level": _level(child)} for child in children]
    ordered = order_by(rows, sort or "-new", shown)
    name = _("Theo xã, phường, thị trấn") if of_communes else _("Theo địa bàn")
    return {"name": name, "columns": shown, "rows": [*ordered, *_nowhere(told)], "total": _total(told, place)}


def _level(child: Mapping[str, Any]) -> tuple[int, int]:
    """Announced and proposed, without None so that rows can be ordered by it."""
    announced = child.get("announced") or 0
    return announced, child.get("proposed") or announced


def _nowhere(told: Told) -> list[dict[str, Any]]:
    """Cases of the whole that stand in none of the units below: their place is not established."""
    rest = (told.value("new") or 0) - sum(child["new"] or 0 for child in told.tables["children"])
    if rest <= 0:
        return []
    return [{"name": _("Chưa rõ địa bàn"), "new": rest, "_class": "warn"}]


def _total(told: Told, place: Unit) -> dict[str, Any]:
    """The place's own figures, not the sum of the rows: where they differ it must be seen."""
    names = ("new", "incidence_7d", "active", "home_share", "hospital", "deaths", "beds_free")
    change = told.figures["new"]["change"]
    counts = {name: told.value(name) for name in ("level3", "level4")}
    return {"name": place.full_name, "new_change": change, **{n: told.value(n) for n in names}, **counts}
