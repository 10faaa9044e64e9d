"""How many registered residents of each age have had each dose?"""

from __future__ import annotations

from typing import Any

from giaoban.analytics.definition import REGISTER, RESIDENCE, Count, Indicator, Share
from giaoban.analytics.indicators.age import BANDS, band_id, band_vi

CHAPTER = "Tiêm chủng theo tuổi"
DOSES = (1, 2, 3)
# Nobody under five was offered a dose; the rule of the window decides who is eligible.
OFFERED = tuple(band for band in BANDS if band[0] >= 5)


def _counted(low: int, high: int, dose: int | None) -> Count:
    def where(r: Any) -> Any:
        inside = (r.end.year() - r.birth_year).between(low, high)
        return inside if dose is None else inside & (r[f"dose{dose}"] <= r.end)

    had = "" if dose is None else f" đã tiêm mũi {dose}"
    id = f"age_{band_id(low, high)}_" + ("residents" if dose is None else f"dose{dose}")
    return Count(
        id=id, label_vi=f"Người dân {band_vi(low, high)}{had}", unit="persons",
        label_en=id.replace("_", " ").capitalize(), chapter=CHAPTER, over="residents",
        where=where, place=RESIDENCE, known_by="residents_registered", source=REGISTER,
        definition_vi=f"Người trong danh sách người dân, {band_vi(low, high)}{had} đến ngày cuối "
        "kỳ; tuổi là năm của ngày cuối kỳ trừ năm sinh.")


def _band(low: int, high: int) -> list[Indicator]:
    found: list[Indicator] = [_counted(low, high, None)]
    for dose in DOSES:
        found += [_counted(low, high, dose), Share(
            id=f"coverage_age_{band_id(low, high)}_dose{dose}", unit="percent", chapter=CHAPTER,
            label_vi=f"Tỷ lệ {band_vi(low, high)} đã tiêm mũi {dose}", place=RESIDENCE,
            label_en=f"Coverage, age {band_id(low, high)}, dose {dose}", source=REGISTER,
            numerator=f"age_{band_id(low, high)}_dose{dose}",
            denominator=f"age_{band_id(low, high)}_residents",
            definition_vi=f"Trong danh sách người dân {band_vi(low, high)}: tỷ lệ đã tiêm mũi "
            f"{dose}.")]
    return found


INDICATORS = tuple(indicator for band in OFFERED for indicator in _band(*band))
