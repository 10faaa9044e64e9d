"""A demo's doubtful pairs and cases on the move: nothing here is counted, so no stated figure changes.

The second records are persons without a case and not on the register, as a contact list would bring them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.kernel import audit, clock
from giaoban.kernel.sealing import seal, unseal
from giaoban.kernel.text import fold
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.registry.duplicates import find
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.linelist.people import new_refs
from giaoban.registry.models import Case, Identity, Person
from giaoban.registry.transfers import actions as moves

_ACTS = frozenset({"merge", "move"})


def fill(*, by: Any, commune: Unit) -> None:
    """Pairs in `commune`, transfers to and from its neighbour, one beyond the province, one absence."""
    since = find.newest_person()
    _stand_twice(by=by, commune=commune)
    find.among_new(by=by, since=since)
    on = clock.today()
    neighbour = next(u for u in places.children(commune.parent, on=on) if u.id != commune.id)
    own, other = (Scope(None, "station", u.id, u.path, False, _ACTS) for u in (commune, neighbour))
    beyond = Unit.objects.filter(level="commune", valid_from__lte=on).exclude(
        path__startswith=commune.path.rsplit("/", 2)[0] + "/"
    )
    for scope, receivers in ((own, (neighbour, beyond.order_by("code").first())), (other, (commune,))):
        for case, receiver in zip(_active(scope), receivers, strict=False):
            moves.ask(by=by, scope=scope, case_ref=case.ref, receiver=receiver, reason="về ở với gia đình")
    for case in _active(own)[2:3]:
        moves.report_absent(by=by, scope=own, case_ref=case.ref, note="nhà khóa cửa, gọi không nghe máy")


def _active(scope: Scope) -> list[Case]:
    since = clock.today() - timedelta(days=5)
    return list(scope.within(Case.objects.filter(outcome="", announced__gte=since)).order_by("id")[:3])


@transaction.atomic
def _stand_twice(*, by: Any, commune: Unit) -> None:
    known = Person.objects.filter(cases__unit=commune, birth__isnull=False)
    people = list(known.distinct().order_by("id")[:5])
    for number, person in enumerate(people):
        told = unseal(person.identity.sealed)
        name = fold(told["name"]).title() if number % 2 else told["name"]
        cid = "" if number != 4 else told["cid"]  # one pair with one number
        again = Person.objects.create(
            ref=new_refs(1)[0], unit=commune, birth=person.birth, birth_precision=person.birth_precision,
            sex=person.sex, recorded_at=clock.now(),
        )  # fmt: skip
        hashes = identity_hashes(name, cid, told["phone"])
        sealed = seal({"name": name, "cid": cid, "phone": told["phone"], "address": ""})
        Identity.objects.create(
            person=again, sealed=sealed, name_hash=hashes[0], cid_hash=hashes[1], phone_hash=hashes[2]
        )
    audit.record(by, "registry.demo_pairs", f"unit:{commune.id}", persons=len(people))
