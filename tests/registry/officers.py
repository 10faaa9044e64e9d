"""People posted where a test needs them."""

from __future__ import annotations

from datetime import date
from typing import Any

from giaoban.accounts import actions
from giaoban.accounts.models import User
from giaoban.accounts.queries import scope_of
from giaoban.accounts.scope import Scope
from giaoban.places.models import Unit
from tests.accounts.totp import PASSWORD

FROM, TODAY = date(2021, 1, 1), date(2022, 3, 7)


def officer(role: str, place: Unit, name: str = "") -> User:
    """A user posted since 2021; above a commune with a second factor."""
    user = actions.create_user(by=None, username=name or f"{role}-{place.code}", password=PASSWORD)
    actions.post(by=None, user=user, role=role, place=place, valid_from=FROM)
    if place.level != "commune":
        actions.enrol_second_factor(by=None, user=user)
    return user


def scope(user: Any) -> Scope:
    found = scope_of(user, TODAY)
    assert found is not None
    return found
