"""How many cases were announced in the window?"""

from giaoban.analytics.definition import LINE_LIST, RETURNS, Change, Count, Sum

CHAPTER = "Ca mắc"

INDICATORS = (
    Sum(
        id="new", label_vi="Ca mắc mới", label_en="New cases", unit="cases", chapter=CHAPTER,
        parts=("new_linelist", "new_returns", "new_not_established"),
        breakdowns=(("new_linelist", "new_returns", "new_not_established"),),
        definition_vi="Số ca bệnh có ngày công bố trong kỳ. Đơn vị có danh sách ca bệnh tính theo "
        "danh sách; đơn vị chưa từng có ca nào trong danh sách tính theo báo cáo số liệu tổng "
        "hợp; ca chưa rõ địa bàn tính vào tổng của tỉnh đã công bố.",
        source=f"{LINE_LIST}; {RETURNS}"),
    Count(
        id="new_linelist", label_vi="Ca mắc mới theo danh sách", chapter=CHAPTER,
        label_en="New cases, line list", unit="cases", over="announced",
        definition_vi="Số ca trong danh sách ca bệnh có ngày công bố trong kỳ.", source=LINE_LIST),
    Count(
        id="new_returns", label_vi="Ca mắc mới theo báo cáo tổng hợp", chapter=CHAPTER,
        label_en="New cases, aggregate returns", unit="cases", over="returned",
        where=lambda r: (r.indicator == "new_cases") & r.established & ~r.listed,
        weight=lambda r: r.value,
        definition_vi="Tổng các báo cáo ca mắc mới có cả khoảng ngày nằm trong kỳ, của đơn vị "
        "chưa từng có ca nào trong danh sách ca bệnh.", source=RETURNS),
    Count(
        id="new_not_established", label_vi="Ca mắc mới chưa rõ địa bàn", chapter=CHAPTER,
        label_en="New cases, place not established", unit="cases", over="returned",
        where=lambda r: (r.indicator == "new_cases") & ~r.established,
        weight=lambda r: r.value,
        definition_vi="Tổng các báo cáo ca mắc mới trong kỳ mà địa bàn chưa xác định được; nằm "
        "trong tổng của tỉnh đã công bố, không thuộc huyện, xã nào.", source=RETURNS),
    Change(
        id="new_change", label_vi="Tăng, giảm ca mắc mới so với kỳ trước", chapter=CHAPTER,
        label_en="Change of new cases", unit="cases", of="new",
        definition_vi="Ca mắc mới của kỳ này trừ ca mắc mới của kỳ trước cùng độ dài.",
        source=f"{LINE_LIST}; {RETURNS}"),
    Count(
        id="new_ministry", label_vi="Ca mắc mới Bộ Y tế công bố", chapter=CHAPTER,
        label_en="New cases announced by the ministry", unit="cases",
        over="announced_by_ministry", companions=("new",),
        definition_vi="Số ca trong danh sách có ngày Bộ Y tế công bố trong kỳ.",
        source=LINE_LIST),
)
