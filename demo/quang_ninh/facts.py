"""The facts of the scene, read once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo.facts import read

HERE = Path(__file__).parent
PROVINCE = "22"
PROVINCE_NAME = "Tỉnh Quảng Ninh"
CAM_PHA = "195"

Array = NDArray[Any]


@dataclass(frozen=True)
class Commune:
    code: str
    district: str
    name: str
    population: int

    @property
    def urban(self) -> bool:
        return not self.name.startswith("Xã")


@dataclass(frozen=True)
class District:
    code: str
    name: str
    new_0221: int
    minority_percent: float
    poor_percent: float


@dataclass(frozen=True)
class Facts:
    """Communes stand together by district; `district_of` is the index of a commune's district."""

    communes: tuple[Commune, ...]
    districts: tuple[District, ...]
    district_of: Array
    ages: dict[str, list[tuple[int, int, int]]]  # district → (from, to, persons)
    households: dict[str, list[int]]  # district → households of 1, 2, … 7 and more
    balance: dict[str, float]
    anchors: list[dict[str, str]]

    def __getitem__(self, key: str) -> float:
        return self.balance[key]

    def count(self, key: str) -> int:
        return int(self.balance[key])

    @property
    def cam_pha(self) -> int:
        return [d.code for d in self.districts].index(CAM_PHA)

    def by_district(self, field: str) -> Array:
        return np.array([getattr(d, field) for d in self.districts], dtype=float)


def load() -> Facts:
    communes = tuple(
        Commune(r["code"], r["district"], r["name"], int(r["population"]))
        for r in sorted(read(HERE / "communes.csv"), key=lambda r: (r["district"], r["code"]))
    )
    districts = tuple(
        District(
            r["code"], r["name"], int(r["new_0221"]),
            float(r["minority_percent"]), float(r["poor_percent"]),
        )
        for r in read(HERE / "districts.csv")
    )  # fmt: skip
    index = {d.code: i for i, d in enumerate(districts)}
    ages: dict[str, list[tuple[int, int, int]]] = {d.code: [] for d in districts}
    for r in read(HERE / "ages.csv"):
        ages[r["district"]].append((int(r["age_from"]), int(r["age_to"]), int(r["persons"])))
    households: dict[str, list[int]] = {d.code: [] for d in districts}
    for r in read(HERE / "households.csv"):
        households[r["district"]].append(int(r["households"]))
    return Facts(
        communes=communes,
        districts=districts,
        district_of=np.array([index[c.district] for c in communes]),
        ages=ages,
        households=households,
        balance={r["key"]: float(r["value"]) for r in read(HERE / "balance.csv")},
        anchors=read(HERE / "anchors.csv"),
    )
