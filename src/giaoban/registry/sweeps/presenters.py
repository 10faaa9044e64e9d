"""Wording of a sweep's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel.tables import Column
from giaoban.registry.models import SweepEntry, SweepRound
from giaoban.registry.sweeps.queries import AtDoor, Progress

PRESENCE = {
    "met": gettext_lazy("Gặp"),
    "absent": gettext_lazy("Vắng"),
    "moved": gettext_lazy("Đã đi"),
}
TESTS = {"": gettext_lazy("Không làm"), "negative": gettext_lazy("Âm"), "positive": gettext_lazy("Dương")}
REASONS = {
    "": gettext_lazy("chưa hỏi"),
    "contraindicated": gettext_lazy("chống chỉ định"),
    "deferred": gettext_lazy("hoãn tiêm"),
    "refused": gettext_lazy("không đồng ý tiêm"),
    "absent": gettext_lazy("vắng khi tiêm"),
    "not_invited": gettext_lazy("chưa được mời"),
    "no_reason": gettext_lazy("không có lý do"),
}
_AT_DOOR = ("presence", "test", "reason", "doses")
ROUND_COLUMNS = [
    Column("name", gettext_lazy("Đợt"), link="url", head=True),
    Column("opened", gettext_lazy("Mở ngày"), "date"),
    Column("state", gettext_lazy("Tình trạng")),
    Column("by", gettext_lazy("Người mở")),
]
MISSING_COLUMNS = [
    Column("who", gettext_lazy("Người dân"), head=True),
    Column("age", gettext_lazy("Tuổi"), "number"),
    Column("place", gettext_lazy("Nơi ở")),
    Column("missing", gettext_lazy("Thiếu mũi"), "number"),
    Column("reason", gettext_lazy("Lý do")),
    Column("phone", gettext_lazy("Điện thoại"), link="tel"),
]


def name(sweep: SweepRound) -> str:
    return f"{sweep.hamlet}, {sweep.unit.full_name}" if sweep.hamlet else sweep.unit.full_name


def round_row(sweep: SweepRound) -> dict[str, Any]:
    return {
        "name": name(sweep),
        "url": reverse("sweep", args=[sweep.pk]),
        "opened": sweep.opened_on,
        "state": _("đã kết thúc") if sweep.closed_on else _("đang làm"),
        "by": str(sweep.by or ""),
    }


def figures(told: Progress) -> list[dict[str, Any]]:
    of_homes = _("trong %(n)s hộ") % {"n": told.households}
    of_people = _("trong %(n)s nhân khẩu") % {"n": told.residents}
    positive = _("%(n)s dương tính") % {"n": told.positive}
    return [
        {"label": _("Hộ đã vào"), "value": told.doors, "companion": of_homes},
        {"label": _("Nhân khẩu đã ghi"), "value": told.entered - told.strangers, "companion": of_people},
        {"label": _("Chưa đến"), "value": told.not_visited},
        {"label": _("Vắng"), "value": told.absent},
        {"label": _("Đã xét nghiệm"), "value": told.tested, "companion": positive},
        {"label": _("Ca mới nhờ rà soát"), "value": told.new_cases},
    ]


def reconciliation(told: Progress) -> list[str]:
    """Households, register and population side by side, in words."""
    said = [
        _("Sổ có %(h)s hộ, %(r)s nhân khẩu; đã vào %(d)s hộ, ghi %(e)s người trong sổ.")
        % {"h": told.households, "r": told.residents, "d": told.doors, "e": told.entered - told.strangers}
    ]
    if told.strangers:
        said.append(_("Gặp %(n)s người không có trong sổ nhân khẩu.") % {"n": told.strangers})
    if told.moved:
        said.append(_("%(n)s người trong sổ đã đi nơi khác.") % {"n": told.moved})
    if told.census:
        said.append(
            _("Dân số theo điều tra %(c)s người: chênh %(d)s so với sổ.")
            % {"c": round(told.census), "d": round(told.census) - told.residents}
        )
    return said


def resident(each: AtDoor, sent: Mapping[str, str]) -> dict[str, Any]:
    """`sent` is what was typed at a door before something was wrong; else what was entered before."""
    entry, key = each.entry, each.person.pk
    said = {
        "presence": entry.presence if entry else None, "test": entry.test if entry else None,
        "reason": entry.reason if entry else "", "doses": entry.doses if entry else None,
    } | {name: sent[f"{name}{key}"] for name in _AT_DOOR if f"{name}{key}" in sent}  # fmt: skip
    return {
        "key": each.person.pk,
        "name": each.identity.get("name", ""),
        "age": each.age,
        "doses": each.doses,
        "due": each.due,
        "missing": each.missing,
        "presence": _choices(PRESENCE, said["presence"]),
        "test": _choices(TESTS, said["test"]),
        "reason": _choices(REASONS, said["reason"]),
        "said": "" if said["doses"] is None else said["doses"],
        "by": _entered_by(entry) if entry else "",
        "stranger": not each.person.resident,
    }  # fmt: skip


def _entered_by(entry: SweepEntry) -> str:
    said = {"by": entry.by or _("danh sách"), "at": f"{entry.recorded_at:%H:%M %d/%m}"}
    return _("%(by)s ghi lúc %(at)s") % said


def _choices(words: Mapping[str, Any], chosen: str | None) -> list[tuple[str, Any, bool]]:
    return [(code, label, code == chosen) for code, label in words.items()]


def missing_row(entry: SweepEntry, identity: Mapping[str, str] | None, years: int | None) -> dict[str, Any]:
    household = entry.person.household
    hamlet = f"{household.hamlet}, " if household and household.hamlet else ""
    phone = identity["phone"] if identity else ""
    return {
        "who": identity["name"] if identity else _("không hiện tên"),
        "age": years,
        "place": f"{hamlet}{entry.round.unit.full_name}",
        "missing": entry.missing,
        "reason": REASONS[entry.reason],
        "phone": phone,
        "tel": f"tel:{phone}" if phone else "",
    }


def replaced(entry: SweepEntry) -> str:
    said = [str(PRESENCE[entry.presence]).lower()]
    said += [_("xét nghiệm %(t)s") % {"t": str(TESTS[entry.test]).lower()}] if entry.test else []
    said += [str(REASONS[entry.reason])] if entry.reason else []
    return ", ".join(said)


def sheet_row(person: Any, identity: Mapping[str, str]) -> list[str]:
    """A line of the sheet taken along; what is found at the door is left to be filled in."""
    birth = ""
    if person.birth:
        birth = f"{person.birth:%d/%m/%Y}" if person.birth_precision == "day" else f"{person.birth:%Y}"
    hamlet = person.household.hamlet if person.household else ""
    return [identity.get("name", ""), birth, hamlet, identity.get("address", ""), "", "", "", ""]
