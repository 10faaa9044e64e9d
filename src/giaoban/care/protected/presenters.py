"""Wording of the register of protected people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.care.protected.queries import ILL, UNDOSED, Member, Row, Rules
from giaoban.care.protected.rules import said
from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.places.models import Unit

GROUPS = {
    "elderly": gettext_lazy("Người cao tuổi"),
    "underlying": gettext_lazy("Có bệnh nền"),
    "unvaccinable": gettext_lazy("Không thể tiêm"),
    "under_12": gettext_lazy("Dưới 12 tuổi"),
    "pregnant": gettext_lazy("Mang thai"),
    "poor": gettext_lazy("Hộ nghèo, cận nghèo"),
    "minority": gettext_lazy("Dân tộc thiểu số"),
}
MEMBERS = [
    Column("who", gettext_lazy("Người"), link="url", head=True),
    Column("age", gettext_lazy("Tuổi"), "number"),
    Column("groups", gettext_lazy("Nhóm")),
    Column("place", gettext_lazy("Nơi ở")),
    Column("doses", gettext_lazy("Số mũi"), "number"),
    Column("missing", gettext_lazy("Thiếu mũi"), "number"),
    Column("contact", gettext_lazy("Gặp gần nhất"), "moment"),
    Column("ill", gettext_lazy("Đang là F0")),
    Column("phone", gettext_lazy("Điện thoại"), link="tel"),
]


def label(code: str, fallback: str) -> str:
    return str(GROUPS.get(code, fallback))


def columns(known: Rules) -> list[Column]:
    return [
        Column("name", _("Nơi"), link="url", head=True),
        Column("residents", _("Nhân khẩu"), "number"),
        *(Column(g.code, label(g.code, g.label), "number", link=f"{g.code}_url") for g in known.groups),
        Column(UNDOSED, _("Chưa tiêm mũi nào"), "number", link=f"{UNDOSED}_url"),
        Column(ILL, _("Ca mới 7 ngày"), "number", link=f"{ILL}_url"),
    ]


def row(told: Row) -> dict[str, Any]:
    unit = told.unit
    above = unit.level != "commune"
    counts: dict[str, int | None] = {**told.groups, UNDOSED: told.undosed, ILL: told.ill}
    if not told.residents:  # without a register nobody was counted: that is no zero
        counts = {code: n or None for code, n in counts.items()}
    return {
        "name": unit.full_name,
        "url": f"{reverse('protected')}?place={unit.code}" if above else register(unit),
        "residents": told.residents or _("chưa có sổ"),
        **counts,
        **{f"{code}_url": register(unit, code) for code, n in counts.items() if n},
    }


def total(rows: Sequence[Row], known: Rules) -> dict[str, Any]:
    return {
        "name": _("Cả địa bàn"),
        "residents": sum(r.residents for r in rows),
        **{g.code: sum(r.groups[g.code] for r in rows) for g in known.groups},
        UNDOSED: sum(r.undosed for r in rows),
        ILL: sum(r.ill for r in rows),
    }


def register(unit: Unit, group: str = "") -> str:
    address = reverse("protected_register", args=[unit.code])
    return f"{address}?group={group}" if group else address


def tabs(told: Row | None, known: Rules, chosen: str) -> list[dict[str, Any]]:
    counts = {**told.groups, UNDOSED: told.undosed, ILL: told.ill} if told else {}
    words = {g.code: label(g.code, g.label) for g in known.groups}
    words |= {UNDOSED: _("Chưa tiêm mũi nào"), ILL: _("Ca mới 7 ngày")}
    every = [{"url": "?", "label": _("Tất cả"), "current": not chosen, "count": None}]
    return every + [
        {"url": f"?group={code}", "label": word, "current": code == chosen, "count": counts.get(code, 0)}
        for code, word in words.items()
    ]


def member(each: Member, identity: Mapping[str, str] | None) -> dict[str, Any]:
    p = each.person
    hamlet = p.household.hamlet if p.household else ""
    phone = (identity or {}).get("phone", "")
    return {
        "who": (identity or {}).get("name") or _("không hiện tên"),
        "url": reverse("case", args=[each.case.ref]) if each.case else "",
        "age": each.age,
        "groups": ", ".join(label(g.code, g.label).lower() for g in each.groups),
        "place": f"{hamlet}, {p.unit.full_name}" if hamlet else p.unit.full_name,
        "doses": each.doses,
        "missing": each.missing,
        "contact": each.contact,
        "ill": _ill(each),
        "phone": phone,
        "tel": f"tel:{phone}" if phone else "",
        "_class": "warn" if each.case and not each.case.outcome else "",
    }


def _ill(each: Member) -> str:
    if each.case is None:
        return ""
    text = _("công bố %(day)s") % {"day": wording.day(each.case.announced)}
    if each.risk is None:
        return text
    return f"{text}; {said(each.risk) or _('nhóm nguy cơ chưa xác định')}"
