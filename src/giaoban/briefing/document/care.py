"""Chapter 3: active cases, where they are cared for, how ill they are, beds."""

from __future__ import annotations

from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.telling import NO_DATA, paragraph
from giaoban.documents.model import Block, Heading
from giaoban.kernel.vietnamese import number

TITLE = "Thu dung, điều trị"
_BEDS = ("planned", "set_up", "staffed", "oxygen", "free")


def blocks(f: Facts) -> list[Block]:
    return [
        Heading(TITLE),
        paragraph(
            f,
            f"Số ca đang quản lý, điều trị (mọi ca chưa kết thúc, {f.until}): {{active}} ca[, "
            f"{{active.change}}]. "
            "Trong đó {overdue} ca quá hạn chưa kết thúc cách ly theo quy định.",
        ),
        paragraph(f, _places(f)),
        paragraph(f, _severity(f)),
        paragraph(
            f,
            "Phân tầng điều trị: tầng 1 {tier_1} ca[ ({tier_1_share})]; tầng 2 {tier_2} ca[ "
            "({tier_2_share})]; tầng 3 "
            "{tier_3} ca[ ({tier_3_share})]" + _unknown(f, "tier_unknown", "chưa phân tầng") + ".",
        ),
        paragraph(
            f,
            "Người bệnh phải hỗ trợ hô hấp: {on_support} ca[, {on_support.change}]; gồm thở ô xy qua mặt nạ, "
            "gọng kính "
            "{support_oxygen}; HFNC {support_hfnc}; thở máy không xâm lấn {support_niv}; thở máy xâm lấn "
            "{support_imv}; ECMO {support_ecmo}.",
        ),
        _beds(f),
    ]


def _places(f: Facts) -> str:
    return (
        "Theo nơi điều trị: tại nhà {care_home} ca, chiếm {home_share} số ca đang quản lý; cơ sở cách ly tập "
        "trung "
        "{care_central} ca; khu thu dung, điều trị {care_collection} ca; bệnh viện {hospital} ca[, "
        "{hospital.change}], "
        "trong đó {hospital_under_12} trẻ dưới 12 tuổi"
        + _unknown(f, "care_unknown", "chưa rõ nơi điều trị")
        + "."
    )


def _severity(f: Facts) -> str:
    return (
        "Theo mức độ bệnh: không triệu chứng {severity_asymptomatic} ca, nhẹ {severity_mild} ca, cộng {mild} "
        "ca, chiếm "
        "{mild_share}; trung bình {severity_moderate} ca; nặng {severity_severe} ca; nguy kịch "
        "{severity_critical} ca"
        + _unknown(f, "severity_unknown", "chưa rõ mức độ")
        + ".[ Đọc cùng: trong {mild_later_oxygen_share.denominator} ca công bố hai tuần trước, ban đầu không "
        "triệu "
        "chứng hoặc nhẹ, có {mild_later_oxygen_share} sau đó phải hỗ trợ hô hấp.]"
    )


def _unknown(f: Facts, name: str, words: str) -> str:
    return f"; {words} {{{name}}} ca" if f.some(name) else ""


def _beds(f: Facts) -> Block:
    if all(f.value(f"beds_{state}") is None for state in _BEDS):
        return paragraph(f, f"Giường bệnh: {NO_DATA}; chưa có báo cáo giường bệnh nào trong kỳ.")
    reports = f.figure("beds")["records"]
    source = f" (theo {number(reports)} báo cáo tổng hợp của đơn vị)" if reports else ""
    return paragraph(
        f,
        f"Giường bệnh{source}: kế hoạch {{beds_planned}} giường; thực kê {{beds_set_up}} giường[, "
        f"{{beds_set_up.change}}]; "
        "có đủ nhân lực {beds_staffed} giường; có ô xy {beds_oxygen} giường; còn trống {beds_free} giường.",
    )
