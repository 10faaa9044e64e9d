"""Where are the active cases cared for?"""

from giaoban.analytics.contract.states import rank
from giaoban.analytics.definition import LINE_LIST, Count, Share

CHAPTER = "Đang quản lý, điều trị"
PLACES = (("home", "tại nhà", "at home"), ("central", "tại cơ sở cách ly tập trung",
          "in central isolation"), ("collection", "tại khu thu dung, điều trị",
          "at a collection site"), ("hospital", "tại bệnh viện", "in hospital"))


def _place(value: str, vi: str, en: str) -> Count:
    return Count(
        id=f"care_{value}", label_vi=f"Đang điều trị {vi}", label_en=f"Active cases {en}",
        unit="cases", chapter=CHAPTER, over="active",
        where=lambda r: r.care == rank("care", value),
        definition_vi=f"Ca đang quản lý mà nơi điều trị vào ngày cuối kỳ là {vi}.",
        source=LINE_LIST)


INDICATORS = (
    *(_place(*row) for row in PLACES),
    Count(
        id="care_unknown", label_vi="Chưa rõ nơi điều trị", label_en="Place of care unknown",
        unit="cases", chapter=CHAPTER, over="active", where=lambda r: r.care.isnull(),
        definition_vi="Ca đang quản lý chưa ghi nơi điều trị vào ngày cuối kỳ.",
        source=LINE_LIST),
    Count(
        id="hospital", label_vi="Đang điều trị tại bệnh viện", label_en="In hospital",
        unit="cases", chapter=CHAPTER, over="active",
        where=lambda r: r.care == rank("care", "hospital"),
        definition_vi="Ca đang quản lý mà nơi điều trị vào ngày cuối kỳ là bệnh viện.",
        source=LINE_LIST),
    Count(
        id="hospital_under_12", label_vi="Trẻ dưới 12 tuổi đang điều trị tại bệnh viện",
        label_en="In hospital, under 12", unit="cases", chapter=CHAPTER, over="active",
        where=lambda r: (r.care == rank("care", "hospital")) & r.under12, protected="under12",
        definition_vi="Ca đang điều trị tại bệnh viện, dưới 12 tuổi khi công bố.",
        source=LINE_LIST),
    Share(
        id="home_share", label_vi="Tỷ lệ điều trị tại nhà", label_en="Share at home",
        unit="percent", chapter=CHAPTER, numerator="care_home", denominator="active",
        companions=("care_unknown",),
        definition_vi="Ca đang điều trị tại nhà trên ca đang quản lý.", source=LINE_LIST),
)
