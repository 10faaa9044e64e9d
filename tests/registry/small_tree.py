"""A country of two provinces: enough places for tests, there at once."""

from __future__ import annotations

from datetime import date

from giaoban.places import matcher_store
from giaoban.places.models import Unit

START = date(2021, 1, 1)
COUNTRY, QUANG_NINH, BAC_GIANG = "VN", "22", "24"
CAM_PHA, HA_LONG = "195", "193"
CAM_TRUNG, CAM_THACH, HONG_GAI = "06778", "06775", "06685"
_UNITS = (
    (COUNTRY, "country", "Nước", "Việt Nam", None),
    (QUANG_NINH, "province", "Tỉnh", "Quảng Ninh", COUNTRY),
    (BAC_GIANG, "province", "Tỉnh", "Bắc Giang", COUNTRY),
    (HA_LONG, "district", "Thành phố", "Hạ Long", QUANG_NINH),
    (CAM_PHA, "district", "Thành phố", "Cẩm Phả", QUANG_NINH),
    ("213", "district", "Thành phố", "Bắc Giang", BAC_GIANG),
    (CAM_TRUNG, "commune", "Phường", "Cẩm Trung", CAM_PHA),
    (CAM_THACH, "commune", "Phường", "Cẩm Thạch", CAM_PHA),
    (HONG_GAI, "commune", "Phường", "Hồng Gai", HA_LONG),
    ("07210", "commune", "Phường", "Thọ Xương", "213"),
)


def load() -> dict[str, Unit]:
    """{code: unit}. The matcher forgets the tree it knew."""
    found: dict[str, Unit] = {}
    for code, level, kind, name, parent in _UNITS:
        above = found[parent] if parent else None
        found[code] = Unit.objects.create(
            code=code, valid_from=START, level=level, kind=kind, name=name, full_name=f"{kind} {name}",
            parent=above, path=f"{above.path}/{code}" if above else code,
        )  # fmt: skip
    matcher_store.clear()
    return found
