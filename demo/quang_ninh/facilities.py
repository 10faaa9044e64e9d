"""Stations, mobile stations, hospitals and isolation sites: one plain set, marked as generated.

Phones begin as those of `demo.identity` do: no number may ring at a real station.
"""

from __future__ import annotations

from pathlib import Path

from demo.identity import PHONE_PREFIX
from demo.quang_ninh.facts import PROVINCE_NAME, Facts
from demo.write import write_rows

HEADER = ("code", "name", "kind", "province", "district", "commune", "valid_from", "phone")
MARK = "(dữ liệu minh họa)"
SITES = (
    ("BV", "Bệnh viện điều trị COVID-19", "hospital", "2021-08-01"),
    ("CLTT", "Cơ sở cách ly tập trung", "central", "2021-05-01"),
    ("TD", "Khu thu dung, điều trị", "collection", "2022-02-01"),
)
RESIDENTS_PER_MOBILE_STATION = 50_000  # one more mobile station for so many residents; a guess


def write_facilities(path: Path, facts: Facts) -> int:
    rows: list[tuple[str, ...]] = []
    for commune in facts.communes:
        district = next(d for d in facts.districts if d.code == commune.district)
        name = f"Trạm Y tế {commune.name[0].lower()}{commune.name[1:]} {MARK}"
        place = (PROVINCE_NAME, district.name, commune.name)
        rows.append((f"TYT-{commune.code}", name, "station", *place, "2021-01-01"))
    for d in facts.districts:
        residents = sum(c.population for c in facts.communes if c.district == d.code)
        place = (PROVINCE_NAME, d.name, "")
        low = f"{d.name[0].lower()}{d.name[1:]} {MARK}"
        for prefix, name, kind, since in SITES:
            rows.append((f"{prefix}-{d.code}", f"{name} {low}", kind, *place, since))
        for n in range(1, 2 + residents // RESIDENTS_PER_MOBILE_STATION):
            name = f"Trạm Y tế lưu động số {n} {low}"
            rows.append((f"LD-{d.code}-{n}", name, "mobile_station", *place, "2022-02-01"))
    write_rows(path, HEADER, [(*row, f"{PHONE_PREFIX}{n:07d}") for n, row in enumerate(rows, 1)])
    return len(rows)
