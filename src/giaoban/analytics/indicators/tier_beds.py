"""How many beds has each tier, by the hospitals' own counts?"""

from giaoban.analytics.contract.states import TIER
from giaoban.analytics.definition import RESOURCES, STATION, Count
from giaoban.analytics.indicators.beds import STATES

CHAPTER = "Giường bệnh"


def _beds(tier: str, state: str, vi: str) -> Count:
    return Count(
        id=f"tier_{tier}_beds_{state}", label_vi=f"Tầng {tier}: {vi}", unit="beds", chapter=CHAPTER,
        label_en=f"Tier {tier}: beds, {state.replace('_', ' ')}", over="tier_beds", place=STATION,
        where=lambda r: r.tier == tier, weight=lambda r: r[state], known_by=f"tier_{tier}_beds_{state}",
        definition_vi=f"Tổng số {vi} tầng {tier} theo lần khai mới nhất của mỗi cơ sở đến ngày cuối kỳ.",
        source=RESOURCES)


INDICATORS = tuple(_beds(tier, *row) for tier in TIER for row in STATES)
