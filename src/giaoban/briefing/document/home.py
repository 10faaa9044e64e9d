"""Where home care is followed: who was heard of, what rang, who was sent on, what is left."""

from __future__ import annotations

from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.telling import paragraph
from giaoban.documents.model import Block, Heading

TITLE = "Chăm sóc tại nhà"
_PACKS = (("pack_a", "túi A"), ("pack_b", "túi B"), ("pack_c", "túi C"), ("molnupiravir", "molnupiravir"),
          ("favipiravir", "favipiravir"))  # fmt: skip
_TIERS = ("1", "2", "3")


def blocks(f: Facts) -> list[Block]:
    found = [paragraph(f, text) for text in (*_followed(f), *_sent(f), *_packs(f), *_beds(f)) if text]
    return [Heading(TITLE), *found] if found else []


def _followed(f: Facts) -> list[str]:
    if f.value("home_followed") is None:
        return []
    return [
        "Trạm y tế đang theo dõi tại nhà {home_followed} ca[ trong {care_home} ca điều trị tại nhà]"
        "[; tính cả ca chưa theo dõi, mỗi nhân viên trạm phụ trách {home_per_staff} ca]. "
        "Trong 24 giờ của ngày cuối kỳ, nhân viên liên hệ được {home_contacted} ca, đạt "
        "{home_contacted_share}; {home_not_contacted} ca không ai liên hệ, trong đó "
        "{home_self_checked_only} ca có tự khai sức khỏe.",
        "Khai báo sức khỏe: {checks} lượt trong {home_person_days} ngày theo dõi, bình quân "
        "{checks_per_person_day} lượt/người/ngày; {checks_by_staff} lượt do nhân viên ghi. Báo động dấu hiệu "
        "nguy hiểm: {alarms} lượt[, bình quân {alarms_per_station_day} lượt/trạm/ngày][; đúng "
        "{alarms_confirmed_share} trong {alarms_judged} lượt đã rõ][; trung vị thời gian trả lời "
        "{alarm_minutes} phút]; còn {alarms_unanswered} lượt chưa trả lời đến hết kỳ.",
    ]


def _sent(f: Facts) -> list[str]:
    moved = "Chuyển tầng điều trị: lên tầng cao hơn {tier_up} lượt, xuống tầng thấp hơn {tier_down} lượt."
    if f.value("referrals") is None:
        return [moved] if f.value("home_followed") is not None else []
    return [
        moved + " Chuyển viện: {referrals} yêu cầu trong kỳ; {referrals_arrived} người đã đến nơi, "
        "{referrals_cancelled} yêu cầu hủy, {referrals_refusals} lượt bệnh viện từ chối; còn chờ "
        "{referrals_open} người.[ Từ dấu hiệu nguy hiểm đến giường: trung vị {sign_to_bed_minutes} phút.]"
    ]


def _packs(f: Facts) -> list[str]:
    told = [
        f"{name} {{{item}_dispensed}}, còn {{{item}_stock}}[ (đủ {{{item}_cover}} ngày)]"
        for item, name in _PACKS
        if f.value(f"{item}_stock") is not None
    ]
    return [f"Thuốc đã cấp trong kỳ và còn ở trạm, kho: {'; '.join(told)}."] if told else []


def _beds(f: Facts) -> list[str]:
    told = [
        f"tầng {t} kế hoạch {{tier_{t}_beds_planned}}, thực kê {{tier_{t}_beds_set_up}}, đủ nhân lực "
        f"{{tier_{t}_beds_staffed}}, có ô xy {{tier_{t}_beds_oxygen}}, trống {{tier_{t}_beds_free}}"
        for t in _TIERS
        if f.value(f"tier_{t}_beds_set_up") is not None
    ]
    return [f"Giường theo tầng, do cơ sở khai: {'; '.join(told)}."] if told else []
