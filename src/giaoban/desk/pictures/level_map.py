"""The communes by announced level, dashed where the rule proposes another."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from giaoban.desk import pictures
from giaoban.desk.queries.cuts import Cut
from giaoban.desk.queries.pictures_data import map_points
from giaoban.desk.queries.pictures_data import outlines as outlines_data
from giaoban.desk.queries.told import Told
from giaoban.documents import svg
from giaoban.documents.svg.maplegend import LEGEND_HEIGHT
from giaoban.kernel import wording
from giaoban.places.boundaries.queries import coverage, enough
from giaoban.places.models import Unit

_WIDE, _NARROW = (600, 520), (344, 420)  # a half of the sheet; a phone of 360 px


def outlines_of(cut: Cut, place: Unit, told: Told) -> str:
    """A word for the outlines the map is drawn from; "" where too few communes have one for a map."""
    found = coverage(place, cut.end)
    return found.stamp if enough(found, int(told.value("communes") or 0)) else ""


def level_map(cut: Cut, place: Unit, told: Told, outlines: str = "", narrow: bool = False) -> SafeString:
    """`outlines` is what `outlines_of` said: with it borders are drawn, without it the schematic map."""
    width, height = _NARROW if narrow else _WIDE

    def draw() -> pictures.Drawn:
        points = map_points(cut, place)
        if len(points) < 2 or not any(point.level for point in points):
            return pictures.NOTHING  # one commune is no map, and question marks alone say nothing
        title = finding(told)
        what = _("Cấp độ đã công bố, đến {day}. Nét đứt: cấp đề xuất khác.").format(day=wording.day(cut.end))
        shapes = outlines_data(cut, place) if outlines else None
        drawn = svg.map(
            points, title=title, subtitle=what, width=width, height=height,
            polygons=shapes.communes if shapes else None, borders=shapes.districts if shapes else (),
            note=svg.bare_note(shapes.bare) if shapes else "",
        )  # fmt: skip
        return pictures.Drawn(_without_legend(drawn, width, height) if narrow else drawn, (title, what))

    kind = "map-narrow" if narrow else "map"
    return pictures.kept(cut, place, f"{kind}-{outlines}" if outlines else kind, draw)


def _without_legend(drawn: str, width: int, height: int) -> str:
    """A phone is too narrow for the legend, which would lose its last key: the page says it in words."""
    rest = height - LEGEND_HEIGHT
    cut = drawn.replace(f'viewBox="0 0 {width} {height}"', f'viewBox="0 0 {width} {rest}"', 1)
    return cut.replace(f' height="{height}"', f' height="{rest}"', 1)


def finding(told: Told) -> str:
    """The title: how many communes stand high, and how that moved."""
    high = [told.figures[name] for name in ("level3", "level4")]
    if any(f["value"] is None for f in high) or not told.value("communes"):
        return _("Cấp độ dịch theo xã")
    now = sum(f["value"] for f in high)
    text = _("{n} xã ở cấp 3 và cấp 4").format(n=wording.number(now))
    if any(f["base"] is None for f in high):
        return text
    change = now - sum(f["base"] for f in high)
    if change == 0:
        return text + _(", không đổi so với kỳ trước")
    moved = _(", tăng {n} so với kỳ trước") if change > 0 else _(", giảm {n} so với kỳ trước")
    return text + moved.format(n=wording.number(abs(change)))
