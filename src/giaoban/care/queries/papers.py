"""Drafts a reader's role may sign, and the batches signed last."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.care.models import Paper

SHOWN = 200  # of one batch: what an officer looks through
_BATCHES = 8


def to_sign(scope: Scope, kind: str = "") -> QuerySet[Paper]:
    """The oldest drafts first: who waits longest is signed first."""
    found = scope.within(Paper.objects.filter(signed_at=None, role=scope.role))
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("episode__case__person", "unit").order_by("drafted_at", "id")


def counts(scope: Scope) -> dict[str, int]:
    """{kind: drafts waiting}."""
    return dict(to_sign(scope).order_by().values_list("kind").annotate(n=Count("id")))


def chosen(scope: Scope, ids: list[int]) -> list[Paper]:
    """Of these the ones this reader's role may sign or has signed: for printing."""
    found = scope.within(Paper.objects.filter(pk__in=ids[:SHOWN], role=scope.role))
    return list(found.select_related("episode__case__person", "unit__parent", "signed_by").order_by("id"))


def of_batch(scope: Scope, kind: str, number: str) -> list[int]:
    """The papers signed under one number."""
    found = _signed(scope).filter(kind=kind, number=number)
    return list(found.order_by("id").values_list("id", flat=True)[:SHOWN])


def batches(scope: Scope) -> list[dict[str, Any]]:
    """What was signed last, one row a signature."""
    by = ("kind", "number", "signed_at", "signed_by__first_name", "signed_by__last_name")
    told = _signed(scope).order_by().values(*by).annotate(n=Count("id"))
    return list(told.order_by("-signed_at", "kind")[:_BATCHES])


def _signed(scope: Scope) -> QuerySet[Paper]:
    return scope.within(Paper.objects.filter(role=scope.role, signed_at__isnull=False))
