"""A register with two officers, and persons who stand twice in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from giaoban.accounts.scope import Scope
from giaoban.kernel.sealing import seal
from giaoban.places.models import Unit
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.linelist.people import new_refs
from giaoban.registry.models import Case, Identity, Person
from tests.registry import small_tree
from tests.registry.conftest import AT, installation, places, take, write

__all__ = ["installation", "places", "take", "write"]
ACTS = frozenset({"see_cases", "see_identities", "merge", "move", "close_cases", "import"})
Make = Callable[..., Person]


def scope_of(unit: Unit, role: str = "commune", user: Any = None) -> Scope:
    return Scope(user and user.id, role, unit.id, unit.path, unit.level == "country", ACTS)


@pytest.fixture
def commune(places: dict[str, Unit]) -> Scope:
    return scope_of(places[small_tree.CAM_TRUNG])


@pytest.fixture
def province(places: dict[str, Unit]) -> Scope:
    return scope_of(places[small_tree.QUANG_NINH], "analyst")


@pytest.fixture
def person(places: dict[str, Unit]) -> Make:
    """`person(name, unit=…, cid=…, …)` writes one to the register."""

    def make(name: str = "Nguyễn Thị Thu Hương", unit: str = small_tree.CAM_TRUNG, **told: Any) -> Person:
        cid, phone = told.pop("cid", ""), told.pop("phone", "")
        facts = {"birth": date(1988, 3, 11), "sex": "f", "recorded_at": AT, **told}
        made = Person.objects.create(ref=new_refs(1)[0], unit=places[unit], **facts)
        columns = ("name_hash", "cid_hash", "phone_hash")
        hashes = dict(zip(columns, identity_hashes(name, cid, phone), strict=True))
        sealed = seal({"name": name, "cid": cid, "phone": phone, "address": ""})
        Identity.objects.create(person=made, sealed=sealed, **hashes)
        return made

    return make


@pytest.fixture
def case(db: None) -> Callable[..., Case]:
    """`case(person, announced=…)` gives somebody a case."""
    from giaoban.intake.models import Batch

    def make(who: Person, announced: date = date(2022, 3, 4), **told: Any) -> Case:
        batch, _ = Batch.objects.get_or_create(
            kind="linelist", filename="", sha256="", source="t", received_at=AT
        )
        number = Case.objects.count()
        return Case.objects.create(
            ref=new_refs(1)[0], person=who, number=f"QN{number}", source="t", key=number.to_bytes(16, "big"),
            fingerprint=b"0" * 16, first_recorded_at=AT, unit=who.unit, announced=announced, batch=batch,
            row=number, recorded_at=AT, **told,
        )  # fmt: skip

    return make
