"""A file of outlines from end to end: read, matched to the tree of a day, simplified, kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.places import matcher_store, trees
from giaoban.places.boundaries import actions, queries
from giaoban.places.boundaries.geojson import Flaw, read
from giaoban.places.boundaries.matching import Unmatched, matched, properties_of
from giaoban.places.boundaries.simplify import simplified

TOLERANCE = 100.0  # metres: half a pixel of a province on a screen


@dataclass
class Loaded:
    """features = accepted + unchanged + corrected + unmatched + flawed, always."""

    file: str
    features: int
    accepted: int = 0
    unchanged: int = 0
    corrected: int = 0
    points_before: int = 0
    points: int = 0
    tolerance: float = TOLERANCE
    by: str = ""  # properties the units were found by
    unmatched: list[Unmatched] = field(default_factory=list)
    flawed: list[Flaw] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        told = {k: v for k, v in vars(self).items() if k not in ("unmatched", "flawed")}
        return told | {
            "unmatched": [asdict(u) for u in self.unmatched],
            "flawed": [f._asdict() for f in self.flawed],
        }


def load_boundaries(
    path: Path, *, by: Any, on: date, at: datetime, code: str = "", name: str = "",
    tolerance: float = TOLERANCE,
) -> Loaded:  # fmt: skip
    """Loads a file again without changing anything; a wrong outline leaves the others alone."""
    if tolerance < 0:
        raise UserError("tolerance_negative", "Sai số không thể âm.", "Ghi số mét, như --tolerance 100.")
    matcher = matcher_store.matcher(on)
    if not len(matcher):
        raise UserError(
            "no_tree", f"Chưa có danh mục địa bàn cho ngày {date_vi(on)}.", "Chạy “giaoban places load”."
        )
    features, flaws = read(path)
    code, names = properties_of(features, matcher, code, name)
    if features and not code and not names:
        raise UserError(
            "property_unknown", "Không nhận ra thuộc tính nào là mã hay tên đơn vị.",
            "Nêu bằng --code-property hoặc --name-property "
            f"(có: {', '.join(sorted(features[0].properties)[:20])}).",
        )  # fmt: skip
    root = trees.fallback_unit(on)
    found, left = matched(features, matcher, code, names, root.path if root else None)
    order = sorted(found)
    shapes = simplified([found[unit].rings for unit in order], tolerance)
    ids = queries.units_of(order, on)
    written = actions.keep(
        by=by, outlines={ids[unit]: rings for unit, rings in zip(order, shapes, strict=True)},
        tolerance=tolerance, source=path.name, at=at,
    )  # fmt: skip
    return Loaded(
        path.name, len(features) + len(flaws), written.accepted, written.unchanged, written.corrected,
        sum(len(ring) for unit in order for ring in found[unit].rings), written.points, tolerance,
        ", ".join([code, *names]).strip(", "), left, flaws,
    )  # fmt: skip
