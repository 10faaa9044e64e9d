"""How many active cases are on respiratory support, and on which?"""

from giaoban.analytics.contract.states import rank
from giaoban.analytics.definition import LINE_LIST, Count, Sum

CHAPTER = "Hỗ trợ hô hấp"
KINDS = (("oxygen", "thở ô xy qua mặt nạ, gọng kính"), ("hfnc", "thở HFNC"),
         ("niv", "thở máy không xâm lấn"), ("imv", "thở máy xâm lấn"), ("ecmo", "ECMO"))


def _kind(value: str, vi: str) -> Count:
    return Count(
        id=f"support_{value}", label_vi=f"Người bệnh {vi}", unit="cases", chapter=CHAPTER,
        label_en=f"Patients on {value}", over="active",
        where=lambda r: r.support == rank("support", value),
        definition_vi=f"Ca đang quản lý {vi} vào ngày cuối kỳ.", source=LINE_LIST)


INDICATORS = (
    *(_kind(*row) for row in KINDS),
    Sum(
        id="on_support", label_vi="Người bệnh phải hỗ trợ hô hấp", unit="cases",
        label_en="Patients on respiratory support", chapter=CHAPTER,
        parts=tuple(f"support_{value}" for value, _ in KINDS),
        breakdowns=(tuple(f"support_{value}" for value, _ in KINDS),),
        definition_vi="Ca đang quản lý phải thở ô xy hoặc hỗ trợ hô hấp cao hơn vào ngày cuối "
        "kỳ.", source=LINE_LIST),
)
