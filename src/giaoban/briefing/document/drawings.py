"""The two pictures of a briefing: the epidemic curve and the map by announced level."""

from __future__ import annotations

from datetime import date

from giaoban.briefing.document.facts import Facts
from giaoban.documents import svg
from giaoban.documents.model import Figure
from giaoban.kernel.vietnamese import date_vi, number, percent
from giaoban.places.boundaries import queries as boundaries

WIDTH_MM = 158.0  # the width of a line of text on A4 under Decree 30
# Low enough to stand below the text they belong to instead of opening a new page. Looked at, not computed.
CURVE_HEIGHT, MAP_HEIGHT, BORDERS_HEIGHT = 250, 520, 600
WIDE, FEW = 960, 40  # of a map; up to so many communes it has room for larger words


def curve(f: Facts) -> Figure | None:
    series = [(date.fromisoformat(day), n) for day, n in f.tables["curve"]]
    if not any(n for _, n in series):
        return None
    caption = f"Số ca mắc mới theo ngày công bố, {len(series)} ngày {f.until}"
    picture = svg.curve(
        series,
        title=_finding(f),
        subtitle=f"{f.place.full_name}, {caption[0].lower()}{caption[1:]}",
        height=CURVE_HEIGHT,
    )
    alt = f"{caption}. {_finding(f)}."
    return Figure(picture, caption, alt, WIDTH_MM)


def _finding(f: Facts) -> str:
    """What the curve shows, said by the figures."""
    new = f.figure("new")
    value, base = new["value"], new["base"]
    if value is None or base is None or value == base:
        return f"{number(value)} ca mắc mới trong {f.period}"
    word = "tăng" if value > base else "giảm"
    if not base:
        return f"Ca mắc mới {word} {number(abs(value - base))} so với {f.period} trước"
    return f"Ca mắc mới {word} {percent(abs(value - base) / base * 100, 1)} so với {f.period} trước"


def level_map(f: Facts) -> Figure | None:
    placed = [unit for unit in f.communes if unit.lat is not None and unit.lon is not None]
    if len(placed) < 2 or f.value("levels_announced") is None:
        return None
    points = [
        svg.MapPoint(
            key=unit.code,
            name=unit.full_name,
            lat=float(unit.lat or 0),
            lon=float(unit.lon or 0),
            level=f.levels.get(unit.code, {}).get("announced"),
            proposed=f.levels.get(unit.code, {}).get("proposed"),
            group=unit.parent.name if unit.parent and unit.parent_id != f.place.id else "",
        )
        for unit in placed
    ]
    high = [int(f.value(f"level{n}") or 0) for n in (3, 4)]
    title = f"{number(high[0])} xã cấp độ 3, {number(high[1])} xã cấp độ 4"
    day = date_vi(f.window.end)
    caption = f"Cấp độ dịch đã công bố của từng xã, ngày {day}; nét đứt: đề xuất khác công bố"
    shapes = _shapes(f)
    if shapes:
        caption += "; cấp của từng xã: phụ lục"
    size = 1.0 if len(points) > FEW else 0.75  # drawn smaller and set as wide: larger words and figures
    picture = svg.map(
        points, title=title, subtitle=f.place.full_name, width=WIDE * size,
        height=(BORDERS_HEIGHT if shapes else MAP_HEIGHT) * size,
        polygons=shapes.communes if shapes else None, borders=shapes.districts if shapes else (),
        note=svg.bare_note(shapes.bare) if shapes else "",
    )  # fmt: skip
    return Figure(picture, caption, f"{caption}. {title}.", WIDTH_MM)


def _shapes(f: Facts) -> boundaries.Shapes | None:
    """The borders, where enough communes have one. A signed paper is drawn from those of the signature,
    however they were changed since."""
    found = boundaries.coverage(f.place, f.window.end, f.signed_at)
    if not boundaries.enough(found, len(f.communes)):
        return None
    return boundaries.shapes(f.place, f.communes, f.window.end, f.signed_at)
