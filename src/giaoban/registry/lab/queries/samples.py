"""Single samples: lists, who one may be of, those that wait."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.intake.declarations.rules import Declared
from giaoban.intake.models import Batch
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.admission import queries as admission
from giaoban.registry.admission.rules import SAME, Match
from giaoban.registry.models import Identity, LabSample

COUNTED = ("pcr", "rapid")  # a sequence is a second look at a sample, no further test
_MOST = 5_000  # waiting samples looked up again after an import; older ones have been seen by people


def current() -> QuerySet[LabSample]:
    return LabSample.objects.filter(superseded_at=None)


def listed(scope: Scope, filters: dict[str, Any], place: Unit | None = None) -> QuerySet[LabSample]:
    """Samples of the scope under the filters of an address, newest first."""
    found = scope.within(current()).select_related("unit", "case", "person")
    if place is not None and place.path != scope.path:
        found = found.filter(Q(unit__path=place.path) | Q(unit__path__startswith=place.path + "/"))
    if filters.get("since"):
        found = found.filter(day__gte=filters["since"])
    if filters.get("until"):
        found = found.filter(day__lte=filters["until"])
    if filters.get("what") == "tests":
        found = found.filter(assay__in=COUNTED, result__in=("positive", "negative"))
    elif filters.get("what") == "positive":
        found = found.filter(assay__in=COUNTED, result="positive")
    elif filters.get("what") == "sequenced":
        found = found.exclude(variant="")
    if filters.get("variants") is not None:
        found = found.filter(variant__in=filters["variants"])
    return found.order_by("-day", "-id")


def to_confirm(scope: Scope) -> QuerySet[LabSample]:
    """Positive samples nobody has made a case of, the oldest result first.

    The sequence of a sample waits with the sample itself.
    """
    same = current().filter(number=OuterRef("number")).exclude(number="").exclude(pk=OuterRef("pk"))
    found = scope.within(current().filter(result="positive", case=None, decision=None))
    return (
        found.exclude(Q(assay="sequence") & Exists(same))
        .select_related("unit", "unit__parent", "person")
        .order_by("day", "id")
    )


def without_case() -> list[LabSample]:
    """Wherever they stand: asked after every import, for a case may have come for them."""
    found = current().filter(result="positive", case=None, decision=None)
    return list(found.order_by("-day", "-id")[:_MOST])


def of_batch(batch: Batch) -> dict[str, int]:
    """{linked, waiting} of the rows a file wrote, as they stand now."""
    rows = LabSample.objects.filter(batch=batch)
    waiting = Q(result="positive", case=None, decision=None, superseded_at=None)
    return rows.aggregate(linked=Count("id", ~Q(person=None)), waiting=Count("id", waiting))


def identity(sample: LabSample) -> dict[str, str]:
    """Name, number, phone, address. The caller has checked the right and logs the look."""
    if sample.person_id:
        held = Identity.objects.filter(person=sample.person_id).first()
        return unseal(held.sealed) if held else {}
    return unseal(sample.sealed) if sample.sealed else {}


def declared(sample: LabSample) -> Declared:
    """The sample's person as anybody declared would be."""
    return Declared(
        identity(sample).get("name", ""), sample.birth.isoformat() if sample.birth else "",
        sample.birth_precision, sample.sex, "rapid" if sample.assay == "rapid" else "pcr",
        sample.day.isoformat(),
    )  # fmt: skip


def suggestions(sample: LabSample) -> list[Match]:
    """Who it may be; a person the import has linked already stands first."""
    if sample.person_id:
        return [Match(sample.person_id, SAME, ("linked",))]
    return admission.suggestions(declared(sample), identity(sample).get("phone", ""), sample.unit_id)
