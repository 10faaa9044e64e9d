"""A line of the list and the panel of one person, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.care.law import Law
from giaoban.care.models import Alarm, Check
from giaoban.care.presenters import signs
from giaoban.care.presenters.patient import NEEDS, PAPERS
from giaoban.care.queries.duties import GROUPS
from giaoban.care.queries.worklist import Line, Opened
from giaoban.care.rules import checking, standing
from giaoban.kernel.tables import Column

RANKS = {"emergency": "emergency", "sign": "sign", "high_unassessed": "risk", "high_unheard": "risk"}
CHANNELS: dict[str, str | Promise] = {
    "phone": gettext_lazy("gọi điện"),
    "visit": gettext_lazy("đến nhà"),
    "hotline": gettext_lazy("đường dây nóng"),
    "page": gettext_lazy("tự khai"),
}
ANSWERS: dict[str, str | Promise] = {
    "confirmed": gettext_lazy("Đúng dấu hiệu, đã xử trí"),
    "referred": gettext_lazy("Đã chuyển tuyến"),
    "false": gettext_lazy("Không đúng dấu hiệu"),
    "unreached": gettext_lazy("Chưa liên lạc được"),
}
OVERVIEW = [
    Column("name", gettext_lazy("Xã, phường"), link="url", head=True),
    Column("persons", gettext_lazy("Đang ở nhà"), "number"),
    Column("alarms", gettext_lazy("Báo động chưa xử trí"), "number"),
    Column("no_contact", gettext_lazy("24 giờ chưa có nhân viên liên lạc"), "number"),
    Column("unheard_high", gettext_lazy("Nguy cơ cao chưa liên lạc được"), "number"),
    Column("unassessed", gettext_lazy("Nguy cơ cao chưa đánh giá"), "number"),
]
_YEAR = 12


def overview(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    url = reverse("care")
    return [{**r, "name": r["unit__full_name"], "url": f"{url}?xa={r['unit__code']}"} for r in rows]


def tabs(counts: Mapping[str, int], current: str, where: str) -> list[dict[str, Any]]:
    """One tab a group that has somebody, in the order of the rule; the first is everybody with work."""
    shown = [("", _("Tất cả việc"), sum(n for g, n in counts.items() if g))]
    shown += [(g, str(words), counts[g]) for g, (words, _severity) in GROUPS.items() if counts.get(g)]
    shown.append(("all", _("Mọi người ở nhà"), sum(counts.values())))
    return [
        {"url": f"?nhom={key}{where}" if key else f"?{where.lstrip('&')}", "label": label, "count": n,
         "current": key == current}
        for key, label, n in shown
    ]  # fmt: skip


def line(
    row: Line, case: Any, identity: Mapping[str, str] | None, rules: Law, now: datetime, keep: str
) -> dict[str, Any]:
    """One row: who, why here, since when, whom to call."""
    phone = identity["phone"] if identity else ""
    months = checking.age_months(row.birth, now.date())
    return {
        "id": row.episode,
        "rank": RANKS.get(row.group, "due"),
        "name": identity["name"] if identity else case.number or _("ca không số"),
        "age": age(months),
        "place": case.hamlet or case.unit.full_name,
        "what": "; ".join(_reasons(row, rules, now)),
        "since": _since(row, now),
        "phone": phone,
        "url": f"?nguoi={row.episode}{keep}#nguoi",
        "group": str(GROUPS[row.group][0]) if row.group else "",
    }


def age(months: int | None) -> str:
    if months is None:
        return ""
    return (
        _("%(n)s tháng") % {"n": months} if months < 2 * _YEAR else _("%(n)s tuổi") % {"n": months // _YEAR}
    )


def _reasons(row: Line, rules: Law, now: datetime) -> list[str]:
    said = [s for alarm in row.alarms for s in signs.shown(rules.danger, alarm.signs, rules.on)]
    if not said and row.group:
        said.append(str(GROUPS[row.group][0]))
    if row.group == "high_unassessed":
        said.append(antiviral(row.antiviral_days))
    day = standing.day_of(row.person.day0, now.date())
    return [*dict.fromkeys(said), nth_day(day, rules)]


def nth_day(day: int, rules: Law) -> str:
    """Not "6/7", which reads as a date."""
    if not rules.isolation_days:
        return _("ngày thứ %(day)s") % {"day": day}
    return _("ngày thứ %(day)s trên %(days)s") % {"day": day, "days": rules.isolation_days}


def antiviral(left: int | None) -> str:
    """Days left to begin an antiviral; the window is the rule's, the decision a prescriber's."""
    if left is None:
        return _("chưa rõ ngày khởi phát")
    if left < 0:
        return _("đã qua thời hạn thuốc kháng vi rút")
    return ngettext(
        "còn %(n)s ngày cho thuốc kháng vi rút", "còn %(n)s ngày cho thuốc kháng vi rút", left
    ) % {"n": left}


def _since(row: Line, now: datetime) -> str:
    if row.alarms:
        return _("báo động từ %(at)s") % {"at": _at(row.alarms[0].raised_at, now)}
    heard = max([t for t in (row.person.last_check_at, row.person.last_staff_at) if t], default=None)
    if heard is None:
        return _("chưa có tin từ khi tiếp nhận %(at)s") % {"at": _at(row.person.opened_at, now)}
    return _("tin mới nhất %(at)s") % {"at": _at(heard, now)}


def _at(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%H:%M %d/%m}"


def panel(found: Opened, identity: Mapping[str, str] | None, rules: Law, now: datetime) -> dict[str, Any]:
    """One person opened: who, what was seen, what can be done."""
    episode = found.episode
    left = standing.antiviral_days_left(episode.onset, now.date(), rules.antiviral_days)
    day = standing.day_of(episode.day0, now.date())
    return {
        "id": episode.pk,
        "case": episode.case.ref,
        "name": identity["name"] if identity else episode.case.number or _("ca không số"),
        "phone": identity["phone"] if identity else "",
        "address": identity["address"] if identity else "",
        "age": age(found.age),
        "place": episode.unit.full_name,
        "station": episode.station.name,
        "day": nth_day(day, rules),
        "high": episode.risk == "high",
        "assessed": episode.assessed_at,
        "antiviral": antiviral(left) if episode.risk == "high" else "",
        "to_close": rules.isolation_days is not None and day > rules.isolation_days,
        "closed": episode.closed_at,
        "alarms": [alarm(a, rules) for a in found.alarms],
        "checks": [check(c, rules, now) for c in found.checks],
        "contacts": [
            {"at": c.at, "kind": str(CHANNELS[c.kind]), "reached": c.reached, "advice": c.advice,
             "by": c.by.get_full_name() or c.by.get_username()}
            for c in found.contacts
        ],
        "needs": [{"id": n.pk, "what": str(NEEDS[n.kind]), "at": n.stated_at} for n in found.needs],
        "papers": [{"what": str(PAPERS[p.kind]), "signed": p.signed_at} for p in found.papers],
        "child": found.age is not None and found.age < signs.CHILD_BELOW,
        "weight": episode.weight,
    }  # fmt: skip


def alarm(found: Alarm, rules: Law) -> dict[str, Any]:
    return {
        "id": found.pk, "rank": found.rank, "at": found.raised_at, "note": found.note,
        "signs": signs.shown(rules.danger, found.signs, rules.on), "rule": found.rule,
    }  # fmt: skip


def check(found: Check, rules: Law, now: datetime) -> dict[str, Any]:
    """ "SpO2 96%, nhiệt độ 38,2 °C; Khó thở" with its flags."""
    said = [
        f"{signs.fact(name)} {signs.value(name, getattr(found, name))}"
        for name in checking.MEASURES
        if getattr(found, name) is not None
    ]
    said += [signs.fact(name) for name in found.symptoms.split()]
    if found.asked and not found.symptoms:
        said.append(_("không nêu dấu hiệu nào"))
    who = {"patient": _("người bệnh"), "relative": _("người nhà"), "staff": _("nhân viên")}
    return {
        "at": found.happened_at,
        "who": who[found.answered_by],
        "said": "; ".join(said),
        "rank": found.rank,
        "odd": list(dict.fromkeys(signs.fact(name) for name in asked_again(found))),
    }


def asked_again(found: Check) -> list[str]:
    """Measures of a check that were doubted."""
    return [f.split(":")[1] for f in found.flags.split() if f.startswith(("odd:", "doubtful:"))]


def to_ask_again(found: checking.Found, unreadable: Sequence[str]) -> str:
    """Which figures to ask again and why, each once."""
    asked = [f"{signs.fact(name)} – {signs.HINTS[hint]}" for name, hint in found.odd.items()]
    asked += [str(hint) for hint in dict.fromkeys(signs.HINTS[hint] for hint in found.doubtful.values())]
    asked += [_("%(what)s – không đọc được số này.") % {"what": signs.fact(name)} for name in unreadable]
    return _("Xem lại số đo: %(what)s") % {"what": " ".join(asked)} if asked else ""
