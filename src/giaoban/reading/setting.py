"""What stands around a number: labels it belongs to, "trên" and "gần", the period, the comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from giaoban.reading.letters import LOW, UP
from giaoban.reading.markers import UPPER
from giaoban.reading.periods import period_of
from giaoban.reading.source import Source
from giaoban.reading.units import noun_at

if TYPE_CHECKING:
    from giaoban.reading.figures import Found

# A number after one of these names a thing (mũi 1, tầng 3, Điều 5), it counts nothing.
_NAMES = re.compile(
    r"(?:(?<!\w)(?:điều|khoản|mục|phần|mũi|mũi thứ|liều|tầng|cấp độ|mức|mức độ|giai đoạn|đợt|lần|lần thứ"
    r"|thứ|khóa|kỳ|nhóm|loại|tuýp|type|covid|cov|týp|chủng"
    r"|thôn|tổ|khu|khu phố|xóm|ấp|phường|quận|đội|đường|quốc lộ|ql|tl|tỉnh lộ|số nhà|chỉ thị|nghị quyết"
    r"|công điện|quyết định|kế hoạch|thông báo|công văn"
    r"|nghị định|thông tư|lô|điện thoại|fax|đt|sđt|hotline|đường dây nóng|tổng đài|phụ lục|biểu|bảng|hình"
    r"|trang|chương|vòng|zalo|mã|bn|số|tuần|vùng|mức|tầng|từ khóa"
    r"|khu vực|tiểu khu|cột|dòng|ca bệnh số|gọi|lúc|hồi|tháng|quý|năm|ngày|cấp|hướng|ô|phiên bản|bước"
    r"|kịch bản|tầng|tdp|mũi nhắc lại lần|ban chỉ đạo|bcđ|bệnh viện|bệnh viện dã chiến|trường|quân khu"
    r"|trung đoàn|sư đoàn|lữ đoàn|đồn|trạm|chương trình|dự án|đề án)\s*(?:số\s*)?:?\s*|-cov-?)$"
)
_KEEP_AFTER = re.compile(
    r"(?:tổng số|trong số|con số|số liệu|lần|tuần|ngày|tháng|năm|vùng|khu vực|quý|bệnh viện|trường|trạm"
    r"|bệnh viện dã chiến|cấp)\s*:?\s*$"
)
_WEEK = re.compile(r"(?<!trong )(?:tuần|tháng|quý|năm)\s$")
_AGE = re.compile(
    r"\s*(?:-|đến|đến dưới|tới|đến dưới)\s*\d+\s*(?:tuổi|tháng tuổi|tháng)|\s*(?:tuổi|tháng tuổi)"
)
_APPROX = (
    (">=", r"ít nhất|tối thiểu|không dưới|không ít hơn|từ"),
    ("<=", r"không quá|tối đa|nhiều nhất|không vượt quá|cao nhất"),
    (">", r"trên|hơn|quá|vượt|vượt quá|cao hơn|lớn hơn|đạt trên|đạt hơn"),
    ("<", r"gần|dưới|chưa đến|chưa đầy|chưa tới|thấp hơn|nhỏ hơn|xuống dưới|gần đạt|sát"),
    ("~", r"khoảng|xấp xỉ|ước|ước tính|ước khoảng|chừng|cỡ|tầm|ước đạt|lên đến khoảng|vào khoảng|gần khoảng"),
)
_APPROX_AT = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<a{i}>{words})" for i, (_, words) in enumerate(_APPROX)) + r")\s+$"
)
_UPWARD = re.compile(r"[^,.;()\d]{0,25}?\s(trở lên|trở xuống)(?!\w)")
_COUNT_BEFORE = re.compile(
    r"(?:số|tổng số|tổng|lũy kế|cộng dồn)?\s*(ca tử vong|tử vong|ca mắc|ca bệnh|ca nhiễm|trường hợp"
    r"|bệnh nhân|f0|người|mẫu|giường|mũi|liều|hộ|ổ dịch|khỏi bệnh|ra viện|ca|f1|con|nam|nữ)"
    r"[^.;,\d()]{0,50}?(?:\s(?:là|đạt|bằng|lên|còn|có|xuống)|:|\s-)\s*(?:trên|hơn|gần|khoảng)?\s*$"
)
_UNIT_WORDS = {
    "ca tử vong": "deaths",
    "tử vong": "deaths",
    "người": "persons",
    "f1": "persons",
    "mẫu": "samples",
    "giường": "beds",
    "mũi": "doses",
    "liều": "doses",
    "hộ": "households",
    "ổ dịch": "clusters",
    "con": "animals",
    "nam": "persons",
    "nữ": "persons",
    "khỏi bệnh": "persons",
    "ra viện": "persons",
}
_AGAINST = re.compile(r"[^.;()]{0,60}?\s*(so với [^.;,()]{3,60})")
_MOVE = re.compile(
    r"(tăng|giảm|thêm|cao hơn|thấp hơn|nhiều hơn|ít hơn|gấp)(?:\s(?:thêm|trên|hơn|gần|khoảng|tới|đến|lên"
    r"|xuống|còn|mới|là))*\s*$"
)
# "cao hơn tuần trước 50 ca": the base stands between the verb and the number
_MOVE_PAST = re.compile(
    r"(cao hơn|thấp hơn|nhiều hơn|ít hơn|tăng|giảm)\s(?:so với\s)?((?:tuần|tháng|ngày|quý|năm|kỳ)"
    r"\s(?:trước|ngoái|\d{1,2})|hôm qua|cùng kỳ(?: năm (?:trước|ngoái|20\d\d))?)\s(?:là\s)?$"
)
_JOINED = re.compile(r"\svà\s(?:trên |hơn |gần |khoảng )?$|,\s$")
# "Tỷ lệ mắc/100.000 dân là 621"
_RATE_BEFORE = re.compile(
    r"(?:/|trên )(?:100\.000|100 nghìn|một trăm nghìn) (?:dân|người|trẻ)\s(?:là|đạt|ở mức)?\s*$"
)
_AND = re.compile(r"\s*(?:,|và|;|, và)?\s*(?:trên|hơn|gần|khoảng)?\s*$")


def is_label(src: Source, start: int, stop: int, begin: int, end: int) -> bool:
    """Whether digits belong to a name, an age, a document number, a telephone."""
    low = src.low
    digits = low[start:stop]
    if (len(digits) >= 8 and digits.isdigit()) or (
        digits.startswith("0") and len(digits) > 2 and digits.isdigit()
    ):
        return True
    if re.match(r"\s?[-/]\s?[A-ZĐƯ]{1,}", src.flat[stop : stop + 4]) and not re.match(
        rf"\s?-\s?[{UP}][{LOW}]", src.flat[stop : stop + 4]
    ):
        return True
    if _AGE.match(low, stop, end):
        return True
    before = low[max(begin, start - 28) : start]
    named = _NAMES.search(before) if "." not in digits else None  # no name has thousands
    if named and _in_a_name(src.flat, max(begin, start - 28) + named.start(), begin):
        named = None  # "Vân Đồn 14 ca": the word closes the name of a place
    if named and re.search(r"\d\s*$", before[: named.start()]):
        named = None  # "tiêm 1 mũi 88 ca": the word already has its number
    if not named:
        return bool(re.search(r"\d\s?[-/]\s?$|tuổi từ\s$", before))
    if _KEEP_AFTER.search(before):
        noun = noun_at(low, stop, end)
        if noun and noun.unit in {"provinces", "districts", "communes"} and _WEEK.search(before):
            return True  # "tuần 41 tỉnh có 410 ca"
        return not (noun and noun.known) and not re.match(r"\s*(?:triệu|nghìn|ngàn|tỷ|tỉ)\s", low[stop:end])
    return True


def _in_a_name(flat: str, at: int, begin: int) -> bool:
    before = flat[begin:at].rstrip().rsplit(" ", 1)[-1]
    adjacent = at > begin and flat[at - 1] == " "
    return adjacent and flat[at] in UPPER and before[:1] in UPPER and before[-1:].isalpha()


def approx_at(src: Source, start: int, close: int, begin: int, end: int) -> tuple[str | None, int]:
    """The sign of "trên", "gần", "khoảng" …, and where the figure's words begin."""
    before = src.low[max(begin, start - 24) : start]
    found = _APPROX_AT.search(before)
    upward = _UPWARD.match(src.low, close, end)
    if upward:
        return (">=" if upward[1] == "trở lên" else "<="), start
    if not found:
        return None, start
    sign = next(s for i, (s, _) in enumerate(_APPROX) if found[f"a{i}"])
    if sign == ">" and re.search(r"(?<!\w)(?:ít|nhiều)\shơn\s+$", before):
        return None, start  # "ít hơn 15 ca" compares
    if found.group(0).strip() == "từ":
        return None, start
    return sign, start - (len(before) - found.start())


def unit_before(
    src: Source, start: int, stop: int, begin: int, end: int, earlier: list[tuple[int, int, str | None]]
) -> str | None:
    """A bare number counts what was named before it: "số ca mắc là 62", "Hạ Long (48)"."""
    low, flat = src.low, src.flat
    bracket = flat[start - 1 : start] == "(" and flat[stop : stop + 1] in ")"
    if bracket and start - 3 >= begin:
        word = flat[max(begin, start - 24) : start - 1].split()
        named = bool(word) and word[-1][:1] in UPPER
        return _last_count(src, earlier, begin) if named else None
    if _RATE_BEFORE.search(low[max(begin, start - 40) : start]):
        return rate_unit(low, begin, end)
    found = _COUNT_BEFORE.search(low[max(begin, start - 90) : start])
    if found:
        return _UNIT_WORDS.get(found[1], "cases")
    if (
        flat[stop : stop + 1] in ",;.)"
        and re.search(rf"(?:[{UP}][{LOW}]+|(?:khác|còn lại))\s?:?\s$", flat[max(begin, start - 16) : start])
        and earlier
    ):
        return earlier[-1][2] if earlier[-1][2] in {"cases", "deaths", "persons", "animals"} else None
    return None


def _last_count(src: Source, earlier: list[tuple[int, int, str | None]], begin: int) -> str | None:
    for _, _, unit in reversed(earlier):
        if unit in {"cases", "deaths", "persons", "animals", "doses", "beds", "households"}:
            return unit
    said = re.search(
        r"(?<!\w)(ca tử vong|ca|trường hợp|bệnh nhân|f0|người|con|hộ)(?!\w)", src.low[begin : begin + 400]
    )
    return _UNIT_WORDS.get(said[1], "cases") if said else None


def is_period(src: Source, start: int, close: int, unit: str | None, begin: int, end: int) -> bool:
    """ "trong 14 ngày qua", "sau 7 ngày": a stretch of time that frames other figures."""
    if unit != "days":
        return False
    low = src.low
    if re.match(
        r"\s*(?:qua|gần|vừa|tới|làm việc|đầu|cuối|trước|sau|tiếp theo|/|một lần|liền kề)",
        low[close : close + 14],
    ):
        return True
    return bool(
        re.search(
            r"(?<!\w)(?:trong|trong vòng|qua|sau|trước|mỗi|cứ|thứ|cách nhau|không quá|chậm nhất|khoảng"
            r"|từ|ngày)\s*$",
            low[max(begin, start - 16) : start],
        )
    )


def is_multiple(src: Source, start: int, begin: int) -> bool:
    """ "gấp 2,5 lần" compares; "2 lần mỗi ngày" only says how often."""
    return bool(
        re.search(r"(?:gấp|tăng|giảm|hơn|lên|bằng)\s(?:\w+\s)?$", src.low[max(begin, start - 14) : start])
    )


def is_dose_number(src: Source, start: int, begin: int, unit: str | None) -> bool:
    """ "tiêm đủ 2 mũi" names how far somebody is vaccinated, it counts no doses."""
    return (
        unit == "doses"
        and start + 1 < len(src.low)
        and src.low[start : start + 2].strip() in {"1", "2", "3", "4"}
        and bool(
            re.search(r"(?:đủ|tiêm|ít nhất|nhất|được|lịch)\s*$", src.low[max(begin, start - 10) : start])
        )
    )


def is_article(src: Source, start: int, stop: int, close: int, begin: int) -> bool:
    """ "một số", "một địa phương", "năm học": the word is no count here."""
    low = src.low
    word = low[start:stop]
    if word in {"một", "mốt", "tư", "lăm"} and not low.startswith(
        ("ca", "trường hợp", "ổ dịch", "bệnh nhân", "người tử vong", "người mắc", "f0"), stop + 1
    ):
        return True
    if low.startswith("khi mắc", stop + 1) or low.startswith("trường hợp nào", stop + 1):
        return True
    before = low[max(begin, start - 14) : start].rstrip()
    if before.endswith("thứ"):
        return True
    if (
        before.endswith(
            (
                "thứ",
                "tháng",
                "quý",
                "lần",
                "mũi",
                "từng",
                "mỗi",
                "mức",
                "cấp",
                "khu",
                "thôn",
                "tổ",
                "nhóm",
                "đã",
            )
        )
        and word != "hai"
    ):
        return not before.endswith("đã")
    return word == "năm" and before.endswith(("trong", "hết", "cuối", "đầu", "cả"))


def says_death(src: Source, start: int, begin: int) -> bool:
    """ "tử vong 28.616 ca": the verb stands right before the number."""
    return bool(
        re.search(
            r"(?:tử vong|chết)\s*(?::|là|mới|thêm|trên|hơn|gần)?\s*$"
            r"|số (?:ca |trường hợp |người )?(?:tử vong|chết)[^.;,()\d]{0,25}\s(?:là|:)\s*$",
            src.low[max(begin, start - 55) : start],
        )
    )


def is_case_count(src: Source, start: int, begin: int) -> bool:
    return bool(re.search(r"tử vong", src.low[max(begin, start - 30) : start]))


def rate_unit(low: str, begin: int, end: int) -> str:
    return "per_100k_week" if "tuần" in low[begin:end] else "per_100k"


def complete(src: Source, found: Found, before: Found | None, periods: list[tuple[int, int]]) -> Found:
    """Add the period and the comparison the sentence gives."""
    begin, end = found.sentence
    move = _MOVE.search(src.low, max(begin, found.start - 30), found.number.start)
    past = _MOVE_PAST.search(src.low, max(begin, found.start - 50), found.number.start)
    against = _AGAINST.match(src.low, found.end, end)
    gap_figures = before is not None and before.compare is not None and found.start - before.end < 40
    compare = None
    if past:
        compare = f"{past[1]} so với {past[2]}"
    elif move:
        phrase = src.flat[against.start(1) : against.end(1)] if against else ""
        compare = " ".join(f"{move[1]} {phrase}".split())
    elif (
        gap_figures
        and before is not None
        and before.unit == found.unit
        and _AND.fullmatch(src.low, before.end, found.start) is None
        and _JOINED.search(src.low, before.end, found.start)
    ):
        compare = before.compare
    elif (
        against
        and against.start(1) - found.end < 12
        and not re.search(r"\d|tăng|giảm|gấp", src.low[found.end : against.start(1)])
    ):
        compare = src.flat[against.start(1) : against.end(1)]
    return replace(found, compare=compare, period=period_of(src, found, periods))
