"""Where were the new cases found: in the community or in quarantine?"""

from giaoban.analytics.contract.states import FOUND_COMMUNITY, FOUND_QUARANTINE
from giaoban.analytics.definition import LINE_LIST, RETURNS, Count, Share, Sum

CHAPTER = "Ca mắc"

INDICATORS = (
    Sum(
        id="new_community", label_vi="Ca mắc mới tại cộng đồng", chapter=CHAPTER,
        label_en="New community cases", unit="cases",
        parts=("new_community_linelist", "new_community_returns"),
        definition_vi="Ca mắc mới phát hiện ngoài nơi cách ly, khu phong tỏa và cửa khẩu (theo "
        "cách hiểu của Quyết định 3986/QĐ-BYT).", source=f"{LINE_LIST}; {RETURNS}"),
    Count(
        id="new_community_linelist", label_vi="Ca cộng đồng theo danh sách", chapter=CHAPTER,
        label_en="New community cases, line list", unit="cases", over="announced",
        where=lambda r: r.found.isin(FOUND_COMMUNITY),
        definition_vi="Ca mới trong danh sách phát hiện tại cộng đồng, qua sàng lọc, tại cơ sở y "
        "tế, qua rà soát hoặc tự khai báo.", source=LINE_LIST),
    Count(
        id="new_community_returns", label_vi="Ca cộng đồng theo báo cáo tổng hợp",
        chapter=CHAPTER, label_en="New community cases, aggregate returns", unit="cases",
        over="returned", weight=lambda r: r.value,
        where=lambda r: (r.indicator == "new_community") & ~(r.established & r.listed),
        definition_vi="Tổng các báo cáo ca cộng đồng trong kỳ của đơn vị chưa từng có ca trong "
        "danh sách, cộng phần chưa rõ địa bàn.", source=RETURNS),
    Count(
        id="new_quarantine", label_vi="Ca mắc mới đã được cách ly, quản lý", chapter=CHAPTER,
        label_en="New cases in quarantine", unit="cases", over="announced",
        where=lambda r: r.found.isin(FOUND_QUARANTINE),
        definition_vi="Ca mới trong danh sách phát hiện trong khu cách ly, khu phong tỏa hoặc khi "
        "nhập cảnh.", source=LINE_LIST),
    Count(
        id="new_found_unknown", label_vi="Ca mắc mới chưa rõ nơi phát hiện", chapter=CHAPTER,
        label_en="New cases, setting unknown", unit="cases", over="announced",
        where=lambda r: r.found.isnull(),
        definition_vi="Ca mới trong danh sách chưa ghi phát hiện qua đâu.", source=LINE_LIST),
    Share(
        id="community_share", label_vi="Tỷ lệ ca cộng đồng", label_en="Community share",
        unit="percent", chapter=CHAPTER, numerator="new_community", denominator="new",
        companions=("new_found_unknown",),
        definition_vi="Ca mắc mới tại cộng đồng trên ca mắc mới.",
        source=f"{LINE_LIST}; {RETURNS}"),
    Share(
        id="quarantine_share", label_vi="Tỷ lệ ca đã được cách ly, quản lý", chapter=CHAPTER,
        label_en="Quarantine share", unit="percent", numerator="new_quarantine",
        denominator="new", companions=("new_found_unknown",),
        definition_vi="Ca mắc mới đã được cách ly, quản lý trên ca mắc mới.", source=LINE_LIST),
)
