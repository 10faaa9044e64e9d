"""The made-up province as rows of the registry, written in bulk: what imports would have written."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench import linelist_data
from bench.analytics_data import WINDOW_END, commune_codes

HOUR = " 18:00:00"  # of the day a row is announced, given or reported
KINDS = ("severity", "care", "tier", "support")
STATUS = ("underlying", "pregnant", "poor", "minority", "unvaccinable")
Units = Mapping[str, int]  # code of the made-up commune -> unit id


def made_up(unit_ids: list[int]) -> Units:
    """The made-up communes stand for the real ones in their order."""
    return dict(zip(commune_codes(), unit_ids, strict=True))


def listed(table: pa.Table, name: str) -> list[Any]:
    """A column as a database takes it: days in ISO form, nothing as nothing."""
    column = table[name]
    return list((column.cast(pa.string()) if pa.types.is_date(column.type) else column).to_pylist())


def filled(table: pa.Table, name: str) -> list[Any]:
    """A column of words where the database keeps '' for nothing."""
    return list(pc.fill_null(table[name], "").to_pylist())


def placed(table: pa.Table, name: str, units: Units) -> list[int]:
    return [units[code] for code in table[name].to_pylist()]


def insert(model: Any, columns: Mapping[str, Any]) -> range:
    """Rows given column by column; what is no list is the same in every row."""
    from giaoban.kernel import bulk

    n = max(len(c) for c in columns.values() if isinstance(c, list))
    ids = bulk.reserve_ids(model, n)
    full = [c if isinstance(c, list) else [c] * n for c in columns.values()]
    bulk.insert(model, ["id", *columns], zip(ids, *full, strict=True))
    return range(ids[0], ids[0] + n)


def refs(rng: np.random.Generator, n: int) -> list[int]:
    """Random names as the registry gives; a twin among so few would be refused by the database."""
    return [int(r) for r in rng.integers(1, 2**62, n)]


def persons(rng: np.random.Generator, table: pa.Table, units: Units) -> range:
    from giaoban.registry.models import Person

    born = [f"{year}-07-01" for year in table["birth_year"].to_pylist()]
    return insert(Person, {
        "ref": refs(rng, len(table)), "unit_id": placed(table, "unit", units), "household_id": None,
        "resident": True, "birth": born, "birth_precision": "year", "sex": filled(table, "sex"),
        "occupation": filled(table, "occupation"), **{s: listed(table, s) for s in STATUS},
        "recorded_at": "2021-06-01" + HOUR,
    })  # fmt: skip


def doses(table: pa.Table, people: range) -> None:
    from giaoban.registry.models import Dose

    given = listed(table, "date")
    insert(Dose, {
        "person_id": [people[p] for p in table["person"].to_pylist()],
        "number": listed(table, "dose_no"), "kind": listed(table, "kind"), "vaccine": "Pfizer",
        "date": given, "recorded_at": [day + HOUR for day in given],
    })  # fmt: skip


def cases(
    rng: np.random.Generator, table: pa.Table, spells: pa.Table, people: range, units: Units, batch: int
) -> None:
    from giaoban.kernel.sealing import keyed_hash
    from giaoban.registry.models import Case

    who, days = [people[p] for p in table["person"].to_pylist()], listed(table, "announced")
    numbers = [f"BENCH{i:07d}" for i in range(len(table))]
    told = spells.filter(pc.less_equal(spells["from_date"], pa.scalar(WINDOW_END)))
    ids = insert(Case, {
        "ref": refs(rng, len(table)), "person_id": who, "disease": "covid-19", "number": numbers,
        "source": "bench", "key": [keyed_hash("key", n) for n in numbers], "alias": None,
        "fingerprint": b"\0" * 16, **_newest(told, len(table)),
        "first_recorded_at": [day + HOUR for day in days],
        **{f"{u}_id": placed(table, u, units) for u in ("unit", "unit_residence", "unit_detected")},
        "hamlet": "Khu 1", **{d: listed(table, d) for d in ("onset", "sampled", "result", "announced")},
        "ministry_announced": listed(table, "ministry_announced"), "test": filled(table, "test"),
        "found": filled(table, "found"), "age": listed(table, "age"), "outcome": filled(table, "outcome"),
        "outcome_date": listed(table, "outcome_date"), "batch_id": batch,
        "row": list(range(2, len(table) + 2)), "recorded_at": [day + HOUR for day in days],
    })  # fmt: skip
    _states(told, ids)
    _identities(who)


def _newest(spells: pa.Table, n: int) -> dict[str, list[str]]:
    """The last state of each kind, as the case itself repeats it. Later spells stand later."""
    newest = {kind: [""] * n for kind in KINDS}
    columns = (spells[name].to_pylist() for name in ("case", "kind", "value"))
    for case, kind, value in zip(*columns, strict=True):
        newest[kind][case] = value
    return newest


def _states(spells: pa.Table, ids: range) -> None:
    from giaoban.registry.models import CaseState

    days = listed(spells, "from_date")
    at = [day + HOUR for day in days]
    insert(CaseState, {
        "case_id": [ids[c] for c in spells["case"].to_pylist()], "kind": listed(spells, "kind"),
        "value": listed(spells, "value"), "happened_on": days, "reported_at": at, "recorded_at": at,
        "by_id": None,
    })  # fmt: skip


def _identities(people: list[int]) -> None:
    """Of the cases: pages unseal them. Of a million healthy residents no page of the bench does."""
    from giaoban.kernel import bulk
    from giaoban.kernel.sealing import keyed_hash, seal
    from giaoban.kernel.text import fold
    from giaoban.registry.models import Identity

    def rows() -> Iterator[tuple[Any, ...]]:
        draw = random.Random(0)
        for number, person in enumerate(people):
            name, _, _, cid, phone, *_ = linelist_data._person(draw, number, 0)
            sealed = seal({"name": name, "cid": cid, "phone": phone, "address": "Khu 1"})
            hashes = (keyed_hash("name", fold(name)), keyed_hash("cid", cid), keyed_hash("phone", phone))
            yield (person, sealed, *hashes)

    columns = ["person_id", "sealed", "name_hash", "cid_hash", "phone_hash"]
    bulk.insert(Identity, columns, rows())


def returns(table: pa.Table, units: Units, publisher: int, batch: int) -> None:
    """Tests and beds; new cases come from the line list alone."""
    from giaoban.intake.models import Return
    from giaoban.kernel.sealing import keyed_hash

    told = table.filter(pc.not_equal(table["indicator"], "new_cases"))
    days = listed(told, "from_date")
    insert(Return, {
        "unit_id": placed(told, "unit", units), "publisher_id": publisher, "established": True,
        "place_text": "", "from_date": days, "to_date": days, "indicator": listed(told, "indicator"),
        "value": listed(told, "value"), "source": "bench",
        "key": [keyed_hash("bench", str(i)) for i in range(len(told))], "batch_id": batch,
        "recorded_at": [day + HOUR for day in days], "superseded_at": None,
    })  # fmt: skip
