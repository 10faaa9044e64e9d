"""Every read of places. A unit is asked for by code and date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Q, QuerySet, Sum

from giaoban.kernel import prepared
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.places.models import AnnouncedLevel, Facility, Population, Succession, Unit

NAMED_UNITS = 3  # as many names as a message can carry


class UnitRow(NamedTuple):
    """A row of the extract's `units` table."""

    code: str
    parent: str | None
    level: str
    name: str
    full_name: str
    path: str
    lat: float | None
    lon: float | None
    population: int = 0


class LevelInForce(NamedTuple):
    unit_id: int
    unit: str
    level: int
    effective_at: datetime
    number: str
    issuer: str


def valid_on(on: date) -> QuerySet[Unit]:
    return Unit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def commune(code: str, on: date) -> Unit | None:
    """The commune that bore this code on that date; asked for every declaration of a citizen."""
    then = "code = %s AND level = 'commune' AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s)"
    found = prepared.one(Unit, then, [code, on, on])
    return found[0] if found else None


def inside(unit: Unit) -> bool:
    """Whether somebody of this installation answers for it. Told by its path: asked for every declaration."""
    return settings.GIAOBAN_ROOT_PLACE in unit.path.split("/")


def resolve(code: str, on: date) -> Unit:
    """The unit that bore this code on that date."""
    unit = valid_on(on).filter(code=code.strip()).first()
    if unit is not None:
        return unit
    other = Unit.objects.filter(code=code.strip()).order_by("valid_from").first()
    if other is None:
        raise UserError(
            "unit_unknown",
            f"Không có địa bàn mang mã “{code.strip()}”.",
            "Tra mã bằng lệnh “giaoban places find TÊN” hoặc chọn trong danh sách.",
        )
    until = f" đến {date_vi(other.valid_to)}" if other.valid_to else ""
    raise UserError(
        "unit_not_valid_then",
        f"Mã “{other.code}” ({other.full_name}) không có hiệu lực vào ngày {date_vi(on)}: "
        f"mã này dùng từ {date_vi(other.valid_from)}{until}.",
        _next_step(other, on),
    )


def _next_step(other: Unit, on: date) -> str:
    """Names the units that hold its place on that date, when the successions know them."""
    later = on > other.valid_from
    which, end, side = ("kế tục", "new", "old") if later else ("trước đây", "old", "new")
    itself, parts = {side: other}, {f"{side}__path__startswith": other.path + "/"}
    links = Succession.objects.filter(Q(**itself) | Q(**parts)).order_by("-weight", f"{end}__code")
    names = links.values_list(f"{end}__full_name", f"{end}__code")
    named = list(dict.fromkeys(f"{name} ({code})" for name, code in names))
    if not named:
        return "Chọn một ngày trong thời gian đó, hoặc tra mã của ngày cần xem."
    more = " và các đơn vị khác" if len(named) > NAMED_UNITS else ""
    return f"Dùng đơn vị {which}: {', '.join(named[:NAMED_UNITS])}{more}."


def root(on: date | None = None) -> Unit:
    """The installation's root place (setting GIAOBAN_ROOT_PLACE); without a date its newest version."""
    if on is not None:
        return resolve(settings.GIAOBAN_ROOT_PLACE, on)
    unit = Unit.objects.filter(code=settings.GIAOBAN_ROOT_PLACE).order_by("-valid_from").first()
    if unit is None:
        raise UserError(
            "no_tree",
            f"Chưa có địa bàn gốc “{settings.GIAOBAN_ROOT_PLACE}” trong cơ sở dữ liệu.",
            "Chạy “giaoban places load” để nạp danh mục địa bàn.",
        )
    return unit


def subtree(unit: Unit, level: str | None = None, *, on: date | None = None) -> QuerySet[Unit]:
    """The unit and all below it on the tree of `on`, by default the tree the unit itself began with.

    The country stands in both trees: ask for it with `on`.
    """
    found = valid_on(on or unit.valid_from).filter(Q(id=unit.id) | Q(path__startswith=unit.path + "/"))
    return found.filter(level=level) if level else found


def ancestors(unit: Unit) -> list[Unit]:
    """From the country down to the parent, on the unit's own tree."""
    codes = unit.path.split("/")[:-1]
    found = {u.code: u for u in valid_on(unit.valid_from).filter(code__in=codes)}
    return [found[code] for code in codes if code in found]


def children(unit: Unit, *, on: date | None = None) -> QuerySet[Unit]:
    """Directly below, by code."""
    return (
        valid_on(on or unit.valid_from)
        .filter(path__startswith=unit.path + "/")
        .filter(parent__code=unit.code)
        .order_by("code")
    )


def communes_of(unit: Unit, *, on: date | None = None) -> QuerySet[Unit]:
    return subtree(unit, "commune", on=on).order_by("code")


def commune_population(on: date) -> dict[str, float]:
    """Census totals by commune code; where the tree of `on` has none, told over from the units before."""
    totals = Population.objects.filter(age_from=0, age_to=200, estimated=False)
    own = dict(totals.filter(unit__in=valid_on(on)).values_list("unit__code").annotate(n=Sum("persons")))
    if own:
        return own
    told: dict[str, float] = defaultdict(float)
    for code, weight, persons in (
        Succession.objects.filter(
            new__in=valid_on(on), old__populations__age_from=0, old__populations__age_to=200
        )
        .filter(old__populations__estimated=False)
        .values_list("new__code", "weight", F("old__populations__persons"))
    ):
        told[code] += weight * persons
    return dict(told)


def table_on(on: date) -> list[UnitRow]:
    """The extract's `units`, parents before children; populations summed up the tree."""
    units = [
        UnitRow(*row)
        for row in valid_on(on)
        .order_by("path")
        .values_list("code", "parent__code", "level", "name", "full_name", "path", "lat", "lon")
    ]
    by_path: dict[str, float] = defaultdict(float)
    persons = commune_population(on)
    for unit in units:
        if unit.code in persons:
            for above in _prefixes(unit.path):
                by_path[above] += persons[unit.code]
    return [unit._replace(population=round(by_path.get(unit.path, 0.0))) for unit in units]


def _prefixes(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[: n + 1]) for n in range(len(parts)))


def announced_levels(on: date | datetime) -> dict[int, LevelInForce]:
    """The level in force by announcement at the end of that day (or at that hour), by unit id."""
    at = on if isinstance(on, datetime) else datetime.combine(on, time.max)
    rows = (
        AnnouncedLevel.objects.filter(effective_at__lte=at)
        .order_by("effective_at", "id")
        .values_list("unit_id", "unit__code", "level", "effective_at", "number", "issuer")
    )
    return {row[0]: LevelInForce(*row) for row in rows}


def facilities_in(place: Unit, on: date, kinds: tuple[str, ...]) -> QuerySet[Facility]:
    """The facilities of these kinds that stand in a place on that day."""
    inside = Q(unit=place) | Q(unit__path__startswith=place.path + "/")
    standing = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    return Facility.objects.filter(inside, standing, kind__in=kinds).select_related("unit").order_by("code")


def facility(code: str, on: date) -> Facility:
    """The facility of that code, as long as it stands."""
    found = Facility.objects.filter(code=code.strip(), valid_from__lte=on).select_related("unit").first()
    if found is None or (found.valid_to and found.valid_to < on):
        raise UserError(
            "facility_unknown", f"Không có cơ sở mang mã “{code.strip()}” vào ngày {date_vi(on)}.",
            "Xem lại cột mã trong tệp cơ sở đã nhập.",
        )  # fmt: skip
    return found
