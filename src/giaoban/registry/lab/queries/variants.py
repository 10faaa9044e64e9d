"""Variants by the register, and what was seen of them for the first time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Min

from giaoban import policy
from giaoban.places import trees
from giaoban.places.models import Unit
from giaoban.policy.rule import Rule
from giaoban.policy.variants import label_of
from giaoban.registry.lab.queries.samples import current
from giaoban.registry.lab.rules import First, Sight, firsts
from giaoban.registry.models import VariantSeen

LEVELS = ("province", "district")  # a variant's arrival is news there; of a commune it is a case


@dataclass(frozen=True)
class Appearance:
    """A first appearance with its place. `within`: the district, where the place is the province."""

    first: First
    unit: Unit
    within: Unit | None = None
    quiet: bool = False  # the first sequence of a place, of a variant a later one has followed: no news


@dataclass(frozen=True)
class Register:
    """The names of variants under the rule of a day."""

    rule: Rule | None

    def label(self, said: str) -> str:
        return label_of(self.rule, said) if self.rule else said

    def said_as(self, label: str, words: Iterable[str]) -> list[str]:
        return [said for said in words if self.label(said) == label]

    def noticed(self, label: str) -> str:
        """The day the world first heard of a variant, "" where the register does not know it."""
        for code in self.rule.children("variants") if self.rule else ():
            if self.rule and self.rule.labels[f"variants.{code}"] == label:
                return self.rule.text(f"variants.{code}.noticed") or ""
        return ""

    def number(self, key: str) -> int:
        return (self.rule.integer(key) if self.rule else None) or 0


def register(on: date) -> Register:
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    return Register(rules.in_force("variants", on, trees.root_path(on)))


def words() -> list[str]:
    """Every word laboratories have used for a variant."""
    return list(current().exclude(variant="").order_by().values_list("variant", flat=True).distinct())


def flagged(path: str, on: date, *, all_: bool = False) -> list[Appearance]:
    """First appearances at or below a path told lately and not yet marked as seen, newest first."""
    known = register(on)
    since = on - timedelta(days=known.number("first_for"))
    found = [f for f in _firsts(known) if all_ or f.recorded >= since]
    units = {u.code: u for u in Unit.objects.filter(code__in={f.place for f in found}, level__in=LEVELS)}
    seen = set(VariantSeen.objects.values_list("unit__code", "variant"))
    newest = max((known.noticed(f.variant) for f in found), default="")
    inside = [
        Appearance(f, units[f.place], quiet=f.alone and "" < known.noticed(f.variant) < newest)
        for f in found
        if f.place in units and (units[f.place].path + "/").startswith(path + "/")
    ]
    return [a for a in _once(inside) if all_ or (a.first.place, a.first.variant) not in seen]


def _firsts(known: Register) -> list[First]:
    rows = (
        current()
        .exclude(variant="")
        .order_by()
        .values_list("unit__path", "variant")
        .annotate(first=Min("day"), told=Min("recorded_at"))
    )
    sights = [
        Sight(known.label(said), code, day, told.date())
        for path, said, day, told in rows
        for code in path.split("/")[1:3]  # province and district
    ]
    return firsts(sights)


def _once(found: list[Appearance]) -> list[Appearance]:
    """The first in a province is not told again for the district it was in."""
    wide = {(a.first.variant, a.first.day): a for a in found if a.unit.level == "province"}
    kept = []
    for a in found:
        above = wide.get((a.first.variant, a.first.day))
        if a.unit.level == "province":
            below = [
                b.unit
                for b in found
                if b.unit.path.startswith(a.unit.path + "/")
                and (b.first.variant, b.first.day) == (a.first.variant, a.first.day)
            ]
            kept.append(replace(a, within=below[0] if below else None))
        elif above is None or not a.unit.path.startswith(above.unit.path + "/"):
            kept.append(a)
    return kept
