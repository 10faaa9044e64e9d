"""Words and tables of the account pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.accounts import queries, rules
from giaoban.accounts.adoption import Adoption
from giaoban.accounts.models import AccessLog, Posting, Seal, User
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.tables import Column, order_by
from giaoban.kernel.text import fold

_ADOPTION = [
    Column("unit", _("Địa bàn"), head=True, sort=True),
    Column("accounts", _("Tài khoản"), "number", sort=True),
    Column("signed_in", _("Đã đăng nhập"), "number", sort=True),
    Column("never", _("Chưa từng đăng nhập"), "number", sort=True),
    Column("who", _("Ai chưa đăng nhập")),
]
_USERS = [
    Column("username", _("Tên đăng nhập"), head=True, sort=True, link="url"),
    Column("name", _("Họ tên")),
    Column("role", _("Vai trò"), sort=True),
    Column("place", _("Địa bàn"), sort=True),
    Column("agency", _("Cơ quan")),
    Column("second_factor", _("Lớp bảo vệ thứ hai")),
    Column("last_login", _("Đăng nhập gần nhất"), "moment", sort=True),
]
_POSTINGS = [
    Column("role", _("Vai trò"), head=True),
    Column("place", _("Địa bàn")),
    Column("agency", _("Cơ quan")),
    Column("valid_from", _("Từ ngày"), "date"),
    Column("valid_to", _("Đến ngày"), "date"),
]
_LOOKS = [
    Column("at", _("Lúc"), "moment", head=True),
    Column("who", _("Ai")),
    Column("subject", _("Đối tượng")),
    Column("purpose", _("Mục đích")),
    Column("rows", _("Số người"), "number"),
]
_ACTS = [
    Column("at", _("Lúc"), "moment", head=True),
    Column("who", _("Ai")),
    Column("action", _("Thao tác")),
    Column("subject", _("Đối tượng")),
    Column("data", _("Chi tiết")),
]
_DETAILS_SHOWN = 160  # a guess: a line of a wide screen
_NAMES_SHOWN = 5  # a guess: more make the row taller than it helps


def account(request: Any) -> dict[str, Any]:
    user, posting = request.user, request.posting
    enrolled = queries.has_second_factor(user)
    may = request.scope.may if request.scope else frozenset()
    waits = bool(posting) and not enrolled
    return {
        "place": posting.place if posting else None,
        "acts": [(gettext(words), act in may) for act, words in rules.ACTS.items()],
        "second_factor": enrolled,
        "second_factor_needed": waits and rules.needs_second_factor(posting.role, posting.place.level),
        "session_ends": request.session.get_expiry_date(),
        "password_changed": request.GET.get("changed") == "password",
        "n_looks": queries.looks_of(user),
    }


def users(
    postings: Sequence[Posting], units: Sequence[Adoption], parameters: Mapping[str, str]
) -> dict[str, Any]:
    view, sought, sort = parameters.get("view", ""), parameters.get("q", ""), parameters.get("sort", "")
    silent = sum(len(unit.never) for unit in units)
    rows = [_user_row(posting) for posting in postings]
    if view == "never":
        rows = [row for row in rows if row["last_login"] is None]
    if sought:
        rows = [row for row in rows if fold(sought) in row["_text"]]
    unit_rows = [_unit_row(unit) for unit in units]
    by_unit = view == "units"
    columns = _ADOPTION if by_unit else _USERS
    return {
        "columns": columns,
        "rows": order_by(unit_rows if by_unit else rows, sort, columns),
        "total": _total(units) if by_unit else None,
        "n_accounts": len(postings),
        "n_silent": silent,
        "n_units_silent": sum(1 for unit in units if unit.never and not unit.signed_in),
        "n_units": len(units),
        "tabs": _tabs(view, len(postings), silent, len(units)),
        "view": view,
        "q": sought,
    }


def _tabs(view: str, everyone: int, silent: int, units: int) -> list[dict[str, Any]]:
    url = reverse("users")
    entries = [
        ("", _("Tất cả"), everyone),
        ("never", _("Chưa từng đăng nhập"), silent),
        ("units", _("Theo địa bàn"), units),
    ]
    return [
        {"url": f"{url}?view={key}" if key else url, "label": label, "count": n, "current": view == key}
        for key, label, n in entries
    ]


def _user_row(posting: Posting) -> dict[str, Any]:
    user = posting.user
    enrolled = bool(getattr(posting, "second_factor", False))
    needed = rules.needs_second_factor(posting.role, posting.place.level)
    return {
        "username": user.username,
        "url": reverse("user", args=[user.username]),
        "name": user.get_full_name(),
        "role": posting.get_role_display(),
        "place": posting.place.full_name,
        "agency": posting.agency,
        "second_factor": gettext("có") if enrolled else gettext("còn thiếu") if needed else "",
        "last_login": user.last_login,
        "_class": "warn" if needed and not enrolled else "",
        "_text": fold(f"{user.username} {user.get_full_name()} {posting.place.full_name}"),
    }


def _unit_row(unit: Adoption) -> dict[str, Any]:
    more = len(unit.never) - _NAMES_SHOWN
    names = ", ".join(unit.never[:_NAMES_SHOWN])
    return {
        "unit": unit.name,
        "accounts": unit.accounts,
        "signed_in": unit.signed_in,
        "never": len(unit.never),
        "who": names + (gettext(" và {n} người nữa").format(n=more) if more > 0 else ""),
    }


def _total(units: Sequence[Adoption]) -> dict[str, Any]:
    return {
        "unit": gettext("Cộng"),
        "accounts": sum(unit.accounts for unit in units),
        "signed_in": sum(unit.signed_in for unit in units),
        "never": sum(len(unit.never) for unit in units),
    }


def one_user(user: User, on: date) -> dict[str, Any]:
    """An account's page: postings past and present, and whether its phone is enrolled."""
    postings = list(queries.history_of(user))
    rows = [
        {
            "role": posting.get_role_display(),
            "place": posting.place.full_name,
            "agency": posting.agency,
            "valid_from": posting.valid_from,
            "valid_to": posting.valid_to,
        }
        for posting in postings
    ]
    return {
        "found": user,
        "columns": _POSTINGS,
        "rows": rows,
        "in_force": any(p.valid_from <= on and (p.valid_to is None or p.valid_to >= on) for p in postings),
        "second_factor": queries.has_second_factor(user),
    }


def trail(page: Any, *, looks: bool, waiting: int | None, last: Seal | None) -> dict[str, Any]:
    """The log's page: rows of one of the two logs, and how far they are sealed."""
    url = reverse("trail")
    return {
        "page": page,
        "columns": _LOOKS if looks else _ACTS,
        "rows": [_look(row) if looks else _act(row) for row in page],
        "view": "" if looks else "acts",
        "waiting": waiting,
        "last": last,
        "tabs": [
            {"url": url, "label": _("Xem danh tính"), "current": looks},
            {"url": f"{url}?view=acts", "label": _("Thao tác"), "current": not looks},
        ],
    }


def _look(row: AccessLog) -> dict[str, Any]:
    who = row.user.username
    return {"at": row.at, "who": who, "subject": row.subject, "purpose": row.purpose, "rows": row.rows}


def _act(row: AuditEvent) -> dict[str, Any]:
    details = ", ".join(f"{name}: {value}" for name, value in row.data.items())
    who = row.by.username if row.by else gettext("vận hành")
    return {
        "at": row.at,
        "who": who,
        "action": row.action,
        "subject": row.subject,
        "data": details[:_DETAILS_SHOWN],
    }
