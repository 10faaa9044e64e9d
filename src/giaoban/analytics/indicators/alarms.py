"""How often does it ring, how often rightly, and how soon does somebody answer?"""

from giaoban.analytics.definition import CARE_REGISTER, STATION, Count, Median, Ratio, Share

CHAPTER = "Báo động"
RIGHTLY = ("confirmed", "referred")
JUDGED = (*RIGHTLY, "false")

INDICATORS = (
    Count(
        id="alarms", label_vi="Báo động dấu hiệu nguy hiểm", label_en="Alarms of danger signs",
        unit="alarms", chapter=CHAPTER, over="alarms", known_by="home_person_days",
        definition_vi="Báo động về một người đã reo trong kỳ.", source=CARE_REGISTER),
    Count(
        id="alarms_judged", label_vi="Báo động đã rõ đúng, sai", label_en="Alarms judged", unit="alarms",
        chapter=CHAPTER, over="alarms", where=lambda r: r.answer.isin(JUDGED),
        known_by="home_person_days", source=CARE_REGISTER,
        definition_vi="Báo động reo trong kỳ đã được trả lời là đúng, chuyển viện hoặc không đúng."),
    Count(
        id="alarms_confirmed", label_vi="Báo động đúng", label_en="Alarms confirmed", unit="alarms",
        chapter=CHAPTER, over="alarms", where=lambda r: r.answer.isin(RIGHTLY),
        known_by="home_person_days", source=CARE_REGISTER,
        definition_vi="Báo động reo trong kỳ được trả lời là đúng hoặc đã chuyển viện."),
    Share(
        id="alarms_confirmed_share", label_vi="Tỷ lệ báo động đúng", label_en="Share of alarms confirmed",
        unit="percent", chapter=CHAPTER, numerator="alarms_confirmed", denominator="alarms_judged",
        companions=("alarms_unanswered",), source=CARE_REGISTER,
        definition_vi="Báo động đúng trên báo động đã rõ đúng, sai."),
    Count(
        id="alarms_unanswered", label_vi="Báo động chưa được trả lời", label_en="Alarms unanswered",
        unit="alarms", chapter=CHAPTER, over="alarms_open", known_by="home_person_days",
        definition_vi="Báo động đã reo mà đến hết ngày cuối kỳ chưa ai trả lời.", source=CARE_REGISTER),
    Median(
        id="alarm_minutes", label_vi="Thời gian trả lời báo động (trung vị)", unit="minutes",
        label_en="Minutes to answer an alarm (median)", chapter=CHAPTER, over="alarms", of="minutes",
        definition_vi="Trung vị số phút từ lúc báo động reo đến lúc được trả lời, của báo động reo trong kỳ.",
        source=CARE_REGISTER),
    Count(
        id="station_days", label_vi="Số ngày hoạt động của trạm", label_en="Station-days",
        unit="station_days", chapter=CHAPTER, over="station_days", weight=lambda r: r.days, place=STATION,
        known_by="station_days", source=CARE_REGISTER,
        definition_vi="Tổng số ngày trong kỳ mỗi trạm chịu trách nhiệm về F0 tại nhà, từ ngày đầu đến ngày "
        "cuối có người."),
    Ratio(
        id="alarms_per_station_day", label_vi="Báo động trên một trạm một ngày", unit="per_station_day",
        label_en="Alarms per station and day", chapter=CHAPTER, numerator="alarms",
        denominator="station_days", companions=("alarms_confirmed_share",), source=CARE_REGISTER,
        definition_vi="Báo động reo trong kỳ chia cho số ngày hoạt động của trạm."),
)
