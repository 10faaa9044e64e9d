"""How many of those at high risk (elderly or with an underlying disease) had a full course?

The second vaccination indicator of 218/QĐ-BYT. Residents registered one by one count from the age of 65 or
with an underlying disease on their record; elsewhere the returns say whom they counted.
"""

from __future__ import annotations

from typing import Any

from giaoban.analytics.definition import REGISTER, RESIDENCE, RETURNS, Count, Share, Sum
from giaoban.analytics.indicators.coverage import BOTH, CHAPTER

ELDERLY = 65  # the age of the same criterion in 4800/QĐ-BYT; 218's own age was not found


def _at_risk(r: Any) -> Any:
    return (r.end.year() - r.birth_year >= ELDERLY).fill_null(False) | r.underlying


def _registered(id: str, vi: str, where: Any) -> Count:
    return Count(
        id=f"{id}_registered", label_vi=f"{vi}, theo danh sách", unit="persons",
        label_en=f"{id.replace('_', ' ').capitalize()}, registered by name", chapter=CHAPTER,
        over="residents", where=where, place=RESIDENCE, known_by="residents_registered",
        source=REGISTER,
        definition_vi=f"{vi} (từ {ELDERLY} tuổi hoặc có bệnh nền) trong danh sách người dân.")


def _returned(id: str, vi: str, name: str) -> Count:
    return Count(
        id=f"{id}_returned", label_vi=f"{vi}, theo báo cáo", unit="persons", chapter=CHAPTER,
        label_en=f"{id.replace('_', ' ').capitalize()}, returned", over="held", place=RESIDENCE,
        where=lambda r: (r.indicator == name) & ~r.registered, weight=lambda r: r.value,
        known_by=f"{id}_returned", source=RETURNS,
        definition_vi=f"{vi} theo báo cáo mới nhất của đơn vị chưa lập danh sách từng người.")


def _both(id: str, vi: str) -> Sum:
    parts = (f"{id}_registered", f"{id}_returned")
    return Sum(id=id, label_vi=vi, label_en=id.replace("_", " ").capitalize(), unit="persons",
               chapter=CHAPTER, place=RESIDENCE, parts=parts, breakdowns=(parts,), source=BOTH,
               definition_vi=f"{vi}: theo danh sách ở nơi đã lập, theo báo cáo ở nơi khác.")


PEOPLE, VACCINATED = "Người có nguy cơ cao", "Người có nguy cơ cao đã tiêm mũi 2"
INDICATORS = (
    _both("high_risk", PEOPLE),
    _registered("high_risk", PEOPLE, _at_risk),
    _returned("high_risk", PEOPLE, "high_risk"),
    _both("high_risk_dose2", VACCINATED),
    _registered("high_risk_dose2", VACCINATED, lambda r: _at_risk(r) & (r.dose2 <= r.end)),
    _returned("high_risk_dose2", VACCINATED, "high_risk_full"),
    Share(
        id="coverage_high_risk_dose2", label_vi="Tỷ lệ người có nguy cơ cao đã tiêm mũi 2",
        label_en="Coverage, high risk dose 2", unit="percent", chapter=CHAPTER, place=RESIDENCE,
        numerator="high_risk_dose2", denominator="high_risk", source=BOTH,
        companions=("high_risk_dose2_registered", "high_risk_dose2_returned"),
        definition_vi="Người có nguy cơ cao đã tiêm mũi 2 trên người có nguy cơ cao."),
)
