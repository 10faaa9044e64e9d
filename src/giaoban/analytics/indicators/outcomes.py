"""How many recovered and how many died?"""

from typing import Any

from giaoban.analytics.definition import LINE_LIST, RETURNS, Count, Share, Sum

CHAPTER = "Khỏi bệnh, tử vong"
BOTH = f"{LINE_LIST}; {RETURNS}"


def _sum(id: str, vi: str, en: str, unit: str, definition: str) -> Sum:
    parts = (f"{id}_linelist", f"{id}_returns")
    return Sum(id=id, label_vi=vi, label_en=en, unit=unit, chapter=CHAPTER, parts=parts,
               breakdowns=(parts,), source=BOTH, definition_vi=definition)


def _listed(id: str, vi: str, unit: str, outcome: str, span: str = "within") -> Count:
    return Count(
        id=f"{id}_linelist", label_vi=f"{vi} theo danh sách", unit=unit, chapter=CHAPTER,
        label_en=f"{id.replace('_', ' ').capitalize()}, line list", over="closed", span=span,
        where=lambda r: r.outcome == outcome, source=LINE_LIST,
        definition_vi=f"{vi} tính theo ngày kết thúc ghi trong danh sách ca bệnh.")


def _returned(id: str, vi: str, unit: str, name: str, span: str = "within") -> Count:
    def where(r: Any) -> Any:
        return (r.indicator == name) & ~(r.established & r.listed)

    return Count(
        id=f"{id}_returns", label_vi=f"{vi} theo báo cáo tổng hợp", unit=unit, chapter=CHAPTER,
        label_en=f"{id.replace('_', ' ').capitalize()}, aggregate returns", over="returned",
        span=span, where=where, weight=lambda r: r.value, source=RETURNS,
        known_by=f"{id}_returns",
        definition_vi=f"{vi} theo báo cáo của đơn vị chưa từng có ca trong danh sách, cộng phần "
        "chưa rõ địa bàn.")


INDICATORS = (
    _sum("recovered", "Ca khỏi bệnh", "Recovered", "cases",
         "Số ca được công bố khỏi bệnh trong kỳ."),
    _listed("recovered", "Ca khỏi bệnh", "cases", "recovered"),
    _returned("recovered", "Ca khỏi bệnh", "cases", "recovered"),
    _sum("deaths", "Ca tử vong", "Deaths", "deaths", "Số ca tử vong trong kỳ, theo ngày mất."),
    _listed("deaths", "Ca tử vong", "deaths", "dead"),
    _returned("deaths", "Ca tử vong", "deaths", "deaths"),
    _sum("deaths_cumulative", "Ca tử vong tích lũy", "Cumulative deaths", "deaths",
         "Số ca tử vong đến hết ngày cuối kỳ."),
    _listed("deaths_cumulative", "Ca tử vong tích lũy", "deaths", "dead", "until"),
    _returned("deaths_cumulative", "Ca tử vong tích lũy", "deaths", "deaths", "until"),
    Share(
        id="deaths_per_new", label_vi="Tỷ lệ tử vong trên ca mắc mới", unit="percent",
        label_en="Deaths per new cases", chapter=CHAPTER, numerator="deaths", denominator="new",
        companions=("deaths_per_new_two_weeks",), source=BOTH,
        definition_vi="Ca tử vong trong kỳ trên ca mắc mới trong kỳ."),
    Share(
        id="deaths_per_new_two_weeks", unit="percent", chapter=CHAPTER, numerator="deaths",
        label_vi="Tỷ lệ tử vong trên ca mắc mới của hai tuần trước", denominator="new",
        label_en="Deaths per new cases of two weeks before",
        denominator_in="two_weeks_before", companions=("deaths_per_new",), source=BOTH,
        definition_vi="Ca tử vong trong kỳ trên ca mắc mới của kỳ cùng độ dài hai tuần trước, vì "
        "người mất thường mắc bệnh từ trước đó."),
)
