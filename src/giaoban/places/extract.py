"""Places as the analytics contract takes them: one tree, its people, the levels announced on it."""

from __future__ import annotations

from datetime import date, datetime

import pyarrow as pa
from django.db.models import F, Q

from giaoban.places import queries
from giaoban.places.models import AnnouncedLevel, Population


def units_table(on: date) -> pa.Table:
    """code, parent, level, name, full_name, path, lat, lon, population of the installation's units.

    Of the units above its root only the line of ancestors: a province's figures are its own.
    """
    root = queries.root(on).path
    rows = [r for r in queries.table_on(on) if _inside(r.path, root) or _inside(root, r.path)]
    schema = _units_schema()
    columns = {name: [getattr(row, name) for row in rows] for name in schema.names}
    columns["population"] = [n or None for n in columns["population"]]  # unknown is not zero
    return pa.table(columns, schema)


def _inside(path: str, above: str) -> bool:
    return path == above or path.startswith(above + "/")


def _units_schema() -> pa.Schema:
    text = ["code", "parent", "level", "name", "full_name", "path"]
    return pa.schema(
        [(n, pa.string()) for n in text]
        + [("lat", pa.float64()), ("lon", pa.float64()), ("population", pa.int64())]
    )


def population_table(on: date) -> pa.Table:
    """unit, age_from, age_to, persons of the communes valid on `on`."""
    rows = list(
        Population.objects.filter(
            Q(unit__valid_from__lte=on) & (Q(unit__valid_to=None) | Q(unit__valid_to__gte=on))
        )
        .exclude(age_from=0, age_to=200)
        .order_by("unit__code", "age_from")
        .values_list("unit__code", "age_from", "age_to", "persons")
    )
    types = [
        ("unit", pa.string()), ("age_from", pa.int32()), ("age_to", pa.int32()),
        ("persons", pa.float64()),
    ]  # fmt: skip
    return pa.table(
        {name: pa.array([r[i] for r in rows], kind) for i, (name, kind) in enumerate(types)}
    )


def announced_table(known_at: datetime, on: date) -> pa.Table:
    """unit, level, effective, number, issuer as known at `known_at`, for the tree of `on`."""
    rows = list(
        AnnouncedLevel.objects.filter(recorded_at__lte=known_at)
        .filter(Q(unit__valid_from__lte=on) & (Q(unit__valid_to=None) | Q(unit__valid_to__gte=on)))
        .annotate(code=F("unit__code"))
        .order_by("code", "effective_at")
        .values_list("code", "level", "effective_at", "number", "issuer")
    )
    newest = {(r[0], r[2].date()): r for r in rows}.values()  # the last of one day counts
    return pa.table(
        {
            "unit": pa.array([r[0] for r in newest], pa.string()),
            "level": pa.array([r[1] for r in newest], pa.int32()),
            "effective": pa.array([r[2].date() for r in newest], pa.date32()),
            "number": pa.array([r[3] for r in newest], pa.string()),
            "issuer": pa.array([r[4] for r in newest], pa.string()),
        }
    )
