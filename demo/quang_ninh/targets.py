"""Counts of the active by place of care and gravity at a cut-off, from the balance sheet."""

from __future__ import annotations

from dataclasses import dataclass

from demo import codes
from demo.apportion import apportion
from demo.quang_ninh.facts import Facts

# Patients by severity and respiratory support in the bulletin of 21 February. Dialysis is no
# respiratory support: those patients are critical and are given oxygen here, which is a guess.
BULLETIN_PATIENTS = (
    (codes.CRITICAL, codes.IMV, "imv_0221"),
    (codes.CRITICAL, codes.OXYGEN, "dialysis_0221"),
    (codes.SEVERE, codes.HFNC, "hfnc_0221"),
    (codes.SEVERE, codes.OXYGEN, "oxygen_0221"),
)
DAYS_BETWEEN = 13  # from the bulletin, 21 February, to the notice's count, 6 March
DAYS_TO_W08_END = 6


@dataclass(frozen=True)
class Targets:
    hospital: tuple[int, int, int]  # elsewhere, Cẩm Phả from 12 years, Cẩm Phả under 12
    isolation: int  # central isolation and collection sites
    tier3: int
    patients: tuple[tuple[int, int, int], ...]  # severity, support, number; gravest first


def at_w09_end(facts: Facts, active: int) -> Targets:
    home = round(active * facts["home_percent_0306"] / 100)
    hospital, isolation = _away(facts, active - home)
    return _targets(facts, active, hospital, isolation, share=1.0)


def at_w08_end(facts: Facts, active: int, active_w09_end: int) -> Targets:
    """A week earlier nothing was published: numbers away from home on the line between the two."""
    then = facts.count("active_0221") - facts.count("home_0221")
    later = active_w09_end - round(active_w09_end * facts["home_percent_0306"] / 100)
    away = round(then + (later - then) * DAYS_TO_W08_END / DAYS_BETWEEN)
    hospital, isolation = _away(facts, away)
    return _targets(facts, active, hospital, isolation, share=hospital / _away(facts, later)[0])


def _away(facts: Facts, away: int) -> tuple[int, int]:
    hospital, isolation = apportion(away, [facts["facility_0221"], facts["central_0221"]]).tolist()
    return hospital, isolation


def _targets(facts: Facts, active: int, hospital: int, isolation: int, share: float) -> Targets:
    ours = round(facts["cam_pha_hospital"] * share)
    children = round(facts["cam_pha_hospital_under_12"] * share)
    tier2_3 = apportion(hospital, [facts["tier2_0221"], facts["tier3_0221"]])
    return Targets(
        hospital=(hospital - ours, ours - children, children),
        isolation=isolation,
        tier3=int(tier2_3[1]),
        patients=_patients(facts, active),
    )


def _patients(facts: Facts, active: int) -> tuple[tuple[int, int, int], ...]:
    """The bulletin's patients scaled with the active; the rest above mild are moderate."""
    scale = active / facts["active_0221"]
    grave = [(sev, sup, round(facts[key] * scale)) for sev, sup, key in BULLETIN_PATIENTS]
    above_mild = active - round(active * facts["mild_percent_0306"] / 100)
    moderate = above_mild - sum(n for _, _, n in grave)
    return (*grave, (codes.MODERATE, codes.NONE, moderate))
