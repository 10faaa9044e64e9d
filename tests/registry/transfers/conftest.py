"""The officers and persons of the duplicates' tests, one case on the move."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from giaoban.accounts.scope import Scope
from giaoban.places.models import Unit
from giaoban.registry.models import Case
from tests.clock import FakeClock
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.duplicates.conftest import (
    Make,
    case,
    commune,
    installation,
    person,
    places,
    province,
    scope_of,
    take,
    write,
)

__all__ = ["case", "commune", "installation", "person", "places", "province", "take", "write"]


@pytest.fixture
def f0(person: Make, case: Callable[..., Case], fake_clock: FakeClock) -> Case:
    fake_clock.set(AT)
    return case(person())


@pytest.fixture
def receiver(places: dict[str, Unit]) -> Scope:
    return scope_of(places[small_tree.CAM_THACH])
