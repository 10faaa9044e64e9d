"""Made-up lists of any length for timing imports: a line list and a register of residents.

Names, numbers and days are drawn from a fixed seed; places are the communes of one province of 2021. Identity
numbers begin with 000 and phones with 010, which were never given to anybody.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from giaoban.places import sources

PROVINCE = "22"  # Quảng Ninh: 13 districts, 177 communes
FIRST_DAY = date(2022, 1, 3)
DAYS = 60
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Đặng", "Ngô", "Dương", "Đinh", "Lý")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Thanh", "Hữu", "Quang", "Thu", "Hồng", "Xuân", "Kim")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa", "Hùng", "Lan", "Mai")
_SEVERITY = ("không triệu chứng", "nhẹ", "nhẹ", "nhẹ", "trung bình", "nặng")
_CARE = ("tại nhà", "tại nhà", "tại nhà", "bệnh viện", "khu thu dung")
_OUTCOME = ("", "", "khỏi bệnh", "khỏi bệnh")
_TRADES = ("học sinh", "công nhân", "giáo viên", "lái xe", "")

PERSON = ("name", "birth", "sex", "cid", "phone", "province", "district", "commune", "hamlet", "address")
CASE = (
    "case_id", *PERSON, "onset", "sampled", "result_at", "announced", "test", "found", "severity",
    "care_place", "tier", "support", "outcome", "outcome_date", "occupation", "underlying", "pregnant",
)  # fmt: skip
RESIDENT = (
    *PERSON, "household", "occupation", "underlying", "pregnant", "poor", "minority",
    "dose1_date", "dose1_vaccine", "dose2_date", "dose2_vaccine",
)  # fmt: skip


@lru_cache(maxsize=1)
def communes() -> list[tuple[str, str, str]]:
    """(province, district, commune) as officials write them."""
    units = {unit.code: unit for unit in sources.units_2021() if unit.level != "commune"}
    return [
        ("Quảng Ninh", f"{above.kind} {above.name}", f"{unit.kind} {unit.name}")
        for unit in sources.units_2021()
        if unit.level == "commune" and (above := units[unit.parent]).parent == PROVINCE
    ]


def cases(rows: int, seed: int = 0) -> Iterator[tuple[str, ...]]:
    draw = random.Random(seed)
    for number in range(rows):
        announced = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        ended = draw.choice(_OUTCOME)
        care = draw.choice(_CARE)
        yield (
            f"QN{seed:02d}{number:07d}", *_person(draw, number, seed), _day(announced, -3),
            _day(announced, -2), _day(announced, -1), _day(announced), draw.choice(("PCR", "test nhanh")),
            draw.choice(("cộng đồng", "cách ly")), draw.choice(_SEVERITY), care, draw.choice("1123"),
            "thở oxy" if care == "bệnh viện" else "không", ended, _day(announced, 7) if ended else "",
            draw.choice(_TRADES), draw.choice("0001"), draw.choice("00001"),
        )  # fmt: skip


def residents(rows: int, seed: int = 0) -> Iterator[tuple[str, ...]]:
    draw = random.Random(seed)
    for number in range(rows):
        first = FIRST_DAY - timedelta(days=draw.randrange(40, 200))
        yield (
            *_person(draw, number, seed), f"HO{number // 4:07d}", draw.choice(_TRADES),
            draw.choice("0001"), draw.choice("00001"), "0", draw.choice("01"),
            _day(first), "AstraZeneca", _day(first, 30), "Pfizer",
        )  # fmt: skip


def write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def linelist(path: Path, rows: int, seed: int = 0) -> Path:
    return write(path, CASE, cases(rows, seed))


def register(path: Path, rows: int, seed: int = 0) -> Path:
    return write(path, RESIDENT, residents(rows, seed))


def _person(draw: random.Random, number: int, seed: int) -> tuple[str, ...]:
    name = f"{draw.choice(_SURNAMES)} {draw.choice(_MIDDLE)} {draw.choice(_GIVEN)}"
    birth = date(1940, 1, 1) + timedelta(days=draw.randrange(29_000))
    return (
        name, _day(birth), draw.choice(("nam", "nữ")), f"000{seed:02d}{number:07d}",
        f"010{draw.randrange(10**7):07d}", *draw.choice(communes()), f"Khu {draw.randrange(1, 12)}",
        f"Số nhà {draw.randrange(1, 90)}",
    )  # fmt: skip


@cache
def _day(day: date, later: int = 0) -> str:
    return f"{day + timedelta(days=later):%d/%m/%Y}"
