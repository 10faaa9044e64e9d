"""What the patient page says. It never says that somebody is well."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.care.law import Law
from giaoban.care.models import Check, Episode, Paper
from giaoban.care.presenters import signs
from giaoban.care.rules import checking, standing
from giaoban.policy import plausible

PAPERS: dict[str, str | Promise] = {
    "isolation": gettext_lazy("Quyết định cách ly"),
    "recovery": gettext_lazy("Xác nhận khỏi bệnh"),
    "sick_leave": gettext_lazy("Giấy nghỉ việc hưởng bảo hiểm"),
}
NEEDS: dict[str, str | Promise] = {
    "food": gettext_lazy("Thực phẩm"),
    "medicine": gettext_lazy("Thuốc"),
    "shopping": gettext_lazy("Mua giúp đồ"),
    "child": gettext_lazy("Người trông trẻ"),
    "elder": gettext_lazy("Người chăm người già"),
}
MEASURED = ("spo2", "temperature")
MORE = ("rr", "pulse", "systolic", "diastolic", "weight")
CHILD_MONTHS = 192


def person(episode: Episode, name: str, rules: Law, now: datetime) -> dict[str, Any]:
    """One person's state: day n of m, when the next check is due."""
    age = checking.age_months(episode.birth, now.date())
    watch = rules.monitoring
    day = standing.day_of(episode.day0, now.date())
    return {
        "id": episode.pk,
        "name": name or _("Người bệnh"),
        "born": episode.birth.year if episode.birth else None,
        "day": day,
        "over": rules.isolation_days is not None and day > rules.isolation_days,
        "days": rules.isolation_days,
        "state": watch.state(episode.last_check_at, now) if watch else "",
        "due": watch.next_due(episode.last_check_at, now) if watch else None,
        "child": age is not None and age < CHILD_MONTHS,
        "age": age,
    }


def form(rules: Law, age: int | None) -> dict[str, Any]:
    child = age is not None and age < CHILD_MONTHS
    more = [m for m in MORE if m != "weight" or child]
    return {
        "signs": signs.asked(rules.danger, age, rules.on),
        "first": [box(name) for name in MEASURED],
        "more": [box(name) for name in more],
        "fever": any(t["fact"] == "fever_hours" for t in signs.thresholds(rules.danger, age, rules.on)),
        "needs": [{"name": k, "text": str(v)} for k, v in NEEDS.items()],
        "thresholds": signs.thresholds(rules.danger, age, rules.on),
    }


def box(name: str) -> dict[str, str]:
    return {"name": name, "label": signs.fact(name), "unit": str(signs.UNITS[name]).strip()}


def outcome(check: Check, rules: Law, second: bool) -> dict[str, Any]:
    """What was received and what to do now."""
    odd = [flag.split(":")[1] for flag in check.flags.split() if flag.startswith(("odd:", "doubtful:"))]
    return {
        "at": check.received_at,
        "rank": check.rank,
        "signs": signs.shown(rules.danger, check.signs, rules.on),
        "second": second and not odd,
        "wait": second_reading(rules),
        "check": check.pk,
        "odd": [
            {**box(name), "value": signs.value(name, getattr(check, name)), "raw": getattr(check, name),
             "hint": str(signs.HINTS[hint])}
            for name, hint in _odd(check, rules).items() if name in odd
        ],
    }  # fmt: skip


def _odd(check: Check, rules: Law) -> dict[str, str]:
    measured = {name: getattr(check, name) for name in checking.MEASURES}
    if rules.plausible is None:
        return {}
    odd = plausible.odd(rules.plausible, measured, rules.on)
    return plausible.doubtful(rules.plausible, measured, rules.on) | odd


def second_reading(rules: Law) -> tuple[int, int] | None:
    danger = rules.danger
    if danger is None or not danger.has("second_reading_after"):
        return None
    after = danger.integer("second_reading_after", rules.on) or 0
    return after, danger.integer("second_reading_within", rules.on) or 0


def wants_second(check: Check, rules: Law) -> bool:
    """An abnormal SpO2 that is not itself a second reading and has none yet."""
    if check.second_of_id or not check.rank or second_reading(rules) is None or rules.danger is None:
        return False
    facts = {rules.danger.param(k, rules.on).fact for k in check.signs.split() if rules.danger.has(k)}
    return "spo2" in facts


def papers(found: list[Paper]) -> list[dict[str, Any]]:
    known = {p.kind: p for p in found}
    rows = []
    for kind, words in PAPERS.items():
        paper = known.get(kind)
        if paper is None:
            state = _("chưa lập")
        elif paper.signed_at is None:
            state = _("đã soạn, chờ ký")
        else:
            state = _("đã ký")
        rows.append({"what": str(words), "state": state, "signed": paper.signed_at if paper else None})
    return rows
