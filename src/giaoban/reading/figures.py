"""Figures of a text: numbers that count or measure something, with what the words add to them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from giaoban.reading import setting
from giaoban.reading.dates import dates_in
from giaoban.reading.indicators import indicator_of
from giaoban.reading.markers import UPPER
from giaoban.reading.model import Figure
from giaoban.reading.numbers import NUMBER, WORDS, Number, scaled, word_value
from giaoban.reading.periods import periods_in
from giaoban.reading.sentences import sentences
from giaoban.reading.source import Source
from giaoban.reading.units import noun_at, strict


@dataclass(frozen=True)
class Found:
    """A figure on the flat text, with what relations between figures need."""

    number: Number
    start: int
    end: int
    unit: str | None
    approx: str | None
    sentence: tuple[int, int]
    paragraph: int
    of: Decimal | None = None  # the denominator of `42/63`
    compare: str | None = None
    period: str | None = None

    @property
    def value(self) -> Decimal:
        return self.number.value


_TIME = re.compile(
    r"\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{1,2})?(?:\s?phút)?(?!\w)"
    r"|(?:(?<!\d )tháng\s+(?:0?[1-9]|1[0-2])|quý\s+[1-4]|(?:năm|năm học|giai đoạn|niên khóa)\s+(?:19|20)\d\d)"
    r"(?![\d.,]\d)(?!\d)(?:\s?[-/]\s?\d{2,4})?"
    r"|(?<![\d.,])\d{1,2}/(?:19|20)\d\d(?!\d)|24/24|24/7(?!\s*(?:ca|người))|(?:\d{1,2}/\d{1,2}/\d{4})"
    r"|(?<![\d.,])(?:19|20)\d\d\s?-\s?(?:19|20)?\d\d(?![\d.,])",
    re.I,
)
_PER = re.compile(
    r"\s*(?:/|trên|trên mỗi)\s*(?:100\.000|100 nghìn|100 ngàn|một trăm nghìn|10\.000|1\.000"
    r"|1 triệu)\s*(?:dân|người|trẻ|dân số)?",
    re.I,
)
_FRACTION = re.compile(r"/(\d+(?:\.\d{3})*)(?![\d/])")
# "27 trong số 180 mẫu"
_OUT_OF = re.compile(r"\s(?:trong|trên)\s(?:tổng\s)?số\s(\d+(?:\.\d{3})*)(?![\d/.,])")
_MONTHS = re.compile(r"\d{1,2}\stháng\s\d{1,2}")
_OFTEN = re.compile(r"\s(?:buổi|đợt|lượt|bản tin)\s?/\s?(?:ngày|tuần|tháng)")
_RANGE = re.compile(r"(%?)\s?(?:-|đến|tới|đến gần|đến hơn)\s?(\d+(?:[.,]\d+)*)(?![\d/])")


def find(src: Source, stop: int) -> list[Found]:
    """All figures before `stop`, in order."""
    found: list[Found] = []
    for index, p in enumerate(src.paragraphs):
        if p.start >= stop:
            break
        for begin, end in sentences(src, p.start, p.end):
            taken = _not_numbers(src, begin, end)
            found.extend(_sentence(src, begin, end, index, taken))
    return found


def _not_numbers(src: Source, begin: int, end: int) -> set[int]:
    """Dates, hours, years: digits that measure nothing."""
    spans = [(d.start, d.end) for d in dates_in(src.flat, begin, end) if not _aged(src, d.start, d.end, end)]
    spans += [m.span() for m in _TIME.finditer(src.flat, begin, end)]
    return {i for a, b in spans for i in range(a, b)}


def _aged(src: Source, start: int, stop: int, end: int) -> bool:
    """ "trên 12 tháng 12 ca" is an age and a count, no twelfth of December."""
    if not _MONTHS.fullmatch(src.low, start, stop):
        return False
    noun = noun_at(src.low, stop, end)
    return noun is not None and noun.known


def _sentence(src: Source, begin: int, end: int, paragraph: int, taken: set[int]) -> list[Found]:
    found: list[Found] = []
    low, pos = src.low, begin
    while match := NUMBER.search(low, pos, end):
        pos = match.end()
        item = None
        if match.start() not in taken:
            item = _at(src, match.start(), match.end(), begin, end, paragraph, found)
        if item:
            found.extend(item)
            pos = max(pos, item[-1].end)
    digits = {i for f in found for i in range(f.start, f.end)}
    for match in WORDS.finditer(low, begin, end):
        item2 = _word(src, match, begin, end, paragraph)
        if item2 and item2.start not in digits:
            found.append(item2)
    found.extend(_multiples(src, begin, end, paragraph))
    found.sort(key=lambda f: f.start)
    periods = periods_in(src, begin, end) if found else []
    return [setting.complete(src, f, found[i - 1] if i else None, periods) for i, f in enumerate(found)]


def _at(
    src: Source, start: int, stop: int, begin: int, end: int, paragraph: int, before: list[Found]
) -> list[Found] | None:
    low = src.low
    if src.flat[start - 1 : start] == "/" and (
        src.flat[start - 2] in UPPER or _PER.match(low, start - 1, end)
    ):
        return None  # "QĐ/2025", "ca/100.000 dân"
    if setting.is_label(src, start, stop, begin, end):
        return None
    share = low[stop : stop + 2].lstrip().startswith(("%", "p"))
    number = scaled(low, start, stop, share)
    if number is None:
        return None
    ranged = _range(src, number, begin, end, paragraph)
    if ranged is not None:
        return ranged
    rate = _PER.match(low, number.end, end)
    if rate and "/" in rate[0]:  # "34,2/100.000 dân" with the cases named before
        sign, first = setting.approx_at(src, start, rate.end(), begin, end)
        unit_of = setting.rate_unit(low, begin, end)
        return [Found(number, first, rate.end(), unit_of, sign, (begin, end), paragraph)]
    of = _FRACTION.match(low, number.end, end) or _OUT_OF.match(low, number.end, end)
    after = of.end() if of else number.end
    noun = noun_at(low, after, end)
    if of is None and noun and noun.known and (over := _FRACTION.match(low, noun.end, end)):
        again = noun_at(low, over.end(), end)
        if again is not None and again.unit == noun.unit:  # "540 trẻ/760 trẻ"
            of, noun, after = over, again, over.end()
    if of and (noun is None or not noun.known):
        return None
    unit, close = (noun.unit, noun.end) if noun else (None, after)
    if noun is None:
        unit = setting.unit_before(src, start, after, begin, end, [(f.start, f.end, f.unit) for f in before])
        if unit is None:
            return None
    if noun and setting.is_period(src, start, close, noun.unit, begin, end):
        return None
    if noun and not noun.known and _OFTEN.match(low, after, end):
        return None  # "3 buổi/ngày": how often, not how much
    if unit == "times" and not setting.is_multiple(src, start, begin):
        return None
    if noun and setting.is_dose_number(src, start, begin, noun.unit):
        return None
    per = _PER.match(low, close, end)
    if per and unit in {"cases", "persons", "deaths", None}:
        unit, close = setting.rate_unit(low, begin, end), per.end()
    approx, opening = setting.approx_at(src, start, close, begin, end)
    if (noun is None and unit == "deaths" and setting.is_case_count(src, start, begin)) or (
        unit in {"cases", "persons"} and setting.says_death(src, start, begin)
    ):
        unit = "deaths"
    value_of = Decimal(of[1].replace(".", "")) if of else None
    return [Found(number, opening, close, unit, approx, (begin, end), paragraph, value_of)]


def _range(src: Source, low_number: Number, begin: int, end: int, paragraph: int) -> list[Found] | None:
    """ "20-30 ca", "từ 80% đến 85%": the lower and the upper bound, each a figure."""
    low = src.low
    match = _RANGE.match(low, low_number.end, end)
    if not match:
        return None
    high = scaled(low, match.start(2), match.end(2), low[match.end(2) : match.end(2) + 1] == "%")
    if high is None or high.value <= low_number.value:
        return None
    noun = noun_at(low, high.end, end)
    if noun is None or (
        noun.unit == "days" and setting.is_period(src, low_number.start, noun.end, noun.unit, begin, end)
    ):
        return [] if noun is None and low.startswith(("tuổi", "tháng", "giờ", "năm"), high.end + 1) else None
    if high.scale > 1 and low_number.scale == 1:
        low_number = Number(
            low_number.start, low_number.end, low_number.value * high.scale, low_number.decimals, high.scale
        )
    first_end = low_number.end + len(match[1])
    return [
        Found(low_number, low_number.start, first_end, noun.unit, ">=", (begin, end), paragraph),
        Found(high, high.start, noun.end, noun.unit, "<=", (begin, end), paragraph),
    ]


def _word(src: Source, match: re.Match[str], begin: int, end: int, paragraph: int) -> Found | None:
    """A number word counts only before a thing that is counted: "hai ca", never "một số"."""
    noun = noun_at(src.low, match.end(), end)
    if (
        noun is None
        or not noun.known
        or not strict(noun.unit)
        or setting.is_article(src, match.start(), match.end(), noun.end, begin)
    ):
        return None
    value = Decimal(word_value(match[0]))
    approx, opening = setting.approx_at(src, match.start(), noun.end, begin, end)
    return Found(
        Number(match.start(), match.end(), value, 0),
        opening,
        noun.end,
        noun.unit,
        approx,
        (begin, end),
        paragraph,
    )


_MULTIPLE = re.compile(r"(?<!\w)gấp\s(đôi|ba|bốn|rưỡi)(?!\w)")
_TIMES = {"đôi": Decimal(2), "ba": Decimal(3), "bốn": Decimal(4), "rưỡi": Decimal("1.5")}


def _multiples(src: Source, begin: int, end: int, paragraph: int) -> list[Found]:
    """ "gấp đôi" is a figure of two times."""
    return [
        Found(
            Number(m.start(1), m.end(1), _TIMES[m[1]], 0),
            m.start(),
            m.end(),
            "times",
            None,
            (begin, end),
            paragraph,
        )
        for m in _MULTIPLE.finditer(src.low, begin, end)
    ]


def published(src: Source, found: list[Found], indicators: Collection[str] | None) -> list[Figure]:
    """Figures as the JSON gives them, their places in the canonical text."""
    figures = []
    for f in found:
        start, end = src.span(f.start, f.end)
        indicator = indicator_of(src, f)
        if indicators is not None and indicator not in indicators:
            indicator = None
        figures.append(
            Figure(
                src.text[start:end],
                indicator,
                f.number.plain,
                f.unit,
                f.period,
                f.approx,
                f.compare,
                start,
                end,
            )
        )
    return figures
