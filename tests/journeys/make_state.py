"""A small installation for journeys: two weeks of a few hundred cases in three districts of Quảng Ninh.

Run as a script in its own process: `python tests/journeys/make_state.py STATE`. Prints the sign-ins as JSON.
Names are numbers written out; nobody is called so.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

PLACES = {  # commune: (district, cases in the first week, in the second)
    "Phường Cẩm Trung": ("Thành phố Cẩm Phả", 40, 60),
    "Phường Quang Hanh": ("Thành phố Cẩm Phả", 20, 25),
    "Phường Hà Khánh": ("Thành phố Hạ Long", 30, 20),
    "Phường Bắc Sơn": ("Thành phố Uông Bí", 10, 15),
}
NUMBERS = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"]
FIRST = date(2022, 2, 21)
CODES = ("06649", "06793", "06778")
HEADER = [
    "Mã số bệnh nhân",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Điện thoại",
    "Tỉnh",
    "Huyện",
    "Xã",
    "Ngày lấy mẫu",
    "Ngày công bố",
    "Mức độ",
    "Nơi điều trị",
    "Tầng",
    "Kết quả điều trị",
    "Ngày kết thúc",
]


def line_list(path: Path, week: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for place, (district, *numbers) in PLACES.items():
            for n in range(numbers[week]):
                writer.writerow(row(place, district, week, n))


def row(place: str, district: str, week: int, n: int) -> list[str]:
    day = (FIRST + timedelta(days=7 * week + n % 7)).strftime("%d/%m/%Y")
    name = f"Người Thử {NUMBERS[n // 10 % 10]} {NUMBERS[n % 10]}"
    ill = n % 20 == 0
    return [
        f"T{week}{place[-5:-1]}{n:03d}", name, f"{1 + n % 28:02d}/05/{1940 + n % 75}",
        "Nam" if n % 2 else "Nữ",
        f"0100{week}{n:05d}", "Tỉnh Quảng Ninh", district, place, day, day,
        "Nặng" if ill else "Nhẹ", "Bệnh viện" if ill else "Tại nhà", "3" if ill else "1", "", "",
    ]  # fmt: skip


def levels(path: Path, number: str, level: int, day: str) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["unit", "level", "number", "issuer", "effective_at"])
        for i, code in enumerate(CODES):
            writer.writerow([code, min(4, level + i), number, "UBND tỉnh (thử)", day])


def make(state: Path) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from giaoban.accounts.demo import create_demo_accounts
    from giaoban.briefing.actions import draft
    from giaoban.intake.place_files import import_announcements
    from giaoban.kernel.weeks import iso_week
    from giaoban.places import queries as places
    from giaoban.places.actions import load_trees
    from giaoban.registry.linelist.run import import_linelist
    from tests.journeys import make_field

    call_command("migrate", verbosity=0)
    load_trees()
    slugs = []
    for week, (label, day, level) in enumerate([("2022-W08", 27, 2), ("2022-W09", 6, 1)]):
        at = datetime(2022, 2 if week == 0 else 3, day, 17)
        file = state / f"week{week}.csv"
        levels(file, f"THU-{week}/QĐ-UBND", level, at.date().isoformat())
        import_announcements(file, by=None, at=at)
        line_list(file, week)
        import_linelist(file, by=None, at=at)
        place = places.resolve("22", at.date())
        slugs.append(draft(by=None, place=place, window=iso_week(label), known_at=at).slug)
    on = date(2022, 3, 6)
    units = {
        level: places.resolve(code, on)
        for level, code in (("province", "22"), ("district", "195"), ("commune", "06793"))
    }
    accounts = create_demo_accounts(places=units, facilities=make_field.sites(units["commune"]))
    for account in accounts:
        account["place"] = str(account["place"])
    field = make_field.field_work(units["commune"], datetime(2022, 3, 7, 6))
    return {"accounts": accounts, "briefings": slugs, "field": field}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    values = {
        "GIAOBAN_CLOCK": "2022-03-07T07:00:00",
        "GIAOBAN_CLOCK_SINCE": str(time.time()),
        "GIAOBAN_ROOT_PLACE": "22",
    }
    os.environ.update(values, GIAOBAN_STATE=str(folder), DJANGO_SETTINGS_MODULE="giaoban.config.settings.dev")
    (folder / "environment.json").write_text(json.dumps(values))
    result = make(folder)
    (folder / "demo.json").write_text(json.dumps(result))
    print(json.dumps(result))
