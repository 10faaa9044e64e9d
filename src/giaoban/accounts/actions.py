"""Every write of accounts: one transaction, the audit row inside it."""

from __future__ import annotations

import secrets
from datetime import date
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.accounts import rules
from giaoban.accounts.models import AccessLog, DutyMark, Posting, Role, User
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit

_PASSWORD_BYTES = 9  # 72 random bits in 12 characters that can be typed on a phone
_DUTY_ACTS = {"taken", "handed_over", "answered"}


@transaction.atomic
def create_user(
    *, by: User | None, username: str, password: str, first_name: str = "", last_name: str = ""
) -> User:
    """An account without a posting: it may sign in and sees nothing yet."""
    name = username.strip().lower()
    if not name:
        raise UserError("username_missing", "Thiếu tên đăng nhập.", "Nhập tên đăng nhập.")
    if User.objects.filter(username__iexact=name).exists():
        raise UserError("username_taken", f"Tên “{name}” đã có người dùng.", "Chọn tên khác.")
    user = User(username=name, first_name=first_name, last_name=last_name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise UserError("password_weak", " ".join(error.messages), "Chọn mật khẩu khác.") from error
    user.set_password(password)
    user.save()
    audit.record(by, "accounts.create_user", f"user:{user.pk}", username=name)
    return user


class Given(NamedTuple):
    """A new account and what is told once: its password, and a second factor where one is needed."""

    user: User
    password: str
    totp_secret: str | None


@transaction.atomic
def give_account(
    *,
    by: User | None,
    username: str,
    role: str,
    place: Unit,
    valid_from: date,
    name: str = "",
    agency: str = "",
    facility: Facility | None = None,
) -> Given:
    """A user with a posting: both or neither."""
    password = new_password()
    user = create_user(by=by, username=username, password=password, last_name=name)
    post(
        by=by, user=user, role=role, place=place, valid_from=valid_from, agency=agency, facility=facility
    )  # fmt: skip
    guarded = rules.needs_second_factor(role, place.level)
    return Given(user, password, enrol_second_factor(by=by, user=user) if guarded else None)


def new_password() -> str:
    return secrets.token_urlsafe(_PASSWORD_BYTES)


@transaction.atomic
def reset_password(*, by: User | None, user: User) -> str:
    """A new password, returned once; every session of the user ends."""
    password = new_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(by, "accounts.reset_password", f"user:{user.pk}")
    return password


@transaction.atomic
def post(
    *,
    by: User | None,
    user: User,
    role: str,
    place: Unit,
    valid_from: date,
    valid_to: date | None = None,
    agency: str = "",
    title: str = "",
    demo: bool = False,
    facility: Facility | None = None,
) -> Posting:
    """Gives a role at a place, or at a facility in it, for a time; older postings stay as they are."""
    if role not in Role.values:
        raise UserError("role_unknown", f"Không có vai trò “{role}”.", "Chọn: " + ", ".join(Role.values))
    if valid_to and valid_to < valid_from:
        raise UserError("posting_dates", "Ngày kết thúc trước ngày bắt đầu.", "Đổi lại hai ngày.")
    if facility is not None and not rules.lies_in(facility.unit.path, place.path):
        raise UserError(
            "facility_elsewhere",
            f"“{facility.name}” không thuộc {place.full_name}.",
            "Chọn cơ sở của địa bàn, hoặc đổi địa bàn.",
        )
    posting = Posting.objects.create(
        user=user, role=role, place=place, facility=facility, agency=agency, title=title,
        valid_from=valid_from, valid_to=valid_to, demo=demo,
    )  # fmt: skip
    audit.record(by, "accounts.post", f"posting:{posting.pk}", user=user.pk, role=role, place=place.path)
    return posting


@transaction.atomic
def close_posting(*, by: User | None, posting: Posting, last_day: date) -> Posting:
    """The posting's last day; the row stays, so that what was done under it can be explained."""
    if last_day < posting.valid_from:
        raise UserError(
            "posting_dates", "Ngày kết thúc trước ngày bắt đầu.", "Chọn ngày từ ngày bắt đầu trở đi."
        )
    posting.valid_to = last_day
    posting.save(update_fields=["valid_to"])
    audit.record(by, "accounts.close_posting", f"posting:{posting.pk}", last_day=last_day.isoformat())
    return posting


@transaction.atomic
def enrol_second_factor(*, by: User | None, user: User) -> str:
    """A new secret for the user's phone; an older one stops working. Returned once, sealed at rest."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    audit.record(by, "accounts.enrol_second_factor", f"user:{user.pk}")
    return secret


def log_access(*, by: User, subject: str, purpose: str, rows: int = 1) -> AccessLog:
    """A look at identities. The log is itself the trace, so it has no audit row beside it."""
    if not purpose.strip():
        raise UserError("purpose_missing", "Thiếu mục đích xem danh tính.", "Ghi rõ xem để làm gì.")
    return AccessLog.objects.create(user=by, subject=subject, purpose=purpose.strip(), rows=rows)


@transaction.atomic
def mark_duty(*, by: User, kind: str, key: str, act: str, note: str = "") -> DutyMark:
    """Taken, handed over or answered."""
    if act not in _DUTY_ACTS:
        raise UserError("duty_act", f"Không có thao tác “{act}”.", "Chọn nhận, bàn giao hoặc đã xử trí.")
    mark = DutyMark.objects.create(kind=kind, key=key, act=act, by=by, at=clock.now(), note=note)
    audit.record(by, "accounts.mark_duty", f"duty:{kind}:{key}"[:80], act=act)
    return mark


def end_demo_postings(*, by: User | None, user: User) -> int:
    """Before a demo account is given anew; a real posting is closed by date and never deleted."""
    with transaction.atomic():
        gone, _ = Posting.objects.filter(user=user, demo=True).delete()
        audit.record(by, "accounts.end_demo_postings", f"user:{user.pk}", postings=gone)
    return gone
