"""How many cases were announced, told by the two other places of a case?"""

from giaoban.analytics.definition import DETECTION, LINE_LIST, RESIDENCE, Count

INDICATORS = (
    Count(
        id="new_by_residence", label_vi="Ca mắc mới theo nơi thường trú", chapter="Ca mắc",
        label_en="New cases by registered residence", unit="cases", over="announced",
        at_unit="unit_residence", place=RESIDENCE, companions=("new",),
        definition_vi="Số ca trong danh sách có ngày công bố trong kỳ, xếp theo nơi thường trú; "
        "ca chưa rõ nơi thường trú không tính.", source=LINE_LIST),
    Count(
        id="new_by_detection", label_vi="Ca mắc mới theo nơi phát hiện", chapter="Ca mắc",
        label_en="New cases by place of detection", unit="cases", over="announced",
        at_unit="unit_detected", place=DETECTION, companions=("new",),
        definition_vi="Số ca trong danh sách có ngày công bố trong kỳ, xếp theo nơi phát hiện; "
        "ca chưa rõ nơi phát hiện không tính.", source=LINE_LIST),
)
