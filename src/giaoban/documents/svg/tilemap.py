"""The map by level: a hexagon a commune, or its outline where the province has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import hatch, link, polygon, tag, words
from giaoban.documents.svg.frame import MARGIN, frame, heading_height, identity
from giaoban.documents.svg.hexgrid import Layout, Point, corners, layout, neighbours
from giaoban.documents.svg.maplabels import group_labels
from giaoban.documents.svg.maplegend import LEGEND_HEIGHT, legend
from giaoban.documents.svg.outlines import Outline, Polygon, place_outlines

_FIGURE = 11.0  # of an outline
_MANY = 40  # communes
_LARGEST = (13.0, 20.0)  # of a figure: among many, among few
_PHONE = 400.0  # a narrower sheet with many communes has thin dashes
_SMALL = 10.0  # a hexagon of a radius below it, as on a phone
SCHEMATIC = "Sơ đồ theo tâm xã, không phải bản đồ địa giới."
__all__ = ["MapPoint", "Polygon", "bare_note", "tile_map"]


def bare_note(bare: int) -> str:
    """Of a map of outlines on which some communes have none."""
    return f"{bare} xã chưa có đường biên, vẽ tại tâm xã." if bare else ""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A commune. `level` is the announced one, None where none is determined; `group` its
    district; `detail` further words for its title ("45 ca mắc mới").
    """

    key: str
    name: str
    lat: float
    lon: float
    level: int | None
    proposed: int | None = None
    href: str | None = None
    group: str = ""
    detail: str = ""

    @property
    def differs(self) -> bool:
        return self.proposed is not None and self.proposed != self.level


def tile_map(
    points: Sequence[MapPoint],
    *,
    title: str,
    subtitle: str = "",
    width: float = 960,
    height: float = 620,
    polygons: Mapping[str, Polygon] | None = None,
    borders: Sequence[Polygon] = (),
    note: str = "",
) -> str:
    """Outlines are used where every point has one, else all stand on the grid. `borders` are drawn over
    outlines; `note` stands under them."""
    name = identity("map", title, subtitle, tuple(points))
    outlined = polygons is not None and all(point.key in polygons for point in points)
    top = heading_height(title, subtitle, width) + 4
    room = (width - 2 * MARGIN, height - top - LEGEND_HEIGHT - 8)
    if outlined and polygons is not None:
        every = [*(polygons[point.key] for point in points), *borders]
        placed = place_outlines(every, *room, largest=_LARGEST[len(points) <= _MANY])
        inner = _outlined(points, placed, name, room)
        note = " ".join(filter(None, (note, _small_note(placed[: len(points)]))))
    else:
        note = SCHEMATIC
        inner = _grid(points, layout(tuple((p.lat, p.lon) for p in points), *room), name, room)
    body = (
        tag("defs", hatch(f"{name}-h", tokens.HATCH_GROUND, tokens.HATCH_LINE))
        + tag("g", inner, transform=f"translate({MARGIN} {top:g})")
        + legend(points, f"url(#{name}-h)", note, width, height)
    )
    return frame(
        body,
        name=name,
        title=title,
        subtitle=subtitle,
        description=_description(points, note),
        width=width,
        height=height,
        linked=any(point.href for point in points),
    )


def _small_note(placed: Sequence[Outline]) -> str:
    small = sum(not outline.figure for outline in placed)
    return f"{small} xã nhỏ chỉ tô màu, không ghi số." if small else ""


def _grid(points: Sequence[MapPoint], placed: Layout, name: str, room: Point) -> str:
    size = min(max(placed.radius * 0.75, 9), 20)
    tiles = []
    for point, centre in zip(points, placed.centres, strict=True):
        shape = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners(centre, placed.radius)) + "Z"
        tiles.append(_mark(point, shape, centre, size, name))
    borders = _borders(points, placed) if len({point.group for point in points}) > 1 else ""
    labels = _group_names(points, placed.centres, placed.radius, room)
    return "".join(tiles) + borders + _dashes(points, placed) + labels


def _outlined(points: Sequence[MapPoint], placed: Sequence[Outline], name: str, room: Point) -> str:
    """Communes, dashes where another level is proposed, borders of districts, their names over all."""
    placed, borders = placed[: len(points)], placed[len(points) :]
    marks = [_mark(p, o.path, o.centre, o.figure, name) for p, o in zip(points, placed, strict=True)]
    lines = "".join(o.path for o in borders)
    broad = room[0] >= _PHONE or len(points) <= _MANY
    around = tag("path", d=lines, fill="none", stroke=tokens.INK, stroke_width=1.2, pointer_events="none")
    dashes = [
        tag(
            "path", d=o.around, fill="none", stroke=tokens.INK, pointer_events="none",
            stroke_width=1.5 if broad and o.figure > _FIGURE else 0.9,
            stroke_dasharray="4 2.5" if broad and o.figure else "2.4 1.6",
        )
        for p, o in zip(points, placed, strict=True)
        if p.differs
    ]  # fmt: skip
    labels = _group_names(points, [outline.centre for outline in placed], _FIGURE, room)
    return "".join(marks) + (around if borders else "") + "".join(dashes) + labels


def _group_names(points: Sequence[MapPoint], centres: Sequence[Point], size: float, room: Point) -> str:
    """Of the districts, over their communes; the map of one district needs none."""
    members: dict[str, list[Point]] = {}
    for point, centre in zip(points, centres, strict=True):
        members.setdefault(point.group, []).append(centre)
    return group_labels(members, size, room) if len(members) > 1 else ""


def _mark(point: MapPoint, shape: str, centre: Point, size: float, name: str) -> str:
    """Without a size there is no room for the figure: colour and title tell the level."""
    fill = tokens.LEVELS.get(point.level or 0, f"url(#{name}-h)")
    ink = tokens.text_on(fill) if point.level in tokens.LEVELS else tokens.INK
    figure = str(point.level) if point.level in tokens.LEVELS else "?"
    return link(
        point.href,
        _said(point),
        tag("path", d=shape, fill=fill, stroke=tokens.PAPER, stroke_width=1.5 if size > _FIGURE else 1),
        "" if not size else words(
            figure,
            centre[0],
            centre[1] + size * 0.36,
            size=size,
            fill=ink,
            anchor="middle",
            bold=True,
            halo=None if point.level in tokens.LEVELS else tokens.HATCH_GROUND,
        ),
    )


def _dashes(points: Sequence[MapPoint], placed: Layout) -> str:
    """Drawn last and inside the edge, so that no neighbour covers them; thin where a thick one would cover
    the figure."""
    small = placed.radius < _SMALL
    inset, line, dashes = (1.0, 1.1, "2.4 1.6") if small else (2.6, 2.0, "4 2.5")
    return "".join(
        polygon(
            corners(centre, placed.radius - inset),
            fill="none",
            stroke=tokens.INK,
            stroke_width=line,
            stroke_dasharray=dashes,
            pointer_events="none",
        )
        for point, centre in zip(points, placed.centres, strict=True)
        if point.differs
    )


def _borders(points: Sequence[MapPoint], placed: Layout) -> str:
    """A line wherever two hexagons side by side belong to different districts."""
    group_at = {slot: point.group for slot, point in zip(placed.slots, points, strict=True)}
    lines = []
    for slot, centre in zip(placed.slots, placed.centres, strict=True):
        edge = corners(centre, placed.radius)
        for side, other in enumerate(neighbours(slot)):
            if group_at.get(other, group_at[slot]) != group_at[slot] and slot < other:
                (x1, y1), (x2, y2) = edge[side], edge[(side + 1) % 6]
                lines.append(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")
    return tag(
        "path",
        d="".join(lines) or "M0 0",
        fill="none",
        stroke=tokens.INK,
        stroke_width=2.5 if placed.radius >= _SMALL else 1.8,
        stroke_linecap="round",
        pointer_events="none",
    )


def _said(point: MapPoint) -> str:
    place = f"{point.name}, {point.group}" if point.group else point.name
    level = f"cấp độ {point.level}" if point.level else "chưa xác định cấp độ"
    said = f"{place}: {level}"
    if point.differs:
        said += f", đề xuất cấp độ {point.proposed}"
    return said + (f"; {point.detail}" if point.detail else "")


def _description(points: Sequence[MapPoint], note: str) -> str:
    counts = [f"{sum(p.level == level for p in points)} xã cấp {level}" for level in tokens.LEVELS]
    unknown = sum(point.level is None for point in points)
    counts += [f"{unknown} xã chưa xác định"] if unknown else []
    return f"{', '.join(counts)}. {note}".strip()
