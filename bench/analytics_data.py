"""A province made up at full size, to time the engine on: 1.3 million residents, 300,000 cases.

No figure of it means anything; only the sizes and the spread over communes and days matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from giaoban.analytics.tables import TABLES

DISTRICTS, COMMUNES = 13, 177
EPOCH = date(1970, 1, 1)
WINDOW_START, WINDOW_END = date(2022, 2, 28), date(2022, 3, 6)
SEVERITY = np.array(["asymptomatic", "mild", "moderate", "severe", "critical"])
CARE = np.array(["home", "central", "collection", "hospital"])
SUPPORT = np.array(["none", "oxygen", "hfnc", "niv", "imv", "ecmo"])
FOUND = np.array(["community", "quarantine", "screening", "zone", "facility", "sweep", "declared"])
AWAY = 0.03  # of the cases stay elsewhere than at home; a guess


@dataclass(frozen=True)
class Size:
    """How many rows; doses are two a resident, shared out over first, second and third."""

    persons: int = 1_300_000
    cases: int = 300_000

    @property
    def doses(self) -> tuple[int, int, int]:
        return round(self.persons * 10.5 / 13), round(self.persons * 9.5 / 13), round(self.persons * 6 / 13)


FULL = Size()


def day(value: date) -> int:
    return (value - EPOCH).days


def dates(days: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    mask = None if known is None else ~known
    return pa.array(days.astype("int32"), type=pa.int32(), mask=mask).cast(pa.date32())


def chosen(rng: np.random.Generator, values: np.ndarray, shares: list[float], n: int) -> np.ndarray:
    return values[rng.choice(len(values), size=n, p=shares)]


def commune_codes() -> np.ndarray:
    return np.array([f"{6000 + i:05d}" for i in range(COMMUNES)])


def units(residents: np.ndarray) -> pa.Table:
    rows: list[dict[str, object]] = [unit("VN", None, "country", "VN", 0)]
    rows.append(unit("22", "VN", "province", "VN/22", int(residents.sum())))
    for d in range(DISTRICTS):
        code = f"{190 + d}"
        inside = int(residents[np.arange(COMMUNES) % DISTRICTS == d].sum())
        rows.append(unit(code, "22", "district", f"VN/22/{code}", inside))
    for i, code in enumerate(commune_codes()):
        parent = f"{190 + i % DISTRICTS}"
        path = f"VN/22/{parent}/{code}"
        rows.append(unit(str(code), parent, "commune", path, int(residents[i])))
    schema = pa.schema([("code", pa.string()), ("parent", pa.string()), ("level", pa.string()),
                        ("name", pa.string()), ("full_name", pa.string()), ("path", pa.string()),
                        ("lat", pa.float64()), ("lon", pa.float64()),
                        ("population", pa.int64())])
    return pa.Table.from_pylist(rows, schema=schema)


def unit(code: str, parent: str | None, level: str, path: str, people: int) -> dict[str, object]:
    return {"code": code, "parent": parent, "level": level, "name": code, "full_name": code,
            "path": path, "lat": None, "lon": None, "population": people}


def flags(rng: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    shares = {"underlying": 0.08, "pregnant": 0.01, "minority": 0.12, "poor": 0.05,
              "unvaccinable": 0.005}
    return {name: rng.random(n) < share for name, share in shares.items()}


def persons(rng: np.random.Generator, size: Size, shares: np.ndarray | None) -> pa.Table:
    """`shares`: of each commune in the residents; all alike without it."""
    n = size.persons
    home = rng.choice(COMMUNES, n, p=shares)
    occupation = np.array(["pupil", "worker", "teacher", "other"])
    return pa.table({
        "person": np.arange(n), "unit": commune_codes()[home],
        "birth_year": (2022 - rng.integers(0, 90, n)).astype("int32"),
        "sex": np.array(["m", "f"])[rng.integers(0, 2, n)],
        "occupation": chosen(rng, occupation, [0.2, 0.3, 0.02, 0.48], n),
        **flags(rng, n)})


def cases(rng: np.random.Generator, size: Size, people: pa.Table) -> pa.Table:
    n = size.cases
    announced = day(WINDOW_END) - np.minimum(rng.exponential(14, n), 300).astype(int)
    closed = announced + rng.integers(3, 25, n)
    over = (closed <= day(WINDOW_END)) & (rng.random(n) < 0.8)
    who = rng.permutation(size.persons)[:n]
    codes = commune_codes()
    home = people["unit"].to_numpy()[who]
    stay = np.where(rng.random(n) < AWAY, codes[rng.integers(0, COMMUNES, n)], home)
    sampled = announced - rng.geometric(0.5, n)
    outcome = np.where(rng.random(n) < 0.002, "dead", "recovered")
    occupation = np.array(["pupil", "teacher", "worker", "health", "other"])
    return pa.table({
        "case": np.arange(n), "person": who, "unit": stay,
        "unit_residence": home, "unit_detected": codes[rng.integers(0, COMMUNES, n)],
        "onset": dates(sampled - 2, rng.random(n) < 0.5),
        "sampled": dates(sampled, rng.random(n) < 0.95), "result": dates(sampled),
        "announced": dates(announced),
        "ministry_announced": dates(announced + 1, rng.random(n) < 0.4),
        "test": np.array(["pcr", "rapid"])[rng.integers(0, 2, n)],
        "found": chosen(rng, FOUND, [0.5, 0.2, 0.1, 0.05, 0.05, 0.05, 0.05], n),
        "age": pa.array(rng.integers(0, 95, n).astype("int32"), mask=rng.random(n) < 0.02),
        "sex": np.array(["m", "f"])[rng.integers(0, 2, n)],
        "occupation": chosen(rng, occupation, [0.25, 0.03, 0.3, 0.02, 0.4], n), **flags(rng, n),
        "outcome": pa.array(outcome, mask=~over), "outcome_date": dates(closed, over),
        "recorded_at": pa.array(announced.astype("int64") * 86_400_000_000,
                                type=pa.timestamp("us"))})


def spells(rng: np.random.Generator, case_table: pa.Table) -> pa.Table:
    first = case_table["announced"].cast(pa.int32()).to_numpy()
    n = len(case_table)
    worse = np.flatnonzero(rng.random(n) < 0.04)
    severe = np.flatnonzero(rng.random(n) < 0.01)
    parts = [
        part(np.arange(n), "severity", chosen(rng, SEVERITY, [0.4, 0.595, 0.005, 0, 0], n), first),
        part(np.arange(n), "care", chosen(rng, CARE, [0.965, 0.01, 0.01, 0.015], n), first),
        part(np.arange(n), "tier", np.array(["1", "2", "3"])[rng.choice(3, n, p=[.95, .04, .01])],
             first),
        part(worse, "care", np.full(len(worse), "hospital"), first[worse] + 4),
        part(severe, "severity", chosen(rng, SEVERITY, [0, 0, .6, .3, .1], len(severe)),
             first[severe] + 5),
        part(severe, "support", chosen(rng, SUPPORT, [.3, .4, .1, .1, .09, .01], len(severe)),
             first[severe] + 5)]
    table = pa.concat_tables(parts)
    return table.append_column("unit", case_table["unit"].take(table["case"]))


def part(case: np.ndarray, kind: str, value: np.ndarray, start: np.ndarray) -> pa.Table:
    never = np.zeros(len(case), dtype=bool)
    return pa.table({"case": case, "kind": np.full(len(case), kind), "value": value.astype(str),
                     "from_date": dates(start), "to_date": dates(start, never)})


def doses(rng: np.random.Generator, size: Size, person_table: pa.Table) -> pa.Table:
    number = np.repeat(np.arange(1, 4), size.doses)
    person = np.concatenate([np.arange(k) for k in size.doses])
    when = day(date(2021, 7, 1)) + number * 60 + rng.integers(0, 60, len(number))
    kind = np.where(number < 3, "primary", "booster")
    return pa.table({"person": person, "unit": person_table["unit"].take(pa.array(person)),
                     "dose_no": number.astype("int32"), "kind": kind, "date": dates(when)})


def with_doses(people: pa.Table, given: pa.Table) -> pa.Table:
    for number in (1, 2, 3):
        mine = given.filter(pc.equal(given["dose_no"], number)).select(["person", "date"])
        mine = mine.rename_columns(["person", f"dose{number}"])
        people = people.join(mine, "person", use_threads=False)
    return people


def returns(rng: np.random.Generator) -> pa.Table:
    names = ["new_cases", "tests_done", "tests_positive", "beds_planned", "beds_set_up",
             "beds_staffed", "beds_oxygen", "beds_free"]
    days = np.arange(day(WINDOW_END) - 60, day(WINDOW_END) + 1)
    unit_ix, day_ix, name_ix = (grid.ravel() for grid in np.meshgrid(
        np.arange(COMMUNES), days, np.arange(len(names)), indexing="ij"))
    n = len(unit_ix)
    return pa.table({
        "id": np.arange(n), "unit": commune_codes()[unit_ix], "publisher": np.full(n, "22"),
        "established": np.ones(n, dtype=bool), "place_text": pa.nulls(n, pa.string()),
        "from_date": dates(day_ix), "to_date": dates(day_ix),
        "indicator": np.array(names)[name_ix], "value": rng.integers(0, 60, n).astype(float),
        "source": np.full(n, "bench"),
        "recorded_at": pa.array(day_ix.astype("int64") * 86_400_000_000, type=pa.timestamp("us"))})


def announced_levels(rng: np.random.Generator) -> pa.Table:
    weeks = [WINDOW_END - timedelta(days=7 * k) for k in range(8)]
    rows = [{"unit": str(code), "level": int(rng.integers(1, 5)), "effective": week,
             "number": f"{k}/TB", "issuer": "22"}
            for k, week in enumerate(weeks) for code in commune_codes()]
    schema = pa.schema([("unit", pa.string()), ("level", pa.int32()), ("effective", pa.date32()),
                        ("number", pa.string()), ("issuer", pa.string())])
    return pa.Table.from_pylist(rows, schema=schema)


def population(residents: np.ndarray) -> pa.Table:
    bands = [(0, 4), (5, 11), (12, 17), (18, 49), (50, 64), (65, 200)]
    share = [0.09, 0.12, 0.09, 0.48, 0.14, 0.08]
    rows = [{"unit": str(code), "age_from": low, "age_to": high, "persons": people * part}
            for code, people in zip(commune_codes(), residents, strict=True)
            for (low, high), part in zip(bands, share, strict=True)]
    schema = pa.schema([("unit", pa.string()), ("age_from", pa.int32()), ("age_to", pa.int32()),
                        ("persons", pa.float64())])
    return pa.Table.from_pylist(rows, schema=schema)


def province(seed: int = 20220306, size: Size = FULL,
             shares: np.ndarray | None = None) -> dict[str, pa.Table]:
    rng = np.random.default_rng(seed)
    people = persons(rng, size, shares)
    counted = people.group_by("unit").aggregate([("unit", "count")]).sort_by("unit")
    residents = counted["unit_count"].to_numpy()
    sick = cases(rng, size, people)
    return {"units": units(residents), "population": population(residents), "persons": people,
            "cases": sick, "spells": spells(rng, sick), "doses": doses(rng, size, people),
            "returns": returns(rng), "announced_levels": announced_levels(rng)}


def write(folder: Path, tables: dict[str, pa.Table]) -> dict[str, list[str]]:
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {}
    given = {"persons": with_doses(tables["persons"], tables["doses"])}
    for name, table in (tables | given).items():
        if name not in TABLES:
            continue
        path = folder / f"{name}.parquet"
        if TABLES[name].order:
            table = table.sort_by([(column, "ascending") for column in TABLES[name].order])
        pq.write_table(table, path, compression="zstd")
        manifest[name] = [str(path)]
    return manifest
