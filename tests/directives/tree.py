"""A province of two districts and three communes, a commune of another province, people posted there."""

from __future__ import annotations

from datetime import date

from giaoban.accounts import actions as accounts
from giaoban.accounts.models import User
from giaoban.places.models import Unit

FROM = date(2021, 1, 1)
UNITS = [
    ("VN", "country", "Việt Nam", ""),
    ("22", "province", "Tỉnh Mẫu", "VN"),
    ("24", "province", "Tỉnh Bên", "VN"),
    ("195", "district", "Thành phố Mẫu", "22"),
    ("196", "district", "Huyện Mẫu", "22"),
    ("06778", "commune", "Phường Một", "195"),
    ("06781", "commune", "Phường Hai", "195"),
    ("06790", "commune", "Xã Ba", "196"),
    ("07000", "commune", "Xã Xa", "24"),
]


def unit(code: str, level: str, name: str, above: Unit | None) -> Unit:
    return Unit(
        code=code, valid_from=FROM, level=level, kind=name.split()[0], name=name, full_name=name,
        parent=above, path=f"{above.path}/{code}" if above else code,
    )  # fmt: skip


def plant() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for code, level, name, parent in UNITS:
        found[code] = unit(code, level, name, found.get(parent))
        found[code].save()
    return found


def posted(tree: dict[str, Unit], role: str, code: str) -> User:
    user = accounts.create_user(by=None, username=f"{role}-{code}", password="mot-mat-khau-dai")
    accounts.post(by=None, user=user, role=role, place=tree[code], valid_from=FROM)
    return user
