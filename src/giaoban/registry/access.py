"""Who may see which name: the right is checked and the look is logged in one place."""

from __future__ import annotations

from typing import Any

from giaoban.accounts import actions as accounts
from giaoban.accounts.scope import Scope
from giaoban.registry import queries
from giaoban.registry.models import Case, Person


def identities(
    *, by: Any, scope: Scope, cases: list[Case], subject: str, purpose: str
) -> dict[int, dict[str, str]]:
    """Names of the cases' persons for those allowed, nothing for others."""
    if not scope.allows("see_identities") or not cases:
        return {}
    accounts.log_access(by=by, subject=subject, purpose=purpose, rows=len(cases))
    return queries.identities(cases)


def names_of(
    *, by: Any, scope: Scope, persons: list[Person], subject: str, purpose: str
) -> dict[int, dict[str, str]]:
    """Names of persons for those allowed, nothing for others."""
    if not scope.allows("see_identities") or not persons:
        return {}
    accounts.log_access(by=by, subject=subject, purpose=purpose, rows=len(persons))
    return queries.identities_of([person.id for person in persons])
