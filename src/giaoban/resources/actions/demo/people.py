"""Staff with postings, rosters of eight days, areas of mobile stations, vehicles."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random

from giaoban.kernel.sealing import seal
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import Shift, Staff, StaffPosting, StationArea, Vehicle

_SINCE = date(2021, 9, 1)
_TEAM = ("doctor", "assistant", "nurse", "nurse", "midwife", "volunteer", "technician", "student")
_SIZES = {"station": (4, 7), "mobile_station": (5, 7), "hospital": (6, 8), "coordination": (4, 4)}
_PRESCRIBES = {"doctor", "assistant"}
_DAYS = 8  # of the roster, from the evening before the demo's morning
_EMPTY = 60  # every so many stations one has forgotten its roster
_MOST = 900  # a team is larger where many fall ill; one more for so many cases a week


def staff(sites: list[Facility], rng: Random, at: datetime, weekly: dict[int, int]) -> int:
    rows: list[tuple[Staff, Facility]] = []
    for site in sites:
        if site.kind not in _SIZES:
            continue
        low, high = _SIZES[site.kind]
        size = rng.randint(low, high) + min(2, weekly.get(site.unit_id, 0) // _MOST)
        for n in range(size):
            profession = _TEAM[n % len(_TEAM)]
            name = f"Nhân viên {len(rows) + 1:04d} (mẫu)"
            rows.append((_one(rng, name, profession, at), site))
    made = Staff.objects.bulk_create([s for s, _ in rows], batch_size=500)
    StaffPosting.objects.bulk_create(
        [
            StaffPosting(staff=s, facility=site, valid_from=_SINCE)
            for s, (_, site) in zip(made, rows, strict=True)
        ],
        batch_size=500,
    )
    return len(made)


def _one(rng: Random, name: str, profession: str, at: datetime) -> Staff:
    origin = {"volunteer": "volunteer", "student": "student"}.get(profession, "public")
    return Staff(
        ref=rng.getrandbits(52), profession=profession, origin=origin, prescribes=profession in _PRESCRIBES,
        sealed=seal({"name": name, "phone": ""}), recorded_at=min(at, datetime.combine(_SINCE, time())),
    )  # fmt: skip


def rosters(sites: list[Facility], at: datetime) -> int:
    """One person by day, one by night, in turn; a few stations have an empty roster."""
    teams: dict[int, list[int]] = defaultdict(list)
    rows = StaffPosting.objects.filter(facility__in=sites, valid_to=None).order_by("id")
    for facility, member in rows.values_list("facility", "staff"):
        teams[facility].append(member)
    shifts, first = [], datetime.combine(at.date() - timedelta(days=1), time(17))
    stations = [s for s in sites if s.kind == "station"]
    forgotten = {s.pk for n, s in enumerate(stations) if n % _EMPTY == _EMPTY - 1}
    for site in sites:
        team = teams.get(site.pk, [])
        if not team or site.pk in forgotten:
            continue
        start = first
        for n in range(2 * _DAYS):
            end = start + timedelta(hours=14 if start.hour == 17 else 10)
            member = team[n % len(team)]
            shifts.append(Shift(facility=site, staff_id=member, starts_at=start, ends_at=end))
            start = end
    Shift.objects.bulk_create(shifts, batch_size=1000)
    return len(shifts)


def areas(sites: list[Facility], on: date, weekly: dict[int, int]) -> int:
    """Each mobile station helps out in the communes of its district where most fell ill."""
    districts: dict[int, list[Facility]] = defaultdict(list)
    for site in sites:
        if site.kind == "mobile_station":
            districts[site.unit_id].append(site)
    rows = []
    for district, mobile in districts.items():
        units = sorted(Unit.objects.filter(parent=district), key=lambda u: (-weekly.get(u.pk, 0), u.code))
        for n, unit in enumerate(units[: 2 * len(mobile)]):
            rows.append(
                StationArea(facility=mobile[n % len(mobile)], unit=unit, valid_from=on - timedelta(days=20))
            )
    StationArea.objects.bulk_create(rows)
    return len(rows)


def vehicles(sites: list[Facility], on: date) -> int:
    """Two ambulances a hospital, one of them with oxygen, and a car for those who can sit."""
    rows = []
    for site in sites:
        if site.kind == "hospital":
            kinds = ("ambulance_oxygen", "ambulance", "transport")
            rows += [
                Vehicle(
                    call_sign=f"{site.code}-{n}", kind=kind, base=site, valid_from=on - timedelta(days=200)
                )
                for n, kind in enumerate(kinds, 1)
            ]
    Vehicle.objects.bulk_create(rows)
    return len(rows)
