"""Scope: the place subtree and the role through which every query goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import QuerySet

from giaoban.places.models import Unit

Q = TypeVar("Q", bound="QuerySet[Any]")


@dataclass(frozen=True)
class Scope:
    """What one posting opens. `path` is the root of its subtree; `whole` means the whole installation.

    A posting at a facility (a hospital) opens what is that facility's own, not what lies around it.
    """

    user_id: int | None
    role: str
    unit_id: int
    path: str
    whole: bool
    may: frozenset[str]
    facility_id: int | None = None
    also: tuple[tuple[int, str], ...] = ()
    """Further roots (unit id, path) of the same role: a doctor paired with several areas."""
    leaf: bool = False  # a commune: nothing lies below it, so nobody has to ask what does

    def allows(self, act: str) -> bool:
        return act in self.may

    def covers(self, path: str) -> bool:
        """Whether a unit's path lies in the subtree."""
        roots = (self.path, *(also for _, also in self.also))
        return self.whole or any(path == root or path.startswith(root + "/") for root in roots)

    def owns(self, path: str) -> bool:
        """Whether a unit's path lies below the posting itself, whatever else its reader may see."""
        return path == self.path or path.startswith(self.path + "/")

    @cached_property
    def unit_ids(self) -> list[int]:
        """The units of the subtree, asked once a request: a scope lives as long as its request.

        Down by parents, whose index both databases use; a prefix of the path scans 14,000 units on SQLite. A
        commune, where most readers sit, asks nothing.
        """
        ids = [self.unit_id, *(unit_id for unit_id, _ in self.also)]
        if self.leaf and not self.also:
            return ids
        below = list(ids)
        while below:
            below = list(Unit.objects.filter(parent__in=below).order_by().values_list("id", flat=True))
            ids += below
        return ids

    def within(self, queryset: Q, field: str = "unit") -> Q:
        """The rows of the subtree. One commune is one equality, so that its index is used."""
        if self.whole:
            return queryset
        ids = self.unit_ids
        condition = {field: ids[0]} if len(ids) == 1 else {f"{field}__in": ids}
        return queryset.filter(**condition)
