"""Of those first seen without or with mild symptoms, how many later needed oxygen?"""

from giaoban.analytics.definition import LINE_LIST, Count, Share

CHAPTER = "Mức độ bệnh"
# Two weeks: those announced two weeks before the window have all been followed this long.
FOLLOWED_DAYS = 14

INDICATORS = (
    Count(
        id="mild_at_first", label_vi="Ca mới ban đầu không triệu chứng hoặc nhẹ",
        label_en="New cases first seen as mild", unit="cases", chapter=CHAPTER, over="cohort",
        definition_vi="Ca mới trong danh sách có mức độ bệnh ghi đầu tiên là không triệu chứng "
        "hoặc nhẹ.", source=LINE_LIST),
    Count(
        id="mild_later_oxygen", label_vi="… trong đó sau phải hỗ trợ hô hấp", chapter=CHAPTER,
        label_en="… later on respiratory support", unit="cases", over="cohort",
        where=lambda r: r.helped_after.between(0, FOLLOWED_DAYS),
        definition_vi="Ca ban đầu không triệu chứng hoặc nhẹ, phải thở ô xy hoặc hỗ trợ hô hấp "
        f"cao hơn trong vòng {FOLLOWED_DAYS} ngày từ ngày công bố.", source=LINE_LIST),
    Share(
        id="mild_later_oxygen_share", label_vi="Tỷ lệ ca ban đầu nhẹ sau phải hỗ trợ hô hấp",
        label_en="Share of first mild later on respiratory support", unit="percent",
        chapter=CHAPTER, numerator="mild_later_oxygen", denominator="mild_at_first",
        read_in="two_weeks_before", companions=("mild_share",),
        definition_vi="Trong các ca công bố hai tuần trước, ban đầu không triệu chứng hoặc nhẹ: "
        f"tỷ lệ phải hỗ trợ hô hấp trong vòng {FOLLOWED_DAYS} ngày.", source=LINE_LIST),
)
