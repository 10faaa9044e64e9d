"""Shelves: what came in two weeks ago, what was handed out on each of the last days, what is left."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from giaoban.places.models import Facility
from giaoban.resources.models import Account, Movement

# item → (share of new cases that get one, days of cover at the least and at the most). Guesses.
_USE = {
    "pack_a": (0.45, 0.5, 9.0),
    "pack_b": (0.02, 0.5, 12.0),
    "molnupiravir": (0.03, 0.3, 10.0),
    "favipiravir": (0.01, 0.5, 10.0),
    "test_kit": (1.6, 1.0, 8.0),
}
_OXYGEN = (2, 6)  # cylinders of a station: two by the minister's words, more where there were more
_DAYS = 7
_BEFORE = timedelta(days=14)  # everything came in two weeks ago
_STORE = 4  # weeks' worth in the province's store
_LASTS = (40, 400)  # days a lot is still good for
_OLD = (("pack_a", 9, -4), ("test_kit", 40, -12), ("pack_a", 25, 11), ("molnupiravir", 6, 19))  # ends in days
_OLD_EVERY = 5  # every so many stations one has an old lot behind the new one: a guess


def stock(sites: list[Facility], rng: Random, at: datetime, weekly: dict[int, int]) -> int:
    outside = {
        kind: Account.objects.get_or_create(kind=kind, facility=None)[0] for kind in ("supplier", "used")
    }
    Account.objects.bulk_create([Account(kind="site", facility=s) for s in sites], ignore_conflicts=True)
    shelves = {a.facility_id: a for a in Account.objects.filter(kind="site", facility__in=sites)}
    rows: list[Movement] = []
    total = dict.fromkeys([*_USE, "oxygen"], 0)
    came, stations = at - _BEFORE, [s for s in sites if s.kind == "station"]
    for site in stations:
        shelf = shelves[site.pk]
        rows.append(_move("oxygen", outside["supplier"], shelf, rng.randint(*_OXYGEN), "receipt", came))
        for item in _USE:
            used, moves = _handed_out(item, weekly.get(site.unit_id, 0), rng, at, outside, shelf)
            total[item] += used
            rows += moves
    rows += [
        _move(item, outside["supplier"], shelves[site.pk], n, "receipt", came,
              (at + timedelta(days=days)).date())
        for k, site in enumerate(stations[::_OLD_EVERY])
        for item, n, days in (_OLD[k % len(_OLD)],)
    ]  # fmt: skip
    for store in (s for s in sites if s.kind == "warehouse"):
        rows += [
            _move(item, outside["supplier"], shelves[store.pk], max(50, n * _STORE // 10), "receipt", came)
            for item, n in total.items()
        ]
    Movement.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _handed_out(
    item: str, cases: int, rng: Random, at: datetime, outside: dict[str, Account], shelf: Account
) -> tuple[int, list[Movement]]:
    """How much of an item a station gave out in the last days, with the receipt it came of."""
    share, least, most = _USE[item]
    daily = [round(cases * share / _DAYS * rng.uniform(0.7, 1.3)) for _ in range(_DAYS)]
    left = round(sum(daily) / _DAYS * rng.uniform(least, most)) + rng.randint(0, 3)
    ends = (at + timedelta(days=rng.randint(*_LASTS))).date()
    came, evening = at - _BEFORE, datetime(at.year, at.month, at.day) - timedelta(hours=7)
    rows = []
    if sum(daily) + left:
        rows.append(_move(item, outside["supplier"], shelf, sum(daily) + left, "receipt", came, ends))
    rows += [
        _move(item, shelf, outside["used"], n, "dispense", evening - timedelta(days=day), ends)
        for day, n in enumerate(daily)
        if n
    ]
    return sum(daily), rows


def _move(
    item: str, source: Account, target: Account, n: int, cause: str, at: datetime, ends: date | None = None
) -> Movement:
    return Movement(
        item=item, source=source, target=target, quantity=n, cause=cause, at=at, recorded_at=at,
        reason="dữ liệu minh họa", expires_on=ends,
    )  # fmt: skip
