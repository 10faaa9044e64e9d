"""The facts a rule may be told: their names, what each looks like, and the check before the rule is asked.

A name is known when any rule of the subject uses it: so the same facts can be put before the old rule and
the new one, and only a name that none of them uses is a mistake.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.policy.levels import LevelInputs
from giaoban.policy.load import Rules
from giaoban.policy.packs import packs
from giaoban.policy.rule import Param, Rule


@dataclass(frozen=True)
class Fact:
    """One fact by name. `null` is always allowed for a fact that is not required: not known."""

    name: str
    kind: str
    """number, flag, date, moment or code"""
    unit: str = ""
    required: bool = False


AGE = Fact("age", "number", "years")
LEVEL = tuple(Fact(field.name, "number") for field in fields(LevelInputs))
OF_FORM: dict[str, tuple[Fact, ...]] = {
    "rate_by_coverage": LEVEL,
    "grade_by_capacity": LEVEL,
    "age_bands": (AGE,),
    "protected_groups": (AGE,),
    "cut_off": (Fact("moment", "moment", required=True),),
    "declaration": (Fact("moment", "moment", required=True),),
    "doses_due": (
        AGE,
        Fact("doses", "number", "doses"),
        Fact("months_since_last", "number", "months"),
    ),
    "call_back": (Fact("reported", "number", "cases", required=True),),
    "days_from_start": (
        Fact("start", "date", required=True),
        Fact("fully_vaccinated", "flag"),
        Fact("positive_at_end", "flag"),
    ),
    "tier_model": (Fact("severity", "code", required=True),),
    "packs": (Fact("pack", "code", required=True), Fact("age_years", "number", "years")),
    "home_monitoring": (
        Fact("moment", "moment", required=True),
        Fact("last_check", "moment"),
        Fact("last_heard", "moment"),
        Fact("risk", "code"),
    ),
    "alarm_climb": (
        Fact("rank", "code", required=True),
        Fact("minutes", "number", "minutes", required=True),
        Fact("moment", "moment", required=True),
    ),
    "care_papers": (Fact("paper", "code", required=True),),
    "care_delays": (Fact("step", "code", required=True), Fact("hours", "number", "hours")),
    "case_definition": (
        Fact("found", "code"),
        Fact("onset", "date"),
        Fact("sampled", "date"),
        Fact("ct", "number"),
        Fact("negative", "flag"),
        Fact("metres", "number", "metres"),
        Fact("minutes", "number", "minutes"),
        Fact("masked", "flag"),
        Fact("closed", "flag"),
    ),
    "watch_list": (
        Fact("week", "number", "cases", required=True),
        Fact("before", "number", "cases", required=True),
        Fact("silence", "number", "days"),
        Fact("raised", "number", "level"),
        Fact("reported", "flag"),
    ),
    "station_load": (
        Fact("f0", "number", "cases", required=True),
        Fact("staff", "number", "persons", required=True),
        Fact("doctors", "number", "persons"),
    ),
    "referral_clock": (
        Fact("rank", "code", required=True),
        Fact("minutes", "number", "minutes", required=True),
    ),
    "dispensing": (
        Fact("item", "code", required=True),
        Fact("age_years", "number", "years"),
        Fact("weight", "number", "kg"),
        Fact("prescriber", "flag"),
        Fact("consent", "flag"),
    ),
    "movement": (Fact("kind", "code", required=True), Fact("hours", "number", "hours", required=True)),
    "same_episode": (Fact("days_between", "number", "days", required=True),),
    "variant_register": (Fact("lineage", "code", required=True),),
    "comparison": (Fact("population", "number", "percent"), Fact("incidence", "number", "percent")),
}
# A distance says nothing without how long and whether masked.
TOGETHER = {"metres": ("minutes", "masked")}
KIND_VI = {
    "number": "một số",
    "flag": "true hoặc false",
    "date": "một ngày như 2022-03-06",
    "moment": "một thời điểm như 2022-03-06T16:00:00",
    "code": "một mã",
}


def of_subject(rules: Rules, subject: str) -> dict[str, Fact]:
    """Every fact that a rule of the subject uses, by name."""
    found: dict[str, Fact] = {}
    for rule in rules.all(subject):
        for fact in (*OF_FORM.get(rule.form, ()), *_of_values(rule)):
            found.setdefault(fact.name, fact)
    return found


def _of_values(rule: Rule) -> Iterator[Fact]:
    """Facts named by the values themselves; a value without a content asks for nothing."""
    params = [param for steps in rule.steps.values() for _, param in steps]
    for param in params:
        if param.fact and param.known:
            yield Fact(param.fact, _kind(param), "" if _kind(param) == "flag" else param.unit)
        if param.key.startswith("groups.") and param.key.endswith(".fact"):
            yield Fact(str(param.value), "flag")
    if any(param.age_months != (None, None) for param in params):
        yield Fact("age_months", "number", "months")


def _kind(param: Param) -> str:
    if param.cmp:
        return "number"
    return "flag" if isinstance(param.value, bool) else "code"


def choices(rules: Rules, rule: Rule, name: str) -> tuple[str, ...]:
    """The codes a fact may have; empty where the rule does not close the list."""
    disease = rules.diseases[rule.disease]
    if name == "pack":
        return tuple(pack.code for pack in packs(rule))
    return {"found": disease.found, "severity": disease.severities}.get(name, ())


def checked(rules: Rules, rule: Rule, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as the rule can read them, or a `UserError` naming the first that it cannot."""
    known = of_subject(rules, rule.subject)
    given = {name: None if _not_known(value) else value for name, value in given.items()}
    for name, value in given.items():
        if name not in known:
            raise _unknown(rule, name, known)
        if value is not None:
            _refuse_unfit(known[name], value, choices(rules, rule, name))
    required = [fact.name for fact in OF_FORM.get(rule.form, ()) if fact.required]
    required += [beside for name in given for beside in TOGETHER.get(name, ())]
    for name in required:
        if given.get(name) is None:
            raise UserError(
                "fact_missing",
                f"Thiếu dữ kiện “{name}”: không có thì quy định {rule.id} không tính được.",
                f"Thêm “{name}”: {KIND_VI[known[name].kind]}.",
            )
    return given


def _not_known(value: Any) -> bool:
    """NaN is how tables say it."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _unknown(rule: Rule, name: str, known: Mapping[str, Fact]) -> UserError:
    near = get_close_matches(name, known, n=1)
    hint = f"Có phải “{near[0]}”? " if near else ""
    return UserError(
        "fact_unknown",
        f"Không quy định nào về {rule.subject} dùng dữ kiện “{name}”.",
        f"{hint}Các dữ kiện dùng được: {', '.join(sorted(known))}.",
    )


def _refuse_unfit(fact: Fact, value: Any, allowed: tuple[str, ...]) -> None:
    if not _fits(fact.kind, value):
        raise UserError(
            "fact_unfit",
            f"Dữ kiện “{fact.name}” phải là {KIND_VI[fact.kind]}, không phải “{value}”.",
            "Sửa giá trị đó; chưa biết thì ghi null.",
        )
    if allowed and value not in allowed:
        raise UserError(
            "fact_unfit",
            f"Dữ kiện “{fact.name}” không có mã “{value}”.",
            f"Chọn một trong: {', '.join(allowed)}.",
        )


def _fits(kind: str, value: Any) -> bool:
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not isinstance(value, str):
        return False
    try:
        if kind in ("date", "moment"):
            (date if kind == "date" else datetime).fromisoformat(value)
    except ValueError:
        return False
    return True
