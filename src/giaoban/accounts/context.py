"""What every page's frame shows: place, sections by role, meeting mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.scope import Scope

# (url name, label, acts of which one is needed; none = everybody). An app that is not installed is left out.
NAV: list[tuple[str, str | Promise, frozenset[str]]] = [
    ("today", _("Việc hôm nay"), frozenset({"answer", "sign_off", "close_cases"})),
    ("care", _("Chăm sóc"), frozenset({"care"})),
    ("hotline", _("Đường dây nóng"), frozenset({"hotline"})),
    ("board", _("Bảng chỉ huy"), frozenset()),
    ("line_list", _("Danh sách ca bệnh"), frozenset({"see_cases"})),
    ("declarations", _("Khai báo"), frozenset({"close_cases"})),
    ("sweeps", _("Rà soát"), frozenset({"close_cases"})),
    ("briefings", _("Báo cáo"), frozenset()),
    ("meetings", _("Giao ban"), frozenset({"conclude"})),
    ("tasks", _("Nhiệm vụ"), frozenset({"assign", "answer", "sign_off", "conclude"})),
    ("hospital_desk", _("Giường và chuyển đến"), frozenset({"receive"})),
    ("referrals", _("Chuyển viện"), frozenset({"refer"})),
    ("coordination", _("Điều phối"), frozenset({"coordinate"})),
    ("overload", _("Quá tải"), frozenset({"see_cases", "redistribute"})),
    ("stock", _("Kho thuốc"), frozenset({"stock"})),
    ("staff", _("Lực lượng"), frozenset({"roster"})),
    ("quality", _("Chất lượng số liệu"), frozenset({"freeze", "close_cases"})),
    ("import", _("Nhập số liệu"), frozenset({"import"})),
]


def sections(scope: Scope, path: str) -> list[dict[str, Any]]:
    """The entries the role may open; the one whose address begins the current path is marked."""
    items: list[dict[str, Any]] = []
    for name, label, acts in NAV:
        if acts and not acts & scope.may:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        items.append({"url": url, "label": label, "current": False})
    matching = [item for item in items if path == item["url"] or _below(path, item["url"])]
    if matching:
        max(matching, key=lambda item: len(item["url"]))["current"] = True
    return items


def _below(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url.rstrip("/") + "/")


def shell(request: Any) -> dict[str, Any]:
    scope = getattr(request, "scope", None)
    posting = getattr(request, "posting", None)
    return {
        "scope": scope,
        "posting": posting,
        "scope_place": posting.place if posting else None,
        "nav": sections(scope, request.path) if scope else [],
        "may_admin": bool(scope and scope.allows("admin")),
        "meeting": request.GET.get("mode") == "meeting",
        "demo": settings.GIAOBAN_DEMO_ACCOUNTS,
    }
