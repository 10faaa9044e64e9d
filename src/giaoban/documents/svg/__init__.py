"""Pictures as SVG text, drawn on the server: one picture for screen, print, PDF and Word."""

from giaoban.documents.svg.bars import Bar, bars
from giaoban.documents.svg.curve import Mark, curve
from giaoban.documents.svg.matrix import transition_matrix
from giaoban.documents.svg.pathline import Measured, path_line
from giaoban.documents.svg.sparkline import sparkline
from giaoban.documents.svg.tilemap import MapPoint, Polygon, bare_note
from giaoban.documents.svg.tilemap import tile_map as map

__all__ = [
    "Bar",
    "MapPoint",
    "Mark",
    "Measured",
    "Polygon",
    "bare_note",
    "bars",
    "curve",
    "map",
    "path_line",
    "sparkline",
    "transition_matrix",
]
