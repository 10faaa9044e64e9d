"""In which tier of treatment are the active cases?"""

from giaoban.analytics.contract.states import TIER, rank
from giaoban.analytics.definition import LINE_LIST, Count, Share

CHAPTER = "Phân tầng điều trị"


def _tier(tier: str) -> tuple[Count, Share]:
    return (
        Count(
            id=f"tier_{tier}", label_vi=f"Đang điều trị tầng {tier}", unit="cases",
            label_en=f"Active cases in tier {tier}", chapter=CHAPTER, over="active",
            where=lambda r: r.tier == rank("tier", tier),
            definition_vi=f"Ca đang quản lý ở tầng điều trị {tier} vào ngày cuối kỳ.",
            source=LINE_LIST),
        Share(
            id=f"tier_{tier}_share", label_vi=f"Tỷ lệ điều trị tầng {tier}", unit="percent",
            label_en=f"Share in tier {tier}", chapter=CHAPTER, numerator=f"tier_{tier}",
            denominator="active", companions=("tier_unknown",),
            definition_vi=f"Ca ở tầng {tier} trên ca đang quản lý.", source=LINE_LIST))


INDICATORS = (
    *(indicator for tier in TIER for indicator in _tier(tier)),
    Count(
        id="tier_unknown", label_vi="Chưa phân tầng", label_en="Tier unknown", unit="cases",
        chapter=CHAPTER, over="active", where=lambda r: r.tier.isnull(),
        definition_vi="Ca đang quản lý chưa ghi tầng điều trị vào ngày cuối kỳ.",
        source=LINE_LIST),
)
