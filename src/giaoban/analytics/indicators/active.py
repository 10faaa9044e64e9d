"""How many cases are under management, and how many of them past their last day?"""

from giaoban.analytics.contract.states import CARE, SEVERITY, TIER
from giaoban.analytics.definition import LINE_LIST, Count

INDICATORS = (
    Count(
        id="active", label_vi="Ca đang quản lý, điều trị", label_en="Active cases", unit="cases",
        chapter="Đang quản lý, điều trị", over="active", companions=("overdue",),
        breakdowns=(tuple(f"care_{v}" for v in (*CARE, "unknown")),
                    tuple(f"severity_{v}" for v in (*SEVERITY, "unknown")),
                    tuple(f"tier_{v}" for v in (*TIER, "unknown"))),
        definition_vi="Ca đã công bố đến ngày cuối kỳ và chưa kết thúc (khỏi bệnh hoặc tử vong) "
        "vào ngày đó; gồm cả ca quá hạn chưa kết thúc cách ly.", source=LINE_LIST),
    Count(
        id="overdue", label_vi="Ca quá hạn chưa kết thúc cách ly", chapter="Đang quản lý, điều trị",
        label_en="Past the last day and not closed", unit="cases", over="active",
        where=lambda r: r.overdue, requires=("isolation_days",),
        definition_vi="Ca đang quản lý mà ngày công bố cộng số ngày cách ly theo quy định (tham "
        "số isolation_days) không muộn hơn ngày cuối kỳ.", source=LINE_LIST),
)
