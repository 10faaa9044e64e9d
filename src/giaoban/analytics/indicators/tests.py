"""How many tests were done, and how many were positive?"""

from giaoban.analytics.definition import REPORTING, RETURNS, Count, Share

CHAPTER = "Xét nghiệm"


def _returned(id: str, vi: str, en: str, unit: str) -> Count:
    return Count(
        id=id, label_vi=vi, label_en=en, unit=unit, chapter=CHAPTER, over="returned",
        place=REPORTING, where=lambda r: r.indicator == id, weight=lambda r: r.value,
        known_by=id, source=RETURNS,
        definition_vi=f"{vi}: tổng các báo cáo có cả khoảng ngày nằm trong kỳ; không có báo cáo "
        "thì không có số liệu.")


INDICATORS = (
    _returned("tests_done", "Lượt người được xét nghiệm", "Tests done", "persons"),
    _returned("tests_positive", "Lượt xét nghiệm dương tính", "Positive tests", "cases"),
    Share(
        id="positivity", label_vi="Tỷ lệ xét nghiệm dương tính", label_en="Positivity",
        unit="percent", chapter=CHAPTER, place=REPORTING, numerator="tests_positive",
        denominator="tests_done", source=RETURNS,
        definition_vi="Lượt dương tính trên lượt xét nghiệm trong kỳ."),
)
