"""A list that says the communes of 2021, placed on the tree of today."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random

import pytest

from giaoban.places import matcher_store
from giaoban.places.models import Succession, Unit
from tests.places.corruption import Spoil, bare, same

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]

PROVINCES = ("22", "38", "79")


@pytest.mark.parametrize("spelt", [same, bare])
def test_finds_what_went_whole_to_one_unit_and_is_never_wrong(spelt: Spoil) -> None:
    """Not sure is only what was divided, or where another unit of today has the very name."""
    matcher, random = matcher_store.matcher(date(2026, 1, 1)), Random(0)
    sure = whole = 0
    for unit, steps in holders().items():
        above = unit.parent
        assert above and above.parent
        names = (above.parent.name, f"{above.kind} {above.name}", f"{unit.kind} {unit.name}")
        match = matcher.match(*(spelt(random, name) for name in names))
        one = len(steps) == 1 and not steps[0].estimated
        assert not match.sure or (one and match.code == steps[0].new.code), names
        whole, sure = whole + one, sure + match.sure
    assert whole > 800
    assert sure / whole >= 0.95


def holders() -> dict[Unit, list[Succession]]:
    """{commune of 2021: what took it over}"""
    old = Unit.objects.filter(level="commune", valid_to__year=2025, parent__parent__code__in=PROVINCES)
    found: dict[Unit, list[Succession]] = defaultdict(list)
    for step in Succession.objects.filter(old__in=old).select_related("old__parent__parent", "new"):
        found[step.old].append(step)
    return found
