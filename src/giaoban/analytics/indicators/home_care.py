"""Who answers for those ill at home, and is everybody heard of?"""

from giaoban.analytics.definition import CARE_REGISTER, LINE_LIST, RESOURCES, STATION, Count, Ratio, Share

CHAPTER = "Chăm sóc tại nhà"

INDICATORS = (
    Count(
        id="home_followed", label_vi="F0 đang được theo dõi tại nhà", label_en="Followed at home",
        unit="cases", chapter=CHAPTER, over="followed", known_by="home_followed",
        breakdowns=(("home_contacted", "home_not_contacted"),),
        definition_vi="Ca có lượt theo dõi tại nhà còn mở vào ngày cuối kỳ.", source=CARE_REGISTER),
    Count(
        id="home_contacted", label_vi="F0 tại nhà được nhân viên liên hệ trong ngày cuối kỳ",
        label_en="At home, contacted by staff on the last day", unit="cases", chapter=CHAPTER,
        over="followed", where=lambda r: r.reached > 0, known_by="home_followed",
        definition_vi="F0 đang theo dõi tại nhà được nhân viên y tế gọi hoặc gặp được trong 24 giờ của ngày "
        "cuối kỳ; tự khai không tính.", source=CARE_REGISTER),
    Count(
        id="home_not_contacted", label_vi="F0 tại nhà không được liên hệ trong ngày cuối kỳ",
        label_en="At home, not contacted on the last day", unit="cases", chapter=CHAPTER,
        over="followed", where=lambda r: r.reached == 0, known_by="home_followed",
        companions=("home_self_checked_only",), source=CARE_REGISTER,
        definition_vi="F0 đang theo dõi tại nhà mà trong 24 giờ của ngày cuối kỳ không nhân viên nào gọi "
        "hoặc gặp được."),
    Count(
        id="home_self_checked_only", label_vi="… trong đó có tự khai sức khỏe",
        label_en="… of them with a check of their own", unit="cases", chapter=CHAPTER, over="followed",
        where=lambda r: (r.reached == 0) & (r.self_checks > 0), known_by="home_followed",
        definition_vi="F0 tại nhà không được liên hệ nhưng tự khai sức khỏe trong ngày cuối kỳ.",
        source=CARE_REGISTER),
    Share(
        id="home_contacted_share", label_vi="Tỷ lệ F0 tại nhà được liên hệ trong ngày cuối kỳ",
        label_en="Share at home contacted on the last day", unit="percent", chapter=CHAPTER,
        numerator="home_contacted", denominator="home_followed", companions=("home_not_contacted",),
        definition_vi="F0 được liên hệ trên F0 đang được theo dõi tại nhà.", source=CARE_REGISTER),
    Count(
        id="home_person_days", label_vi="Số ngày theo dõi tại nhà", label_en="Person-days followed at home",
        unit="person_days", chapter=CHAPTER, over="patient_days", weight=lambda r: r.days,
        known_by="home_person_days", source=CARE_REGISTER,
        definition_vi="Tổng số ngày mỗi F0 được theo dõi tại nhà trong kỳ; ngày thôi theo dõi không tính."),
    Count(
        id="checks", label_vi="Lượt khai báo sức khỏe", label_en="Checks of health", unit="checks",
        chapter=CHAPTER, over="checks", weight=lambda r: r.checks, known_by="home_person_days",
        definition_vi="Lượt khai báo sức khỏe của F0 tại nhà trong kỳ, do người bệnh, người nhà hoặc nhân "
        "viên ghi.", source=CARE_REGISTER),
    Count(
        id="checks_by_staff", label_vi="… trong đó do nhân viên ghi", label_en="… taken by staff",
        unit="checks", chapter=CHAPTER, over="checks", weight=lambda r: r.by_staff,
        known_by="home_person_days", source=CARE_REGISTER,
        definition_vi="Lượt khai báo sức khỏe do nhân viên y tế ghi khi gọi hoặc thăm."),
    Ratio(
        id="checks_per_person_day", label_vi="Lượt khai báo trên một người một ngày",
        label_en="Checks per person and day", unit="per_person_day", chapter=CHAPTER,
        numerator="checks", denominator="home_person_days", source=CARE_REGISTER,
        definition_vi="Lượt khai báo sức khỏe chia cho số ngày theo dõi tại nhà trong kỳ."),
    Count(
        id="station_staff", label_vi="Nhân lực trạm y tế", label_en="Staff of stations", unit="persons",
        chapter=CHAPTER, over="station_staff", place=STATION, known_by="station_staff",
        definition_vi="Người có phân công tại trạm y tế, trạm lưu động, tổ chăm sóc vào ngày cuối kỳ.",
        source=RESOURCES),
    Ratio(
        id="home_per_staff", label_vi="F0 tại nhà trên một nhân viên trạm", unit="per_staff",
        label_en="At home per member of station staff", chapter=CHAPTER, numerator="care_home",
        denominator="station_staff", source=f"{LINE_LIST}; {RESOURCES}",
        definition_vi="F0 đang điều trị tại nhà, dù trạm đã theo dõi trong hệ thống hay chưa, chia cho "
        "nhân lực trạm y tế vào ngày cuối kỳ."),
)
