"""How old are the new cases?"""

from giaoban.analytics.definition import LINE_LIST, Count

# Bands of the province's own bulletins: preschool, primary, secondary, working age, 50+, 65+.
BANDS = ((0, 4), (5, 11), (12, 17), (18, 49), (50, 64), (65, 200))


def band_id(low: int, high: int) -> str:
    return f"{low}_plus" if high == 200 else f"{low}_{high}"


def band_vi(low: int, high: int) -> str:
    return f"từ {low} tuổi trở lên" if high == 200 else f"{low}–{high} tuổi"


def _band(low: int, high: int) -> Count:
    return Count(
        id=f"new_age_{band_id(low, high)}", label_vi=f"Ca mắc mới {band_vi(low, high)}",
        label_en=f"New cases aged {band_id(low, high).replace('_', '-')}", unit="cases",
        chapter="Ca mắc theo tuổi và nghề", over="announced",
        where=lambda r: r.age.between(low, high),
        definition_vi=f"Ca mới trong danh sách, tuổi khi công bố {band_vi(low, high)}.",
        source=LINE_LIST)


INDICATORS = (
    *(_band(low, high) for low, high in BANDS),
    Count(
        id="new_age_unknown", label_vi="Ca mắc mới chưa rõ tuổi",
        label_en="New cases, age unknown", unit="cases", chapter="Ca mắc theo tuổi và nghề",
        over="announced", where=lambda r: r.age.isnull(),
        definition_vi="Ca mới trong danh sách chưa ghi tuổi.", source=LINE_LIST),
)
