"""How many cases were announced up to the end of the window?"""

from giaoban.analytics.definition import LINE_LIST, RETURNS, Count, Sum

INDICATORS = (
    Sum(
        id="cumulative", label_vi="Ca mắc tích lũy", label_en="Cumulative cases", unit="cases",
        chapter="Ca mắc", parts=("cumulative_linelist", "cumulative_returns"),
        breakdowns=(("cumulative_linelist", "cumulative_returns"),),
        definition_vi="Số ca bệnh có ngày công bố đến hết ngày cuối kỳ, tính như ca mắc mới.",
        source=f"{LINE_LIST}; {RETURNS}"),
    Count(
        id="cumulative_linelist", label_vi="Ca mắc tích lũy theo danh sách", chapter="Ca mắc",
        label_en="Cumulative cases, line list", unit="cases", over="announced", span="until",
        definition_vi="Số ca trong danh sách có ngày công bố đến hết ngày cuối kỳ.",
        source=LINE_LIST),
    Count(
        id="cumulative_returns", label_vi="Ca mắc tích lũy theo báo cáo tổng hợp",
        chapter="Ca mắc", label_en="Cumulative cases, aggregate returns", unit="cases",
        over="returned", span="until",
        where=lambda r: (r.indicator == "new_cases") & ~(r.established & r.listed),
        weight=lambda r: r.value,
        definition_vi="Tổng các báo cáo ca mắc mới đến hết ngày cuối kỳ của đơn vị chưa từng có "
        "ca trong danh sách, cộng phần chưa rõ địa bàn.", source=RETURNS),
)
