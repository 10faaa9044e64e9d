"""Scope: the place subtree and the role through which every query goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from giaoban.places.models import Unit

Q = TypeVar("Q", bound="QuerySet[Any]")


@dataclass(frozen=True)
class Scope:
    """What one posting opens. `path` is the root of its subtree; `whole` means the whole installation."""

    user_id: int | None
    role: str
    unit_id: int
    path: str
    whole: bool
    may: frozenset[str]

    def allows(self, act: str) -> bool:
        return act in self.may

    def covers(self, path: str) -> bool:
        """Whether a unit's path lies in the subtree."""
        return self.whole or path == self.path or path.startswith(self.path + "/")

    def within(self, queryset: Q, field: str = "unit") -> Q:
        """The rows of the subtree. One commune is one equality, so that its index is used."""
        if self.whole:
            return queryset
        units = list(
            Unit.objects.filter(path__startswith=self.path + "/").values_list("id", flat=True)
        )
        return queryset.filter(**{f"{field}__in": [self.unit_id, *units]})
