"""Charges, bodies, obstacles and followed groups as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.directives.models import Body, BodyPost, Charge, Obstacle
from giaoban.directives.presenters.words import shortened, until
from giaoban.directives.queries.followed import Group
from giaoban.kernel.tables import Column

GROUPS = [
    ("leader", gettext_lazy("Theo lãnh đạo")),
    ("body", gettext_lazy("Theo cơ quan, đơn vị")),
    ("area", gettext_lazy("Theo địa bàn")),
]
_STATES = {
    Obstacle.OPEN: (gettext_lazy("chờ trả lời"), "caution"),
    Obstacle.ANSWERED: (gettext_lazy("đã trả lời"), "good"),
    Obstacle.CONCLUDED: (gettext_lazy("đã kết luận"), "good"),
}
OBSTACLE_COLUMNS = [
    Column("text", gettext_lazy("Nội dung"), head=True, link="url"),
    Column("raiser", gettext_lazy("Đơn vị")),
    Column("kind", gettext_lazy("Loại")),
    Column("owner", gettext_lazy("Cấp trả lời")),
    Column("due", gettext_lazy("Hạn trả lời")),
    Column("state", gettext_lazy("Tình trạng")),
]


def obstacle_mark(one: Obstacle, now: datetime) -> SafeString:
    words, tone = _STATES[one.state]
    mark = format_html('<span class="tag {}">{}</span>', tone, words)
    if one.state == Obstacle.OPEN and one.due_at < now:
        return format_html('{} <span class="tag danger">{}</span>', mark, _("quá hạn, đã báo cấp trên"))
    return mark


def obstacle_row(one: Obstacle, now: datetime) -> dict[str, Any]:
    return {
        "text": shortened(one.text, 160),
        "url": reverse("obstacle", args=[one.pk]),
        "raiser": one.raiser,
        "kind": one.get_kind_display(),
        "owner": one.owner.full_name,
        "due": until(one.due_at),
        "state": obstacle_mark(one, now),
        "_class": "warn" if one.state == Obstacle.OPEN and one.due_at < now else "",
    }


def obstacle_tabs(chosen: str) -> list[dict[str, Any]]:
    words = [
        ("open", _("Chờ trả lời")), ("late", _("Quá hạn")), ("closed", _("Đã trả lời")), ("all", _("Tất cả")),
    ]  # fmt: skip
    return [{"url": f"?state={key}", "label": w, "count": None, "current": key == chosen} for key, w in words]


def charge_rows(found: Sequence[Charge], code: str) -> list[dict[str, Any]]:
    """One row an area and theme; in it the three parts, each with its holders."""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for charge in found:
        if code and code not in charge.place.path.split("/"):
            continue
        row = groups.setdefault(
            (charge.place.path, charge.theme),
            {
                "place": charge.place.full_name,
                "theme": charge.theme,
                "leads": [],
                "executes": [],
                "shares": [],
            },
        )
        row[charge.part].append(charge)
    return list(groups.values())


def body_rows(found: Sequence[Body], posts: Mapping[int, Sequence[BodyPost]]) -> list[dict[str, Any]]:
    return [
        {
            "body": one,
            "posts": posts[one.pk],
            "url": reverse("tasks") + "?" + urlencode({"state": "all", "body": one.name}),
        }
        for one in found
    ]


def group_columns(by: str) -> list[Column]:
    first = {"leader": _("Lãnh đạo phụ trách"), "body": _("Cơ quan, đơn vị"), "area": _("Địa bàn")}[by]
    theme = [Column("theme", gettext_lazy("Lĩnh vực"))] if by == "leader" else []
    return [
        Column("label", first, head=True, link="url"),
        *theme,
        Column("all", gettext_lazy("Đã giao"), "number"),
        Column("finished", gettext_lazy("Đã báo cáo kết quả"), "number"),
        Column("stuck", gettext_lazy("Vướng mắc"), "number"),
        Column("late", gettext_lazy("Quá hạn"), "number"),
        Column("share", gettext_lazy("Tỷ lệ có kết quả"), "percent", places=0),
    ]


_FILTER = {"leader": "theme", "body": "body", "area": "place"}


def group_row(group: Group, by: str) -> dict[str, Any]:
    finished = group.n["done"] + group.n["accepted"]
    asked = (
        {"state": "all", _FILTER[by]: group.key or "-"} if group.key or by == "leader" else {"state": "all"}
    )
    return {
        "label": group.label or _("chưa phân công"),
        "url": reverse("tasks") + "?" + urlencode(asked),
        "theme": group.detail or _("không ghi lĩnh vực"),
        "all": group.n["all"],
        "finished": finished,
        "stuck": group.n["stuck"],
        "late": group.n["late"],
        "share": finished / group.n["all"] * 100 if group.n["all"] else None,
        "_class": "warn" if group.n["late"] else "",
    }
