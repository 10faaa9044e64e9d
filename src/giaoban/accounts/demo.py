"""Demo accounts: one sign-in per role, random passwords; production settings refuse them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from giaoban.accounts import actions, rules
from giaoban.accounts.models import Role, User
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit

# role → (level of its place, agency, given name shown). No name belongs to a real person.
_CAST: dict[str, tuple[str, str, str]] = {
    "leader": ("province", "Ban Chỉ đạo phòng, chống dịch", "Lãnh đạo (mẫu)"),
    "analyst": ("province", "Trung tâm Kiểm soát bệnh tật", "Chuyên viên CDC (mẫu)"),
    "office": ("province", "Văn phòng", "Văn phòng (mẫu)"),
    "agency": ("province", "Sở Y tế", "Sở Y tế (mẫu)"),
    "coordinator": ("province", "Tổ điều phối điều trị", "Điều phối (mẫu)"),
    "companion": ("commune", "Mạng lưới Thầy thuốc đồng hành", "Thầy thuốc đồng hành (mẫu)"),
    "hotline": ("district", "Đường dây nóng", "Trực đường dây nóng (mẫu)"),
    "partner": ("province", "Cơ quan phối hợp", "Phối hợp (mẫu)"),
    "hospital": ("province", "Bệnh viện", "Bệnh viện (mẫu)"),
    "district": ("district", "Trung tâm Y tế", "Cán bộ huyện (mẫu)"),
    "commune": ("commune", "Ủy ban nhân dân", "Cán bộ phường (mẫu)"),
    "station": ("commune", "Trạm Y tế", "Trạm Y tế (mẫu)"),
    "admin": ("province", "Tổ vận hành", "Quản trị (mẫu)"),
}
_FROM = date(2020, 1, 1)  # before every demo scene


@transaction.atomic
def create_demo_accounts(
    *, places: Mapping[str, Unit], facilities: Mapping[str, Facility] | None = None
) -> list[dict[str, Any]]:
    """`places` maps province, district and commune to units; a scene without one level leaves its roles out.

    `facilities` maps a role to the facility it is posted at, as the hospital is where there is one.

    Accounts of an earlier run are closed: their passwords stop working.
    """
    if not settings.GIAOBAN_DEMO_ACCOUNTS:
        raise UserError(
            "demo_refused",
            "Cài đặt này không cho tạo tài khoản mẫu.",
            "Tạo tài khoản thật cho từng người.",
        )
    return [
        _account(role, places[level], agency, name, (facilities or {}).get(role))
        for role, (level, agency, name) in _CAST.items()
        if level in places
    ]


def _account(
    role: str, place: Unit, agency: str, name: str, facility: Facility | None = None
) -> dict[str, Any]:
    place = facility.unit if facility else place
    user = User.objects.filter(username=role, postings__demo=True).first()
    if user:
        password = actions.reset_password(by=None, user=user)
        actions.end_demo_postings(by=None, user=user)
    else:
        password = actions.new_password()
        user = actions.create_user(by=None, username=role, password=password, last_name=name)
    actions.post(
        by=None, user=user, role=Role(role), place=place, valid_from=_FROM, agency=agency, demo=True,
        facility=facility,
    )  # fmt: skip
    secret = None
    if rules.needs_second_factor(role, place.level):
        secret = actions.enrol_second_factor(by=None, user=user)
    return {
        "role": role,
        "place": place.code,
        "user": user.username,
        "password": password,
        "totp_secret": secret,
    }
