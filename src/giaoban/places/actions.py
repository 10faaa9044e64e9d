"""Every write of places: trees, ages, announced levels, facilities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from giaoban.kernel import audit, bulk
from giaoban.kernel.errors import UserError
from giaoban.places import loading, matcher_store
from giaoban.places.models import AnnouncedLevel, Facility, Population, Succession, Unit

Progress = Callable[[str], None]
LEVELS = (1, 2, 3, 4)  # the column's constraint says the same


class Loaded(NamedTuple):
    units: int
    successions: int
    populations: int


class Written(NamedTuple):
    accepted: int
    unchanged: int


class Announcement(NamedTuple):
    unit_id: int
    level: int
    number: str
    issuer: str
    effective_at: datetime


class FacilityRow(NamedTuple):
    code: str
    name: str
    kind: str
    unit_id: int
    valid_from: date
    valid_to: date | None = None
    phone: str = ""


def load_trees(progress: Progress | None = None, *, by: Any = None) -> Loaded:
    """Both dated trees, what became of each unit, and the census totals. Loading again changes nothing."""
    say = progress or (lambda _: None)
    with transaction.atomic():
        country = loading.write_country()
        units = 0
        for tree in loading.published_trees():
            say(f"Cây địa bàn từ {tree.valid_from:%d/%m/%Y}: {len(tree.units)} đơn vị")
            units += loading.write_tree(tree, country)
        say("Đơn vị kế tục sau sáp nhập")
        successions = loading.write_successions()
        say("Dân số theo Tổng điều tra 2019")
        loaded = Loaded(units, successions, loading.write_populations())
        if any(loaded):
            audit.record(by, "places.load_trees", f"unit:{country.id}", **loaded._asdict())
            bulk.analyse(Unit, Succession, Population)
    matcher_store.clear()
    return loaded


def load_age_shares(rows: Iterable[tuple[str, int, int, float]], *, by: Any = None) -> int:
    """Age bands of communes, estimated: the commune's total in the proportions of its district.

    Rows are (district code, age from, age to inclusive, persons or share). Districts that have their bands
    already stay as they are; the number of rows written comes back. A band of all ages is the total itself.
    """
    bands: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for district, age_from, age_to, persons in rows:
        if (int(age_from), int(age_to)) == (0, 200):
            continue
        bands[district].append((int(age_from), int(age_to), float(persons)))
    with transaction.atomic():
        totals = Population.objects.filter(
            source=loading.CENSUS,
            age_from=0,
            age_to=200,
            unit__parent__code__in=bands,
            unit__valid_from=loading.START,
        ).values_list("unit_id", "persons", "unit__parent__code")
        banded = set(
            Population.objects.filter(source=loading.CENSUS, estimated=True)
            .filter(unit__parent__code__in=bands)
            .values_list("unit__parent__code", flat=True)
        )
        written = loading.write_population_rows(
            (unit, 2019, age_from, age_to, persons * part / whole, True, loading.CENSUS)
            for unit, persons, district in totals
            if district not in banded
            for whole in [sum(part for _, _, part in bands[district])]
            for age_from, age_to, part in bands[district]
        )
        if written:
            audit.record(by, "places.load_age_shares", "population:*", rows=written)
    return written


def _checked(row: Announcement) -> Announcement:
    if row.level not in LEVELS:
        raise UserError(
            "level_unknown", f"Cấp độ dịch “{row.level}” không có.", "Ghi một trong các cấp 1, 2, 3, 4."
        )
    if not row.number.strip() or not row.issuer.strip():
        raise UserError(
            "announcement_without_document",
            "Công bố cấp độ dịch phải có số, ký hiệu văn bản và cơ quan ban hành.",
            "Bổ sung số văn bản và cơ quan ban hành rồi nhập lại.",
        )
    return row._replace(number=row.number.strip(), issuer=row.issuer.strip())


def announce_levels(rows: Iterable[Announcement], *, by: Any, recorded_at: datetime) -> Written:
    """Record announced levels. All or nothing; what is on record already is left alone.

    An announcement is a legal fact: another level for the same unit and hour is refused, not overwritten.
    """
    checked = [_checked(row) for row in rows]
    with transaction.atomic():
        stored = {
            (unit, at): level
            for unit, at, level in AnnouncedLevel.objects.filter(
                effective_at__in={row.effective_at for row in checked}
            ).values_list("unit_id", "effective_at", "level")
        }
        new = []
        for row in checked:
            known = stored.setdefault((row.unit_id, row.effective_at), row.level)
            if known != row.level:
                _refuse_contradiction(row, known)
        on_record = set(
            AnnouncedLevel.objects.filter(unit_id__in={r.unit_id for r in checked}).values_list(
                "unit_id", "effective_at"
            )
        )
        for row in checked:
            if (row.unit_id, row.effective_at) not in on_record:
                on_record.add((row.unit_id, row.effective_at))
                new.append(AnnouncedLevel(recorded_at=recorded_at, **row._asdict()))
        AnnouncedLevel.objects.bulk_create(new, batch_size=500)
        if new:
            audit.record(by, "places.announce_levels", "announcedlevel:*", rows=len(new))
    return Written(len(new), len(checked) - len(new))


def _refuse_contradiction(row: Announcement, known: int) -> None:
    unit = Unit.objects.get(id=row.unit_id)
    raise UserError(
        "level_contradicts",
        f"{unit} đã có công bố cấp {known} cùng thời điểm {row.effective_at:%H:%M %d/%m/%Y}, "
        f"nay lại ghi cấp {row.level}.",
        "Kiểm tra văn bản; nếu công bố mới thay công bố cũ, ghi thời điểm hiệu lực của công bố mới.",
    )


def add_facilities(rows: Iterable[FacilityRow], *, by: Any) -> Written:
    """Stations, hospitals and sites, by code; a known code is left as it is."""
    listed = list({row.code: row for row in rows}.values())
    with transaction.atomic():
        known = set(Facility.objects.values_list("code", flat=True))
        new = [Facility(**row._asdict()) for row in listed if row.code not in known]
        Facility.objects.bulk_create(new, batch_size=500)
        if new:
            audit.record(by, "places.add_facilities", "facility:*", rows=len(new))
    return Written(len(new), len(listed) - len(new))
