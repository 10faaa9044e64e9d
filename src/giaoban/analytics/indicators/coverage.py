"""How many adults, adolescents and elderly have had each dose?

Two sources stand apart: residents registered one by one, and aggregate returns of units where
nobody in them (or in any unit below them) is registered so.
"""

from __future__ import annotations

from typing import Any

from giaoban.analytics.definition import REGISTER, RESIDENCE, RETURNS, Count, Indicator, Share, Sum

CHAPTER = "Tiêm chủng"
BOTH = f"{REGISTER}; {RETURNS}"
# id, words, ages, doses, names in the returns: people, then each dose. 50 and 65 are the two ages
# the elderly criterion of 4800/QĐ-BYT has been read with; two doses are a full primary course.
GROUPS = (
    ("adults", "người từ 18 tuổi", (18, 200), (1, 2, 3), "adults", "adults_dose{}"),
    ("children", "trẻ 12–17 tuổi", (12, 17), (1, 2), "children", "children_dose{}"),
    ("elderly50", "người từ 50 tuổi", (50, 200), (2,), "elderly50", "elderly50_full"),
    ("elderly65", "người từ 65 tuổi", (65, 200), (2,), "elderly", "elderly_full"),
    # The course counted for 218/QĐ-BYT: everybody who may have it, over all residents.
    ("aged12", "người từ 12 tuổi", (12, 200), (2,), "residents_12plus", "residents_full"))


def _registered(id: str, vi: str, ages: tuple[int, int], dose: int | None) -> Count:
    def where(r: Any) -> Any:
        inside = (r.end.year() - r.birth_year).between(*ages)
        return inside if dose is None else inside & (r[f"dose{dose}"] <= r.end)

    return Count(
        id=f"{id}_registered", label_vi=f"{vi}, theo danh sách", unit="persons",
        label_en=f"{id.replace('_', ' ').capitalize()}, registered by name", chapter=CHAPTER,
        over="residents", where=where, place=RESIDENCE, known_by="residents_registered",
        source=REGISTER,
        definition_vi=f"{vi} trong danh sách người dân đến ngày cuối kỳ; tuổi là năm của ngày "
        "cuối kỳ trừ năm sinh.")


def _returned(id: str, vi: str, name: str) -> Count:
    return Count(
        id=f"{id}_returned", label_vi=f"{vi}, theo báo cáo", unit="persons", chapter=CHAPTER,
        label_en=f"{id.replace('_', ' ').capitalize()}, returned", over="held", place=RESIDENCE,
        where=lambda r: (r.indicator == name) & ~r.registered, weight=lambda r: r.value,
        known_by=f"{id}_returned", source=RETURNS,
        definition_vi=f"{vi} theo báo cáo mới nhất không muộn hơn ngày cuối kỳ của đơn vị chưa "
        "lập danh sách từng người.")


def _both(id: str, vi: str) -> Sum:
    parts = (f"{id}_registered", f"{id}_returned")
    return Sum(id=id, label_vi=vi, label_en=id.replace("_", " ").capitalize(), unit="persons",
               chapter=CHAPTER, place=RESIDENCE, parts=parts, breakdowns=(parts,), source=BOTH,
               definition_vi=f"{vi}: theo danh sách từng người ở nơi đã lập, theo báo cáo ở nơi "
               "khác.")


def _counted(id: str, vi: str, ages: tuple[int, int], dose: int | None,
             name: str) -> list[Indicator]:
    return [_both(id, vi), _registered(id, vi, ages, dose), _returned(id, vi, name)]


def _group(id: str, vi: str, ages: tuple[int, int], doses: tuple[int, ...], people: str,
           given: str) -> list[Indicator]:
    found = _counted(id, vi.capitalize(), ages, None, people)
    for dose in doses:
        counted = f"{id}_dose{dose}"
        found += _counted(counted, f"{vi.capitalize()} đã tiêm mũi {dose}", ages, dose,
                          given.format(dose))
        found.append(Share(
            id=f"coverage_{counted}", label_vi=f"Tỷ lệ {vi} đã tiêm mũi {dose}", unit="percent",
            label_en=f"Coverage, {id} dose {dose}", chapter=CHAPTER, place=RESIDENCE,
            numerator=counted, denominator=id, source=BOTH,
            companions=(f"{counted}_registered", f"{counted}_returned"),
            definition_vi=f"{vi.capitalize()} đã tiêm mũi {dose} trên {vi}; vượt 100% là mẫu số "
            "thiếu."))
    return found


INDICATORS = (
    *(indicator for group in GROUPS for indicator in _group(*group)),
    Count(
        id="residents_registered", label_vi="Người dân đã lập danh sách", unit="persons",
        label_en="Residents registered by name", chapter=CHAPTER, over="residents",
        place=RESIDENCE, known_by="residents_registered", source=REGISTER,
        definition_vi="Số người trong danh sách người dân."),
)
