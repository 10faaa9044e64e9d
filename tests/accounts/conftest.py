"""A small tree, and people posted on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from giaoban.accounts import actions
from giaoban.accounts.models import User
from giaoban.places.models import Unit
from tests.accounts.totp import PASSWORD

FROM = date(2021, 1, 1)


@pytest.fixture
def tree(db: None) -> dict[str, Unit]:
    """The country, two provinces, two districts, three communes."""
    units: dict[str, Unit] = {}
    for code, level, name, parent in (
        ("VN", "country", "Việt Nam", ""),
        ("22", "province", "Tỉnh Mẫu", "VN"),
        ("24", "province", "Tỉnh Bên", "VN"),
        ("195", "district", "Thành phố Mẫu", "22"),
        ("196", "district", "Huyện Mẫu", "22"),
        ("06778", "commune", "Phường Một", "195"),
        ("06781", "commune", "Phường Hai", "195"),
        ("06790", "commune", "Xã Ba", "196"),
    ):
        above = units.get(parent)
        units[code] = Unit.objects.create(
            code=code,
            valid_from=FROM,
            level=level,
            kind=name.split()[0],
            name=name,
            full_name=name,
            parent=above,
            path=f"{above.path}/{code}" if above else code,
        )
    return units


@pytest.fixture
def person(tree: dict[str, Unit]) -> Callable[..., User]:
    """`person("commune", "06778")`: a user posted since 2021, with a second factor unless told otherwise."""

    def make(role: str, code: str, *, second_factor: bool = True, until: date | None = None) -> User:
        user = actions.create_user(by=None, username=f"{role}-{code}", password=PASSWORD)
        actions.post(by=None, user=user, role=role, place=tree[code], valid_from=FROM, valid_to=until)
        if second_factor:
            actions.enrol_second_factor(by=None, user=user)
        return user

    return make
