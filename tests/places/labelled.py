"""The labelled set: what clerks write, with the unit they meant, made from the real tree by a fixed seed.

`meant` is None where no answer may be called sure: the commune stands in another district than the one
written, the district in another province, or the text names no commune at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from giaoban.kernel.text import fold
from giaoban.places.match_types import UnitName
from giaoban.places.sources import PublishedUnit
from tests.places.corruption import SPELLINGS, slip, with_kind

SEED = 20220306


class Labelled(NamedTuple):
    kind: str
    cells: tuple[str, str, str]
    meant: str | None


HAND_WRITTEN = [
    Labelled("hand", ("TP.HCM", "Q.1", "P. Bến Nghé"), "26740"),
    Labelled("hand", ("Tp.HCM", "Quận 3", "P5"), "27151"),
    Labelled("hand", ("HCM", "quan 3", "phường 05"), "27151"),
    Labelled("hand", ("TT Huế", "TP Huế", "Vĩ Dạ"), "19777"),
    Labelled("hand", ("Đắc Lắc", "Buôn Ma Thuột", "Eatam"), "24151"),
    Labelled("hand", ("Đồng Tháp", "Cao Lãnh", "Phường 1"), "29866"),
    Labelled("hand", ("Đà Nẵng", "Hải Châu", "Hải Châu 2"), "20239"),
    Labelled("hand", ("Quảng Ninh", "Móng Cai", "Hoà Lạc"), "06718"),
    Labelled("hand", ("Quảng Ngãi", "Lý Sơn", ""), "536"),
    Labelled("hand", ("Hà Nội", "Gia Lâm", "xã Yên Viên"), "00532"),
    Labelled("hand", ("Hà Nội", "Gia Lâm", "Yên Viên"), None),
    Labelled("hand", ("Lào Cai", "Sa Pa", "sa pa"), None),
    Labelled("hand", ("Lào Cai", "Sa Pa", "Phường Sa Pả"), "03002"),
    Labelled("hand", ("Quảng Ninh", "Thủ Đức", "Linh Tây"), None),
    Labelled("hand", ("Quảng Ninh", "Cẩm Phả", "Hồng Gai"), None),
    Labelled("hand", ("Quảng Ninh", "Cẩm Phả", "khu phố 3"), None),
    Labelled("hand", ("Daegu", "Dalseo-gu", ""), None),
]


class Places:
    """The tree as the generator walks it."""

    def __init__(self, units: list[PublishedUnit]) -> None:
        self.by_code = {unit.code: unit for unit in units}
        self.below: dict[str, list[PublishedUnit]] = defaultdict(list)
        for unit in units:
            self.below[unit.parent].append(unit)
        self.provinces = [u for u in units if u.level == "province"]
        self.districts = [u for u in units if u.level == "district" and self.below[u.code]]
        self.communes = [u for u in units if u.level == "commune"]

    def names_in(self, parent: str) -> set[str]:
        return {fold(unit.name) for unit in self.below[parent]}

    def alone(self, unit: PublishedUnit) -> bool:
        """No sibling of the same folded name."""
        return sum(fold(u.name) == fold(unit.name) for u in self.below[unit.parent]) == 1


def _cells(random: Random, *units: PublishedUnit) -> list[str]:
    """Each cell in the clerk's spelling; a clerk without marks has none in any cell."""
    spoil = random.choice(SPELLINGS)
    return [spoil(random, with_kind(random, unit.kind, unit.name)) for unit in units]


def right_places(random: Random, places: Places, n: int) -> Iterator[Labelled]:
    for commune in random.choices(places.communes, k=n):
        district = places.by_code[commune.parent]
        province, d, c = _cells(random, places.by_code[district.parent], district, commune)
        yield Labelled("spelling", (province, d, c), commune.code)


def slips(random: Random, places: Places, n: int) -> Iterator[Labelled]:
    for commune in random.choices(places.communes, k=n):
        district = places.by_code[commune.parent]
        province, d, c = _cells(random, places.by_code[district.parent], district, commune)
        if random.random() < 0.3:
            d = slip(random, d)
        else:
            c = slip(random, c)
        yield Labelled("slip", (province, d, c), commune.code)


def other_kinds(random: Random, places: Places, n: int) -> Iterator[Labelled]:
    """A commune under the kind it had before it was raised."""
    for commune in random.choices(places.communes, k=n):
        if not places.alone(commune) or commune.name.isdigit():
            continue
        district = places.by_code[commune.parent]
        kind = random.choice([k for k in ("Xã", "Phường", "Thị trấn") if k != commune.kind])
        cells = (places.by_code[district.parent].name, district.name, f"{kind} {commune.name}")
        yield Labelled("other kind", cells, commune.code)


def wrong_districts(random: Random, places: Places, n: int) -> Iterator[Labelled]:
    """The commune written under another district of its province, with or without a slip."""
    for commune in random.choices(places.communes, k=n):
        province = places.by_code[places.by_code[commune.parent].parent]
        others = [d for d in places.below[province.code] if d.code != commune.parent]
        district = random.choice(others)
        same_name = [d for d in places.below[province.code] if fold(d.name) == fold(district.name)]
        if any(fold(commune.name) in places.names_in(d.code) for d in same_name):
            continue
        cells = _cells(random, province, district, commune)
        if random.random() < 0.3:
            cells[2] = slip(random, cells[2])
        yield Labelled("wrong district", (cells[0], cells[1], cells[2]), None)


def wrong_provinces(random: Random, places: Places, n: int) -> Iterator[Labelled]:
    """District and commune written under another province."""
    for commune in random.choices(places.communes, k=n):
        district = places.by_code[commune.parent]
        province = random.choice([p for p in places.provinces if p.code != district.parent])
        if fold(district.name) in places.names_in(province.code):
            continue
        cells = _cells(random, province, district, commune)
        yield Labelled("wrong province", (cells[0], cells[1], cells[2]), None)


def no_communes(random: Random, places: Places, n: int) -> Iterator[Labelled]:
    """Hamlets, quarters and remarks in the commune's cell."""
    said = ["thôn 3", "Khu phố 2", "KCN", "khu cách ly", "không rõ", "tổ 5", "chưa xác định", "?"]
    for district in random.choices(places.districts, k=n):
        cells = _cells(random, places.by_code[district.parent], district)
        text = random.choice(said)
        yield Labelled("no commune", (cells[0], cells[1], text), None if text != "?" else district.code)


def labelled(units: list[PublishedUnit], scale: int = 600) -> list[Labelled]:
    random, places = Random(SEED), Places(units)
    return [
        *HAND_WRITTEN,
        *right_places(random, places, 5 * scale),
        *slips(random, places, 2 * scale),
        *other_kinds(random, places, scale),
        *wrong_districts(random, places, 2 * scale),
        *wrong_provinces(random, places, scale),
        *no_communes(random, places, scale // 4),
    ]


def as_names(units: list[PublishedUnit]) -> list[UnitName]:
    return [UnitName(*unit) for unit in units]
