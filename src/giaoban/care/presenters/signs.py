"""Signs, measures and hints in the reader's words; the numbers come from the rule in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording
from giaoban.policy import danger
from giaoban.policy.decision import applies
from giaoban.policy.rule import Param, Rule

ADULT, CHILD_BELOW = 480, 192  # months: forty years stand for adults; below sixteen years is a child

FACTS: dict[str, str | Promise] = {
    "breathless": gettext_lazy("Khó thở, hụt hơi; trẻ thở rên, rút lõm ngực, phập phồng cánh mũi"),
    "chest_pain": gettext_lazy("Đau tức ngực kéo dài, đau tăng khi hít sâu"),
    "consciousness_impaired": gettext_lazy("Lú lẫn, gọi không tỉnh, co giật"),
    "consciousness_changed": gettext_lazy("Lơ mơ, ngủ rũ, mệt lả; trẻ quấy khóc, li bì khó đánh thức"),
    "cyanosis": gettext_lazy("Tím môi, đầu ngón tay, ngón chân"),
    "pale_or_cold": gettext_lazy("Da xanh nhợt, lạnh đầu ngón tay, ngón chân"),
    "cannot_drink": gettext_lazy("Không uống được; trẻ bú kém, ăn kém, nôn"),
    "inflammation_signs": gettext_lazy("Sốt cao, mắt đỏ, môi đỏ, lưỡi dâu tây, sưng ngón tay, phát ban"),
    "other_acute_disease": gettext_lazy("Mắc thêm bệnh cấp tính: sốt xuất huyết, tay chân miệng…"),
    "feels_unsafe": gettext_lazy("Thấy không ổn, lo lắng vì một điều khác"),
    "dehydration": gettext_lazy("Khô môi, mắt trũng, tiểu ít"),
    "spo2": gettext_lazy("SpO2"),
    "temperature": gettext_lazy("Nhiệt độ"),
    "fever_hours": gettext_lazy("Sốt không đỡ"),
    "rr": gettext_lazy("Nhịp thở"),
    "pulse": gettext_lazy("Mạch"),
    "systolic": gettext_lazy("Huyết áp tâm thu"),
    "diastolic": gettext_lazy("Huyết áp tâm trương"),
    "weight": gettext_lazy("Cân nặng"),
}
# the half of a sign that is meant for one age: read by somebody who knows whom it is about
FACTS_BY_AGE: dict[str, dict[str, str | Promise]] = {
    "adult": {
        "breathless": gettext_lazy("Khó thở, hụt hơi"),
        "consciousness_changed": gettext_lazy("Lơ mơ, ngủ rũ, mệt lả"),
        "cannot_drink": gettext_lazy("Không uống được"),
    },
    "child": {
        "breathless": gettext_lazy("Khó thở, thở rên, rút lõm ngực, phập phồng cánh mũi"),
        "consciousness_changed": gettext_lazy("Quấy khóc, mệt lả, li bì khó đánh thức"),
        "cannot_drink": gettext_lazy("Không uống được, bú kém, ăn kém, nôn"),
    },
}
UNITS: dict[str, str | Promise] = {
    "spo2": "%",
    "temperature": " °C",
    "fever_hours": gettext_lazy(" giờ"),
    "rr": gettext_lazy(" lần/phút"),
    "pulse": gettext_lazy(" lần/phút"),
    "systolic": " mmHg",
    "diastolic": " mmHg",
    "weight": " kg",
}
HINTS: dict[str, str | Promise] = {
    "spo2_tenfold": gettext_lazy("Có phải thiếu một chữ số? SpO2 thường từ 90 đến 100."),
    "spo2_point": gettext_lazy("Có phải thừa một chữ số? SpO2 không quá 100."),
    "spo2_pulse": gettext_lazy("Có phải đó là mạch? Trên máy kẹp ngón tay, SpO2 là số có dấu %."),
    "temperature_fahrenheit": gettext_lazy("Có phải độ F? Hãy đổi nhiệt kế sang độ C."),
    "temperature_point": gettext_lazy("Có phải thiếu dấu phẩy? Ví dụ 38,5."),
    "pulse_point": gettext_lazy("Có phải thừa một chữ số?"),
    "swapped": gettext_lazy("SpO2 và mạch có bị đổi chỗ không? Trên máy kẹp, SpO2 là số có dấu %."),
    "low": gettext_lazy("Số này thấp khác thường. Xin đo và nhập lại."),
    "high": gettext_lazy("Số này cao khác thường. Xin đo và nhập lại."),
}
COMPARED: dict[str, str | Promise] = {
    "gt": gettext_lazy("trên %(value)s"),
    "gte": gettext_lazy("từ %(value)s trở lên"),
    "lt": gettext_lazy("dưới %(value)s"),
    "lte": gettext_lazy("từ %(value)s trở xuống"),
}
_SPAN = 24  # months up to which an age is said in months


def fact(name: str, who: str = "") -> str:
    """`who`: "adult" or "child" where the reader knows whom it is about."""
    return str(FACTS_BY_AGE.get(who, {}).get(name) or FACTS.get(name, name))


def who_of(age: int | None) -> str:
    """By age in months; nobody's age is guessed."""
    return "" if age is None else "child" if age < CHILD_BELOW else "adult"


def value(name: str, measured: float) -> str:
    return wording.number(measured, 0 if measured == int(measured) else 1) + str(UNITS.get(name, ""))


def sign(param: Param, who: str = "") -> str:
    """ "Nhịp thở từ 20 lần/phút trở lên", "Tím môi, đầu ngón tay"."""
    if not param.cmp or not param.known:
        return fact(param.fact, who)
    compared = str(COMPARED[param.cmp[0]]) % {"value": value(param.fact, float(param.value))}
    return f"{fact(param.fact)} {compared}"


def shown(rule: Rule | None, keys: str, on: date) -> list[str]:
    """The signs a check or an alarm names, in words, each once."""
    if rule is None:
        return []
    return list(dict.fromkeys(sign(rule.param(key, on)) for key in keys.split() if rule.has(key)))


def ages(param: Param) -> str:
    """The band a child's number is meant for."""
    low, high = param.age_months
    if high is None:
        return _("từ %(age)s") % {"age": _age(low or 0)}
    if not low:
        return _("dưới %(age)s") % {"age": _age(high)}
    return _("%(low)s đến dưới %(high)s") % {"low": _age(low), "high": _age(high)}


def _age(months: float) -> str:
    if months < _SPAN:
        return _("%(n)s tháng") % {"n": wording.number(months)}
    return _("%(n)s tuổi") % {"n": wording.number(months / 12)}


def lists(rule: Rule | None, on: date) -> dict[str, list[dict[str, Any]]]:
    """Danger signs for adults and for children, the emergency ones first and marked."""
    if rule is None:
        return {"adult": [], "child": []}
    found: dict[str, dict[str, dict[str, Any]]] = {"adult": {}, "child": {}}
    for rank in danger.RANKS:
        for param in danger.signs(rule, rank, on):
            for who in ("adult", "child"):
                if not _meant(param, who):
                    continue
                text = sign(param, who)
                if who == "child" and _narrower(param):
                    text = f"{text} ({ages(param)})"
                found[who].setdefault(text, {"text": text, "emergency": rank == danger.RANKS[0]})
    return {who: list(rows.values()) for who, rows in found.items()}


def _narrower(param: Param) -> bool:
    """Meant for some children only: the list says for whom."""
    low, high = param.age_months
    return bool(low) or (high is not None and high < CHILD_BELOW)


def _meant(param: Param, who: str) -> bool:
    if who == "adult":
        return bool(applies(param, ADULT))
    return (param.age_months[0] or 0) < CHILD_BELOW


def asked(rule: Rule | None, age: int | None, on: date) -> list[dict[str, str]]:
    """The yes-or-no signs a form asks for this age, emergencies first, each with its rank."""
    if rule is None:
        return []
    found: dict[str, dict[str, str]] = {}
    for rank in danger.RANKS:
        for param in danger.signs(rule, rank, on):
            if param.unit == "flag" and applies(param, age) is not False:
                text = fact(param.fact, who_of(age))
                found.setdefault(param.fact, {"name": param.fact, "text": text, "rank": rank})
    return list(found.values())


def thresholds(rule: Rule | None, age: int | None, on: date) -> list[dict[str, Any]]:
    """The measured signs for this age, for the script that answers at once without a line."""
    if rule is None:
        return []
    return [
        {"fact": p.fact, "cmp": list(p.cmp), "value": p.value, "rank": rank}
        for rank in danger.RANKS
        for p in danger.signs(rule, rank, on)
        if p.cmp and p.known and applies(p, age) is not False
    ]
