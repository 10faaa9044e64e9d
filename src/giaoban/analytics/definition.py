"""What an indicator is made of. Plain data: importing a definition never imports ibis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# The predicates take a row of a shared table (an ibis table) and are read only when compiling.
Predicate = Callable[[Any], Any]

UNITS = ("cases", "persons", "deaths", "communes", "beds", "doses", "percent",
         "per_100k_week", "days", "checks", "person_days", "station_days", "alarms", "referrals",
         "packs", "minutes", "per_person_day", "per_station_day", "per_staff")
CURRENT_STAY = "nơi ở hiện tại"
RESIDENCE = "nơi thường trú"
DETECTION = "nơi phát hiện"
REPORTING = "đơn vị báo cáo"
ANNOUNCED_PLACE = "đơn vị được công bố"
LINE_LIST = "danh sách ca bệnh"
RETURNS = "báo cáo số liệu tổng hợp"
REGISTER = "danh sách người dân và mũi tiêm"
TEST_REGISTER = "danh sách kết quả xét nghiệm"
ANNOUNCEMENTS = "văn bản công bố cấp độ dịch"
CENSUS = "dân số theo đơn vị hành chính"
CARE_REGISTER = "sổ theo dõi, chăm sóc tại nhà"
RESOURCES = "sổ kho, giường bệnh và nhân lực"
STATION = "nơi đặt trạm, kho, bệnh viện"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    id: str
    label_vi: str
    label_en: str
    unit: str
    definition_vi: str
    source: str
    place: str = CURRENT_STAY
    chapter: str = ""
    # Shown beside it, because it misleads alone.
    companions: tuple[str, ...] = ()
    # Lists of ids whose values add up to this one: the checker of a briefing tests them.
    breakdowns: tuple[tuple[str, ...], ...] = ()
    protected: str | None = None
    # Names in `params` without which there is no value (never a silent zero).
    requires: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"{self.id}: unknown unit {self.unit}")


@dataclass(frozen=True, kw_only=True)
class Count(Indicator):
    """Rows of a shared table that satisfy a predicate, each with its weight."""

    over: str
    where: Predicate | None = None
    weight: Predicate | None = None
    # "within": from the window's first to its last day; "until": everything to its last day.
    # Shared tables that stand at the end of a window take no notice of it.
    span: str = "within"
    at_unit: str = "unit"
    # The count that says whether anything was recorded at all; without it nothing is known.
    # None: no row means zero.
    known_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sum(Indicator):
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Share(Indicator):
    numerator: str
    denominator: str
    # The window both counts are read in instead of the current one.
    read_in: str | None = None
    # The window the denominator alone is read in.
    denominator_in: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ratio(Indicator):
    """So many of one for each of another, `times` a number (a week's seven days)."""

    numerator: str
    denominator: str
    times: float = 1.0
    # The window the denominator is read in instead; an earlier window then has no value.
    denominator_in: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rate(Indicator):
    """Per 100,000 residents and week."""

    count: str
    population: str
    window: str


@dataclass(frozen=True, kw_only=True)
class Change(Indicator):
    """The value of another indicator minus its value one window earlier."""

    of: str


@dataclass(frozen=True, kw_only=True)
class Median(Indicator):
    """The middle value of a whole number carried by the rows of a count."""

    over: str
    of: str
    where: Predicate | None = None


# Parts of a sum that stand beside returns: they are nought where there is no list, not unknown.
BESIDE_RETURNS = ("new_linelist", "cumulative_linelist", "new_community_linelist")


def of_line_list_alone(indicator: Indicator) -> bool:
    """Whether only a line list can tell a count or a sum of such counts: where a place is known by
    aggregate returns alone there is no value, never a silent zero."""
    return (isinstance(indicator, Count | Sum) and indicator.source == LINE_LIST
            and indicator.id not in BESIDE_RETURNS)
