"""Reads of layouts: those kept at the reader's unit and at the units above it."""

from __future__ import annotations

from django.db.models import QuerySet

from giaoban.accounts.scope import Scope
from giaoban.registry.layouts.sources import source
from giaoban.registry.models import ExportLayout


def offered(scope: Scope) -> QuerySet[ExportLayout]:
    """What a superior asks for is laid out once and used below."""
    codes = scope.path.split("/")
    above = ["/".join(codes[: n + 1]) for n in range(len(codes))]
    found = ExportLayout.objects.filter(unit__path__in=above)
    return found.select_related("unit", "by").order_by("kind", "name", "id")


def usable(scope: Scope) -> list[ExportLayout]:
    """Those of kinds the role may take away."""
    return [one for one in offered(scope) if _may(scope, one.kind)]


def _may(scope: Scope, kind: str) -> bool:
    found = source(kind)
    return found is not None and (not found.needs or scope.allows(found.needs))


def layout(scope: Scope, layout_id: int) -> ExportLayout | None:
    found = offered(scope).filter(id=layout_id).first()
    return found if found and _may(scope, found.kind) else None


def own(scope: Scope, layout_id: int) -> ExportLayout | None:
    """To change it: only where it is kept at the reader's own unit."""
    return offered(scope).filter(id=layout_id, unit=scope.unit_id).first()


def named(name: str, kind: str = "") -> ExportLayout | None:
    """For the operator's commands."""
    found = ExportLayout.objects.filter(name=name).order_by("unit__path", "id")
    return (found.filter(kind=kind) if kind else found).first()
