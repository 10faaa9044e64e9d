"""What people at the doors, at the station and in the hospital meet: sites, households, persons told twice.

Names are words for numbers and for testing; nobody is called so.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

COMMUNE, HAMLET = "06793", "Khu thử 5"
FOLK = (  # household, name, born, doses
    (1, "Thử Bà Cả", "1950-01-01", 3),
    (1, "Thử Con Dâu", "1985-01-01", 0),
    (2, "Thử Anh Hai", "1979-01-01", 2),
)
TWICE = (  # told twice: as one officer wrote, as another did
    (("Thử Lê Thị Hoa Mai", "1988-03-11"), ("Thu Le Thi Hoa Mai", "1988-11-03")),
    (("Thử Phạm Quốc Bảo An", "1971-06-20"), ("Thử Phạm Quốc Bảo Ân", "1971-06-02")),
)
BEDS = {"planned": 10, "set_up": 10, "staffed": 10, "oxygen": 6, "free": 4}


def sites(commune: Any) -> dict[str, Any]:
    """role: where it is posted."""
    from giaoban.places.models import Facility
    from giaoban.resources.actions import beds

    station, hospital = (
        Facility.objects.create(
            code=code, name=name, kind=kind, unit=commune, valid_from=date(2021, 1, 1), phone=phone
        )
        for code, name, kind, phone in (
            ("TYT-THU", f"Trạm Y tế {commune.name}", "station", "02033000111"),
            ("BV-THU", "Bệnh viện Thử", "hospital", "02033000222"),
        )
    )
    beds.state_beds(by=None, facility=hospital, tier="2", capability="oxygen", numbers=BEDS)
    return {"station": station, "hospital": hospital}


def field_work(commune: Any, at: datetime) -> dict[str, Any]:
    """Facts the journeys need: the link of a patient, and how often somebody stands twice."""
    _hamlet(commune, at)
    return {"patient": _patient(commune), "pairs": _twice(commune, at)}


def _hamlet(commune: Any, at: datetime) -> None:
    from giaoban.registry.models import Dose, Household

    homes = {
        n: Household.objects.create(unit=commune, hamlet=HAMLET, key=bytes([n]) * 16)
        for n in sorted({n for n, *_ in FOLK})
    }
    for home, name, born, doses in FOLK:
        person = _person(commune, name, born, at, homes[home])
        person.resident = True
        person.save()
        for number in range(1, doses + 1):
            Dose.objects.create(
                person=person, number=number, kind="primary", vaccine="x", date=date(2021, 5 + number, 1),
                recorded_at=at,
            )  # fmt: skip


def _person(commune: Any, name: str, born: str, at: datetime, household: Any = None, phone: str = "") -> Any:
    from giaoban.intake.declarations.rules import Declared
    from giaoban.registry.admission.actions import Where, new_person

    declared = Declared(name, born, "day", "f")
    where = Where(commune.pk, HAMLET, "Số nhà 3")
    return new_person(by=None, declared=declared, phone=phone, where=where, at=at, household=household)


def _twice(commune: Any, at: datetime) -> int:
    """Proposed by the search itself, as after an import."""
    from giaoban.registry.duplicates import find

    since = find.newest_person()
    for number, versions in enumerate(TWICE):
        for name, born in versions:
            _person(commune, name, born, at, phone=f"010099{number:04d}")
    return find.among_new(by=None, since=since).proposed


def _patient(commune: Any) -> dict[str, Any]:
    """The page of somebody ill at home, as the station hands it out."""
    from giaoban.accounts.scope import Scope
    from giaoban.care import actions
    from giaoban.care.models import Episode

    actions.run_pass(by=None)
    everything = Scope(None, "station", 0, "", True, frozenset({"care"}))
    episode = Episode.objects.filter(unit=commune, closed_at=None).order_by("-id").first()
    assert episode is not None, "nobody is ill at home"
    issued = actions.issue_link(by=None, scope=everything, episode_id=episode.pk)
    return {"path": f"/s/{issued.token}/", "code": issued.code}
