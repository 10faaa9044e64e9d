"""How many are at home is counted as of a day, for places of the scope only."""

from __future__ import annotations

from datetime import timedelta

from giaoban.accounts.scope import Scope
from giaoban.registry.models import Case
from giaoban.registry.queries import home_by_unit


def test_who_has_ended_since_still_counts_on_the_days_before(
    f0: Case, commune: Scope, receiver: Scope
) -> None:
    began, ended = f0.announced, f0.announced + timedelta(days=7)
    Case.objects.filter(pk=f0.pk).update(care="home", outcome="recovered", outcome_date=ended)
    days = (began - timedelta(days=1), began, ended - timedelta(days=1), ended)
    here = f0.unit_id
    assert home_by_unit(commune, *days) == [{}, {here: 1}, {here: 1}, {}]
    assert home_by_unit(receiver, began) == [{}]
