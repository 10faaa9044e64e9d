"""How far tasks are, told by who leads their theme, by the body that owns them, by area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.directives.models import Task
from giaoban.directives.queries.bodies import leaders_of, leads
from giaoban.directives.queries.tasks import condition, visible
from giaoban.places.models import Unit

BY = ("leader", "body", "area")


@dataclass
class Group:
    """`key`: what the list of tasks is filtered by; empty where nobody leads."""

    label: str
    key: str = ""
    detail: str = ""
    n: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def followed(scope: Scope, by: str, now: datetime) -> list[Group]:
    """Worst first: late, then stuck."""
    given = visible(scope).exclude(state="withdrawn").order_by()
    found = {"leader": _by_leader, "body": _by_body, "area": _by_area}[by](scope, given, now)
    return sorted(found, key=lambda g: (-g.n["late"], -g.n["stuck"], -g.n["all"], g.label))


def _counted(given: QuerySet[Task], *names: str, now: datetime) -> QuerySet[Task, dict[str, object]]:
    late = Count("pk", filter=condition("overdue", now))
    return given.values(*names, "state").annotate(n=Count("pk"), late=late).order_by()


def _add(group: Group, row: dict[str, object]) -> None:
    group.n["all"] += int(str(row["n"]))
    group.n[str(row["state"])] += int(str(row["n"]))
    group.n["late"] += int(str(row["late"]))


def _by_leader(scope: Scope, given: QuerySet[Task], now: datetime) -> list[Group]:
    """A theme's leader of today answers for it, also for what was concluded before them."""
    charges = leaders_of(scope, now.date())
    groups: dict[tuple[str, str], Group] = {}
    for row in _counted(given, "conclusion__theme", now=now):
        theme = str(row["conclusion__theme"])
        named = next((c for c in charges if c.theme and leads(c, theme)), None)
        charge = named or next((c for c in charges if not c.theme), None)
        holder = charge.holder if charge else ""
        group = groups.setdefault((holder, theme), Group(label=holder, key=theme, detail=theme))
        _add(group, row)
    return list(groups.values())


def _by_body(scope: Scope, given: QuerySet[Task], now: datetime) -> list[Group]:
    groups: dict[str, Group] = {}
    for row in _counted(given, "body", now=now):
        name = str(row["body"])
        _add(groups.setdefault(name, Group(label=name, key=name)), row)
    return list(groups.values())


def _by_area(scope: Scope, given: QuerySet[Task], now: datetime) -> list[Group]:
    """The units directly below the reader's place; its own tasks stand under its own name."""
    depth = scope.path.count("/") + 2
    groups: dict[str, Group] = {}
    for row in _counted(given, "unit__path", now=now):
        path = "/".join(str(row["unit__path"]).split("/")[:depth])
        _add(groups.setdefault(path, Group(label=path)), row)
    units = Unit.objects.filter(path__in=groups).order_by("valid_from")
    for unit in units:
        groups[unit.path].label, groups[unit.path].key = unit.full_name, unit.code
    return list(groups.values())
