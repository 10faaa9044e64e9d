"""Writing the dated trees, their successions and populations in bulk. The caller holds the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from statistics import fmean
from typing import NamedTuple

from giaoban.kernel import bulk
from giaoban.places import division, sources
from giaoban.places.models import Population, Succession, Unit
from giaoban.places.sources import COUNTRY, PublishedUnit

START = date(2021, 1, 1)  # the published tree of 2021 stands from here
LAST_OF_2021_TREE = date(2025, 6, 30)
START_2025 = date(2025, 7, 1)  # Resolution 202/2025/QH15: provinces merged, districts gone
CENSUS = "Tổng điều tra dân số và nhà ở 01/4/2019"
MAPPING = "vietnamadminunits 1.0.4"

_HEAD = ["id", "code", "valid_from", "valid_to", "level", "kind", "name", "full_name"]
_UNIT = [*_HEAD, "parent_id", "path", "lat", "lon", "centre_estimated"]

Centre = tuple[float, float]


class Tree(NamedTuple):
    valid_from: date
    valid_to: date | None
    units: list[PublishedUnit]
    centres: Mapping[str, Centre]


def published_trees() -> list[Tree]:
    return [
        Tree(START, LAST_OF_2021_TREE, sources.units_2021(), sources.centres_2021()),
        Tree(START_2025, None, sources.units_2025(), sources.centres_2025()),
    ]


def filled_centres(tree: Tree) -> dict[str, tuple[Centre, bool]]:
    """Every unit's centre, and whether it is the mean of its siblings' or its parent's."""
    known: dict[str, list[Centre]] = {}
    for unit in tree.units:
        if unit.code in tree.centres:
            known.setdefault(unit.parent, []).append(tree.centres[unit.code])
    filled: dict[str, tuple[Centre, bool]] = {}
    for unit in tree.units:
        if unit.code in tree.centres:
            filled[unit.code] = (tree.centres[unit.code], False)
        elif unit.parent in known:
            siblings = known[unit.parent]
            mean = (fmean(c[0] for c in siblings), fmean(c[1] for c in siblings))
            filled[unit.code] = (mean, True)
        else:
            filled[unit.code] = (filled[unit.parent][0], True)
    return filled


def write_country() -> Unit:
    """The root, one row for both trees."""
    return Unit.objects.get_or_create(
        code=COUNTRY,
        valid_from=START,
        defaults={
            "level": "country",
            "kind": "Nước",
            "name": "Việt Nam",
            "full_name": "Việt Nam",
            "path": COUNTRY,
            "lat": 16.0,  # about the middle of the country: only to centre a map on
            "lon": 107.5,
            "centre_estimated": True,
        },
    )[0]


def write_tree(tree: Tree, country: Unit) -> int:
    """Insert what is not there yet; the number of new units."""
    stored = Unit.objects.filter(valid_from=tree.valid_from).values_list("code", "id", "path")
    placed = {code: (id_, path) for code, id_, path in stored}
    placed[COUNTRY] = (country.id, country.path)
    missing = [unit for unit in tree.units if unit.code not in placed]
    if not missing:
        return 0
    centres = filled_centres(tree)
    since, until = bulk.db_date(tree.valid_from), bulk.db_date(tree.valid_to)
    rows = []
    for id_, unit in zip(bulk.reserve_ids(Unit, len(missing)), missing, strict=True):
        parent_id, parent_path = placed[unit.parent]
        path = f"{parent_path}/{unit.code}"
        placed[unit.code] = (id_, path)
        (lat, lon), estimated = centres[unit.code]
        full = f"{unit.kind} {unit.name}"
        head = (id_, unit.code, since, until, unit.level, unit.kind, unit.name, full)
        rows.append((*head, parent_id, path, lat, lon, estimated))
    bulk.insert(Unit, _UNIT, rows)
    return len(rows)


def ids_by_code(valid_from: date) -> dict[str, int]:
    return dict(Unit.objects.filter(valid_from=valid_from).values_list("code", "id"))


def write_successions() -> int:
    """Old → new with weights: facts where a unit went whole, estimates where it was divided."""
    if Succession.objects.filter(source__startswith=MAPPING).exists():
        return 0
    published = sources.successors()
    mapping = {old: news for old, (news, _) in published.items()}
    room = division.room_left(
        mapping,
        sources.populations("population_2019.csv"),
        sources.populations("registry_2025.csv"),
    )
    weights = division.shares(mapping, room, sources.areas_2025())
    old_ids, new_ids = ids_by_code(START), ids_by_code(START_2025)
    rows = [
        (old_ids[old], new_ids[new], weight, len(mapping[old]) > 1 or published[old][1], MAPPING)
        for (old, new), weight in weights.items()
        if old in old_ids
    ]
    ids = bulk.reserve_ids(Succession, len(rows))
    bulk.insert(
        Succession,
        ["id", "old_id", "new_id", "weight", "estimated", "source"],
        ((id_, *row) for id_, row in zip(ids, rows, strict=True)),
    )
    return len(rows)


def write_populations() -> int:
    """Census totals of the communes of 2021; none where the file is absent or they are in already."""
    persons = sources.populations("population_2019.csv")
    if not persons or Population.objects.filter(source=CENSUS, age_from=0, age_to=200).exists():
        return 0
    units = ids_by_code(START)
    rows = [
        (units[code], 2019, 0, 200, float(count), False, CENSUS)
        for code, count in persons.items()
        if code in units
    ]
    return write_population_rows(rows)


def write_population_rows(rows: Iterable[tuple[int, int, int, int, float, bool, str]]) -> int:
    """Rows of (unit id, year, age from, age to, persons, estimated, source)."""
    listed = list(rows)
    ids = bulk.reserve_ids(Population, len(listed))
    bulk.insert(
        Population,
        ["id", "unit_id", "year", "age_from", "age_to", "persons", "estimated", "source"],
        ((id_, *row) for id_, row in zip(ids, listed, strict=True)),
    )
    return len(listed)
