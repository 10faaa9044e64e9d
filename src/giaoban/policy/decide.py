"""One door to every pure rule: facts in, `Decision` out. The form of the rule picks the function."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from giaoban.kernel.errors import UserError
from giaoban.policy import (
    ages,
    call_back,
    cases,
    climb,
    comparison,
    cut_off,
    danger,
    declaration,
    doses_due,
    home_care,
    isolation,
    monitoring,
    movement,
    ordering,
    packs,
    papers,
    plausible,
    protected,
    severity,
    stations,
    tiers,
    variants,
    watch,
)
from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels import LevelInputs, propose
from giaoban.policy.rule import Rule


def level(rule: Rule, on: date, facts: Facts) -> Decision:
    """The level of one unit from the fields of `LevelInputs`."""
    proposal = propose(rule, on, LevelInputs.of(1, **facts))
    result = {
        "level": int(proposal.level[0]),
        "low": int(proposal.low[0]),
        "high": int(proposal.high[0]),
    }
    return Decision(result, tuple(proposal.reasons[0]), (rule.id,), proposal.status[0])


FORMS: dict[str, Callable[[Rule, date, Facts], Decision]] = {
    "rate_by_coverage": level,
    "grade_by_capacity": level,
    "case_definition": cases.decide,
    "cut_off": cut_off.decide,
    "days_from_start": isolation.decide,
    "age_bands": ages.decide,
    "protected_groups": protected.decide,
    "tier_model": tiers.decide,
    "worst_level": severity.classify,
    "all_met": home_care.decide,
    "ranked_signs": danger.decide,
    "movement": movement.climb,
    "same_episode": movement.same_episode,
    "packs": packs.decide,
    "home_monitoring": monitoring.decide,
    "alarm_climb": climb.decide,
    "care_worklist": ordering.decide,
    "plausible": plausible.decide,
    "care_papers": papers.decide,
    "care_delays": papers.delay,
    "declaration": declaration.decide,
    "doses_due": doses_due.decide,
    "call_back": call_back.decide,
    "watch_list": watch.decide,
    "comparison": comparison.decide,
    "station_load": stations.load,
    "referral_clock": stations.referral,
    "dispensing": stations.dispensing,
    "variant_register": variants.decide,
}


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """What a rule says of these facts on a date."""
    if rule.form not in FORMS:
        raise UserError(
            "rule_unfit",
            f"Quy định {rule.id} có dạng “{rule.form}” mà phần mềm chưa biết cách tính.",
            "Chọn một trong các dạng: " + ", ".join(sorted(FORMS)) + ".",
        )
    return FORMS[rule.form](rule, on, facts)
