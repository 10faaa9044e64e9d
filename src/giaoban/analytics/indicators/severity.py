"""How ill are the active cases?"""

from giaoban.analytics.contract.states import rank
from giaoban.analytics.definition import LINE_LIST, Count, Share, Sum

CHAPTER = "Mức độ bệnh"
LEVELS = (("asymptomatic", "không triệu chứng"), ("mild", "nhẹ"), ("moderate", "trung bình"),
          ("severe", "nặng"), ("critical", "nguy kịch"))


def _level(value: str, vi: str) -> Count:
    return Count(
        id=f"severity_{value}", label_vi=f"Mức độ {vi}", label_en=f"Active cases, {value}",
        unit="cases", chapter=CHAPTER, over="active",
        where=lambda r: r.severity == rank("severity", value),
        definition_vi=f"Ca đang quản lý có mức độ bệnh vào ngày cuối kỳ là {vi}.",
        source=LINE_LIST)


INDICATORS = (
    *(_level(*row) for row in LEVELS),
    Count(
        id="severity_unknown", label_vi="Chưa rõ mức độ bệnh", label_en="Severity unknown",
        unit="cases", chapter=CHAPTER, over="active", where=lambda r: r.severity.isnull(),
        definition_vi="Ca đang quản lý chưa ghi mức độ bệnh vào ngày cuối kỳ.",
        source=LINE_LIST),
    Sum(
        id="mild", label_vi="Không triệu chứng hoặc nhẹ", label_en="Without or with mild symptoms",
        unit="cases", chapter=CHAPTER, parts=("severity_asymptomatic", "severity_mild"),
        breakdowns=(("severity_asymptomatic", "severity_mild"),),
        definition_vi="Ca đang quản lý không triệu chứng hoặc nhẹ vào ngày cuối kỳ.",
        source=LINE_LIST),
    Share(
        id="mild_share", label_vi="Tỷ lệ không triệu chứng hoặc nhẹ", label_en="Mild share",
        unit="percent", chapter=CHAPTER, numerator="mild", denominator="active",
        companions=("mild_later_oxygen_share", "severity_unknown"),
        definition_vi="Ca không triệu chứng hoặc nhẹ trên ca đang quản lý.", source=LINE_LIST),
)
