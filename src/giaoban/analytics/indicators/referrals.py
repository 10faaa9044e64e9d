"""Who moved up or down between tiers, and how long is the way from a danger sign to a bed?"""

from giaoban.analytics.definition import CARE_REGISTER, LINE_LIST, Count, Median

TIERS, CHAPTER = "Phân tầng điều trị", "Chuyển viện"

INDICATORS = (
    Count(
        id="tier_up", label_vi="Chuyển lên tầng cao hơn", label_en="Moved up a tier", unit="cases",
        chapter=TIERS, over="tier_moves", where=lambda r: r.tier > r.before,
        definition_vi="Lượt chuyển trong kỳ từ một tầng điều trị lên tầng cao hơn.", source=LINE_LIST),
    Count(
        id="tier_down", label_vi="Chuyển xuống tầng thấp hơn", label_en="Moved down a tier", unit="cases",
        chapter=TIERS, over="tier_moves", where=lambda r: r.tier < r.before,
        definition_vi="Lượt chuyển trong kỳ từ một tầng điều trị xuống tầng thấp hơn.", source=LINE_LIST),
    Count(
        id="referrals", label_vi="Yêu cầu chuyển viện", label_en="Referrals asked", unit="referrals",
        chapter=CHAPTER, over="referral_events", where=lambda r: r.happened == "asked",
        known_by="referrals_ever", source=CARE_REGISTER,
        definition_vi="Yêu cầu chuyển người bệnh gửi trong kỳ."),
    Count(
        id="referrals_ever", label_vi="Yêu cầu chuyển viện từ trước đến nay", label_en="Referrals ever asked",
        unit="referrals", chapter=CHAPTER, over="referral_events", span="until",
        where=lambda r: r.happened == "asked", known_by="referrals_ever", source=CARE_REGISTER,
        definition_vi="Yêu cầu chuyển người bệnh gửi đến hết ngày cuối kỳ."),
    Count(
        id="referrals_arrived", label_vi="Chuyển viện đã đến nơi", label_en="Referrals arrived",
        unit="referrals", chapter=CHAPTER, over="referral_events", known_by="referrals_ever",
        where=lambda r: r.happened == "arrived", source=CARE_REGISTER,
        definition_vi="Người bệnh đến giường của nơi nhận trong kỳ."),
    Count(
        id="referrals_cancelled", label_vi="Chuyển viện đã hủy", label_en="Referrals cancelled",
        unit="referrals", chapter=CHAPTER, over="referral_events", known_by="referrals_ever",
        where=lambda r: r.happened == "cancelled", source=CARE_REGISTER,
        definition_vi="Yêu cầu chuyển viện bị hủy trong kỳ."),
    Count(
        id="referrals_refusals", label_vi="Lượt bệnh viện từ chối", label_en="Refusals by hospitals",
        unit="referrals", chapter=CHAPTER, over="referral_events", known_by="referrals_ever",
        where=lambda r: r.happened == "asked", weight=lambda r: r.refusals, source=CARE_REGISTER,
        definition_vi="Số lần bệnh viện từ chối các yêu cầu gửi trong kỳ."),
    Count(
        id="referrals_open", label_vi="Chuyển viện còn chờ", label_en="Referrals open", unit="referrals",
        chapter=CHAPTER, over="referrals_open", known_by="referrals_ever", source=CARE_REGISTER,
        definition_vi="Yêu cầu chuyển viện mà đến hết ngày cuối kỳ người bệnh chưa đến nơi."),
    Median(
        id="sign_to_bed_minutes", label_vi="Từ dấu hiệu nguy hiểm đến giường (trung vị)", unit="minutes",
        label_en="Minutes from a danger sign to a bed (median)", chapter=CHAPTER, over="referral_events",
        of="minutes", source=CARE_REGISTER,
        definition_vi="Trung vị số phút từ dấu hiệu nguy hiểm đầu tiên của lượt theo dõi tại nhà đến khi "
        "người bệnh đến giường, của người đến giường trong kỳ."),
)
