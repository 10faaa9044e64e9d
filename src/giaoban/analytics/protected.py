"""The groups a briefing follows one by one (requirement R05)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProtectedGroup:
    id: str
    label_vi: str
    label_en: str
    requires: tuple[str, ...] = ()


PROTECTED = (
    ProtectedGroup("elderly", "người cao tuổi", "elderly", ("elderly_age",)),
    ProtectedGroup("underlying", "người có bệnh nền", "with an underlying disease"),
    ProtectedGroup("unvaccinable", "người chống chỉ định tiêm", "who cannot be vaccinated"),
    ProtectedGroup("under12", "trẻ dưới 12 tuổi", "under 12"),
    ProtectedGroup("pregnant", "phụ nữ mang thai", "pregnant"),
    ProtectedGroup("poor", "người thuộc hộ nghèo, cận nghèo", "poor or near-poor"),
    ProtectedGroup("minority", "người dân tộc thiểu số", "of an ethnic minority"))

GROUP_IDS = tuple(group.id for group in PROTECTED)
