"""What was handed out, and how long will what is left last?"""

from giaoban.analytics.definition import RESOURCES, STATION, Count, Ratio

CHAPTER, WEEK = "Thuốc, vật tư", 7.0
ITEMS = (("pack_a", "túi thuốc A"), ("pack_b", "túi thuốc B"), ("pack_c", "túi thuốc C"),
         ("molnupiravir", "molnupiravir"), ("favipiravir", "favipiravir"))


def _item(item: str, vi: str) -> tuple[Count, Count, Ratio]:
    en = item.replace("_", " ").capitalize()
    return (
        Count(
            id=f"{item}_dispensed", label_vi=f"Cấp phát {vi}", label_en=f"{en}, dispensed", unit="packs",
            chapter=CHAPTER, over="stock_moves", where=lambda r: r.item == item, place=STATION,
            weight=lambda r: r.dispensed, known_by=f"{item}_stock", source=RESOURCES,
            definition_vi=f"Số {vi} cấp cho người bệnh trong kỳ."),
        Count(
            id=f"{item}_stock", label_vi=f"Tồn kho {vi}", label_en=f"{en}, in stock", unit="packs",
            chapter=CHAPTER, over="stock_moves", where=lambda r: r.item == item, span="until", place=STATION,
            weight=lambda r: r.change, known_by=f"{item}_stock", source=RESOURCES,
            definition_vi=f"Số {vi} còn ở các trạm và kho đến hết ngày cuối kỳ: tổng nhập trừ tổng xuất."),
        Ratio(
            id=f"{item}_cover", label_vi=f"Số ngày đủ dùng {vi}", label_en=f"{en}, days of cover",
            unit="days", chapter=CHAPTER, numerator=f"{item}_stock", denominator=f"{item}_dispensed",
            denominator_in="d7", times=WEEK, source=RESOURCES, place=STATION,
            definition_vi="Tồn kho chia cho số cấp phát bình quân một ngày của 7 ngày cuối."))


INDICATORS = tuple(indicator for row in ITEMS for indicator in _item(*row))
