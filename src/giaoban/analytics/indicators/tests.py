"""How many tests were done, and how many were positive?

By the register's single results, on the day of sampling, where it holds all of a unit's tests of those days;
elsewhere by the unit's return. Never both for one unit and day: they count the same tests.
"""

from giaoban.analytics.definition import (
    CURRENT_STAY,
    REPORTING,
    RETURNS,
    TEST_REGISTER,
    Count,
    Share,
    Sum,
)

CHAPTER = "Xét nghiệm"
BOTH = f"{TEST_REGISTER}; {RETURNS}"
_WHOLE = ("Danh sách được tính khi có ít nhất bằng số đơn vị báo cáo cho những ngày đó; ngắn hơn thì tính "
          "báo cáo.")


def _sum(id: str, vi: str, en: str, unit: str) -> Sum:
    parts = (f"{id}_listed", f"{id}_returns")
    return Sum(id=id, label_vi=vi, label_en=en, unit=unit, chapter=CHAPTER, parts=parts,
               breakdowns=(parts,), source=BOTH,
               definition_vi=f"{vi} trong kỳ: kết quả từng mẫu theo ngày lấy mẫu, cộng báo cáo tổng hợp "
               f"của nơi không có danh sách. {_WHOLE}")


def _listed(id: str, vi: str, en: str, unit: str, *results: str) -> Count:
    return Count(
        id=f"{id}_listed", label_vi=f"{vi} theo danh sách kết quả", label_en=f"{en}, single results",
        unit=unit, chapter=CHAPTER, over="tested", place=CURRENT_STAY, source=TEST_REGISTER,
        where=lambda r: r.whole & r.result.isin(results), known_by="tests_done_listed",
        definition_vi=f"{vi} theo từng mẫu có kết quả dương tính hoặc âm tính (PCR, test nhanh), theo ngày "
        f"lấy mẫu. {_WHOLE}")


def _returns(id: str, vi: str, en: str, unit: str) -> Count:
    return Count(
        id=f"{id}_returns", label_vi=f"{vi} theo báo cáo tổng hợp, nơi không có danh sách",
        label_en=f"{en}, aggregate returns", unit=unit, chapter=CHAPTER, over="tests_told",
        place=REPORTING, where=lambda r: (r.indicator == id) & r.counted,
        weight=lambda r: r.value, known_by=f"{id}_returns", source=RETURNS,
        definition_vi=f"{vi} theo báo cáo có cả khoảng ngày nằm trong kỳ, của nơi và ngày không có danh "
        "sách kết quả dài bằng.")


def _as_listed(id: str, vi: str, en: str, unit: str, *results: str) -> Count:
    return Count(
        id=id, label_vi=vi, label_en=en, unit=unit, chapter=CHAPTER, over="tested",
        place=CURRENT_STAY, source=TEST_REGISTER, where=lambda r: r.result.isin(results),
        known_by="tests_listed",
        definition_vi=f"{vi} (PCR, test nhanh; dương tính hoặc âm tính), theo ngày lấy mẫu trong kỳ, dù "
        "danh sách có đủ hay không.")


def _as_returned(id: str, name: str, vi: str, en: str, unit: str) -> Count:
    return Count(
        id=id, label_vi=vi, label_en=en, unit=unit, chapter=CHAPTER, over="returned",
        place=REPORTING, where=lambda r: r.indicator == name, weight=lambda r: r.value,
        known_by=id, source=RETURNS,
        definition_vi=f"{vi}: tổng các báo cáo có cả khoảng ngày nằm trong kỳ; không có báo cáo "
        "thì không có số liệu.")


INDICATORS = (
    _sum("tests_done", "Lượt người được xét nghiệm", "Tests done", "persons"),
    _listed("tests_done", "Lượt xét nghiệm", "Tests done", "persons", "positive", "negative"),
    _returns("tests_done", "Lượt xét nghiệm", "Tests done", "persons"),
    _sum("tests_positive", "Lượt xét nghiệm dương tính", "Positive tests", "cases"),
    _listed("tests_positive", "Lượt xét nghiệm dương tính", "Positive tests", "cases", "positive"),
    _returns("tests_positive", "Lượt xét nghiệm dương tính", "Positive tests", "cases"),
    Share(
        id="positivity", label_vi="Tỷ lệ xét nghiệm dương tính", label_en="Positivity",
        unit="percent", chapter=CHAPTER, place=CURRENT_STAY, numerator="tests_positive",
        denominator="tests_done", source=BOTH, companions=("positivity_listed", "positivity_returned"),
        definition_vi="Lượt dương tính trên lượt xét nghiệm trong kỳ, tính từ kết quả từng mẫu theo ngày lấy "
        "mẫu; nơi không có danh sách thì từ báo cáo tổng hợp."),
    Share(
        id="positivity_listed", label_vi="Tỷ lệ dương tính theo danh sách kết quả",
        label_en="Positivity, single results", unit="percent", chapter=CHAPTER, place=CURRENT_STAY,
        numerator="tests_listed_positive", denominator="tests_listed", source=TEST_REGISTER,
        companions=("positivity",),
        definition_vi="Lượt dương tính trên lượt xét nghiệm, chỉ tính kết quả từng mẫu, kể cả danh sách ngắn "
        "hơn báo cáo của đơn vị."),
    _as_listed("tests_listed", "Kết quả xét nghiệm có trong danh sách", "Single results held",
               "persons", "positive", "negative"),
    _as_listed("tests_listed_positive", "Kết quả dương tính có trong danh sách",
               "Positive single results held", "cases", "positive"),
    _as_returned("tests_returned", "tests_done", "Lượt xét nghiệm như các đơn vị báo cáo",
                 "Tests done as returned", "persons"),
    _as_returned("tests_returned_positive", "tests_positive",
                 "Lượt dương tính như các đơn vị báo cáo", "Positive tests as returned", "cases"),
    Share(
        id="positivity_returned", label_vi="Tỷ lệ dương tính như các đơn vị báo cáo",
        label_en="Positivity as returned", unit="percent", chapter=CHAPTER, place=REPORTING,
        numerator="tests_returned_positive", denominator="tests_returned", source=RETURNS,
        companions=("positivity",),
        definition_vi="Lượt dương tính trên lượt xét nghiệm theo báo cáo tổng hợp, kể cả nơi đã có "
        "danh sách."),
)
