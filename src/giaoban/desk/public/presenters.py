"""Wording of the citizens' pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban import policy
from giaoban.desk.public.forms import Declaring, Wrong
from giaoban.intake.declarations.models import Declaration
from giaoban.intake.declarations.queries import code_of, content, station_of
from giaoban.intake.declarations.rules import number_said
from giaoban.kernel import wording
from giaoban.places.models import Unit
from giaoban.policy import Param, Rule, danger
from giaoban.policy.decision import applies
from giaoban.registry.declarations import queries as registry

ADULT, CHILD = 30 * 12, 3 * 12  # months: an age inside the band whose signs are listed
_SIGNS = {
    "consciousness_impaired": gettext_lazy("lơ mơ, gọi không tỉnh, co giật"),
    "cyanosis": gettext_lazy("môi, đầu ngón tay tím tái"),
    "breathless": gettext_lazy("khó thở, thở bất thường"),
    "chest_pain": gettext_lazy("đau tức ngực kéo dài"),
    "consciousness_changed": gettext_lazy("lơ mơ, mệt lả; trẻ quấy khóc hoặc li bì"),
    "pale_or_cold": gettext_lazy("da xanh nhợt, lạnh đầu ngón tay, ngón chân"),
    "cannot_drink": gettext_lazy("không uống được, bú kém, nôn"),
    "dehydration": gettext_lazy("mất nước: mắt trũng, khóc không có nước mắt, tiểu ít"),
    "feels_unsafe": gettext_lazy("thấy không yên tâm"),
}
_MEASURED = {
    "rr": gettext_lazy("nhịp thở %(bound)s"),
    "spo2": gettext_lazy("SpO2 %(bound)s"),
    "temperature": gettext_lazy("sốt %(bound)s, khó hạ"),
    "fever_hours": gettext_lazy("sốt không đỡ %(bound)s"),
}
FATES = {
    "waiting": gettext_lazy("Trạm Y tế đang xem"),
    "confirmed": gettext_lazy("đã xác nhận, Trạm Y tế theo dõi"),
    "rejected": gettext_lazy("không ghi nhận là ca bệnh"),
    "forwarded": gettext_lazy("đã chuyển đến nơi đang ở"),
}
REASONS = {
    "not_positive": gettext_lazy("xét nghiệm lại không dương tính"),
    "repeated": gettext_lazy("đã khai báo trước đó"),
    "not_found": gettext_lazy("không liên lạc được, không tìm thấy địa chỉ"),
    "false": gettext_lazy("khai báo không đúng sự thật"),
    "other": gettext_lazy("lý do khác, hỏi Trạm Y tế"),
    "elsewhere": gettext_lazy("ở xã khác"),
}


def form(page: Declaring, unit: Unit, station: str, rule: Rule, wrong: list[Wrong]) -> dict[str, Any]:
    return {
        "place": unit,
        "page": page,
        "persons": list(page.numbered()),
        "wrong": wrong,
        "station": station_of(unit, station, page.today),
        "emergency": rule.text("emergency_phone"),
        "hamlets": registry.hamlets(unit.pk),
    }


def receipt(declaration: Declaration, fates: list[Any]) -> dict[str, Any]:
    unit, on = declaration.unit, declaration.received_at.date()
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    signs = rules.in_force("danger_signs", on, unit.path)
    isolation = rules.in_force("isolation_end", on, unit.path)
    rule = rules.in_force("declaration", on, unit.path)
    return {
        "place": unit,
        "declaration": declaration,
        "number": number_said(declaration.number),
        "code": code_of(declaration.number),
        "call_by": wording.moment(declaration.call_by),
        "call_status": rule.status if rule else "",
        "station": station_of(unit, declaration.station, on),
        "emergency": rule.text("emergency_phone") if rule else "",
        "days": isolation.integer("days", on) if isolation else None,
        "isolation": isolation,
        "signs": signs,
        "now": advice(signs, "emergency", ADULT) if signs else [],
        "adult": advice(signs, "report_now", ADULT) if signs else [],
        "child": advice(signs, "report_now", CHILD) if signs else [],
        "persons": _persons(declaration, fates),
    }


def advice(rule: Rule, rank: str, age_months: int) -> list[str]:
    """The signs of a rank that a layman can see or that a cheap device shows, for somebody of this age."""
    found = []
    for sign in danger.signs(rule, rank):
        if applies(sign, age_months) and (said := _said(sign)):
            found.append(said)
    return found


def _said(sign: Param) -> str:
    if sign.fact in _SIGNS:
        return str(_SIGNS[sign.fact])
    if sign.fact in _MEASURED and sign.known:
        return str(_MEASURED[sign.fact] % {"bound": _bound(sign)})
    return ""


def _bound(sign: Param) -> str:
    """ "dưới 96%", "từ 20 lần/phút": the bound that alarms first where the source leaves it open."""
    units = {
        "breaths_per_minute": _(" lần/phút"),
        "percent": "%",
        "celsius": " °C",
        "hours": _(" giờ"),
    }
    words = {
        "gt": _("trên %(n)s"),
        "gte": _("từ %(n)s trở lên"),
        "lt": _("dưới %(n)s"),
        "lte": _("từ %(n)s trở xuống"),
    }
    cmp = next((c for c in ("lte", "gte") if c in sign.cmp), sign.cmp[0])
    return words[cmp] % {"n": wording.number(sign.value) + units.get(sign.unit, "")}


def _persons(declaration: Declaration, fates: list[Any]) -> list[dict[str, Any]]:
    """By year of birth: enough for the family, nothing for whoever finds the slip."""
    rows = []
    for person, fate in zip(content(declaration).persons, fates, strict=True):
        rows.append(
            {
                "year": person.born.year if person.born else "",
                "state": FATES[fate.state],
                "reason": REASONS.get(fate.reason, "") if fate.state == "rejected" else "",
                "kind": {"confirmed": "good", "rejected": "caution"}.get(fate.state, ""),
            }
        )
    return rows
