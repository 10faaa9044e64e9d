"""Who reported, how late, and how many cases were filled in afterwards?"""

from giaoban.analytics.definition import CENSUS, LINE_LIST, RETURNS, Count, Median, Share

CHAPTER = "Chất lượng số liệu"
# A guess: a week between sampling and announcement is what a province under load needed at most.
BACK_FILL_DAYS = 7

INDICATORS = (
    Count(
        id="communes_reporting", label_vi="Số xã có báo cáo", unit="communes", chapter=CHAPTER,
        label_en="Communes heard from", over="reporting",
        definition_vi="Số xã gửi báo cáo số liệu trong kỳ, kể cả báo cáo bằng không; nơi không "
        "xã nào gửi báo cáo thì tính xã có ca công bố trong kỳ.", source=f"{LINE_LIST}; {RETURNS}"),
    Count(
        id="communes", label_vi="Số xã", label_en="Communes", unit="communes", chapter=CHAPTER,
        over="communes", definition_vi="Số xã có hiệu lực trong kỳ.", source=CENSUS),
    Share(
        id="reporting_completeness", label_vi="Tỷ lệ xã có báo cáo", unit="percent",
        label_en="Reporting completeness", chapter=CHAPTER, numerator="communes_reporting",
        denominator="communes", source=f"{LINE_LIST}; {RETURNS}",
        definition_vi="Số xã có báo cáo trong kỳ trên số xã."),
    Median(
        id="reporting_delay", label_vi="Số ngày từ lấy mẫu đến công bố (trung vị)", unit="days",
        label_en="Days from sampling to announcement, median", chapter=CHAPTER, over="announced",
        of="waited", source=LINE_LIST,
        definition_vi="Trung vị số ngày từ lấy mẫu đến công bố của ca mới có ghi ngày lấy mẫu."),
    Count(
        id="back_fill", label_vi="Ca bổ sung", label_en="Back-filled cases", unit="cases",
        chapter=CHAPTER, over="announced", where=lambda r: r.waited > BACK_FILL_DAYS,
        definition_vi=f"Ca công bố trong kỳ đã lấy mẫu trước đó hơn {BACK_FILL_DAYS} ngày (ngưỡng "
        "tạm đặt).", source=LINE_LIST),
)
