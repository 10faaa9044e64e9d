"""How many beds are planned, set up, staffed, with oxygen, free?"""

from giaoban.analytics.definition import REPORTING, RETURNS, Count, Sum

CHAPTER = "Giường bệnh"
STATES = (("planned", "giường kế hoạch"), ("set_up", "giường thực kê"),
          ("staffed", "giường có đủ nhân lực"), ("oxygen", "giường có ô xy"),
          ("free", "giường trống"))


def _state(state: str, vi: str) -> Count:
    return Count(
        id=f"beds_{state}", label_vi=vi.capitalize(), unit="beds", chapter=CHAPTER,
        label_en=f"Beds, {state.replace('_', ' ')}", over="held", place=REPORTING,
        where=lambda r: r.indicator == f"beds_{state}", weight=lambda r: r.value,
        known_by=f"beds_{state}", source=RETURNS,
        definition_vi=f"Tổng số {vi} theo báo cáo mới nhất của mỗi đơn vị và nguồn, không muộn "
        "hơn ngày cuối kỳ.")


INDICATORS = (
    *(_state(*row) for row in STATES),
    Sum(
        id="beds", label_vi="Giường bệnh", label_en="Beds", unit="beds", chapter=CHAPTER,
        place=REPORTING, parts=("beds_set_up",),
        companions=("beds_planned", "beds_staffed", "beds_oxygen", "beds_free"),
        definition_vi="Số giường thực kê; luôn đọc cùng giường kế hoạch, có đủ nhân lực, có ô xy "
        "và giường trống.", source=RETURNS),
)
