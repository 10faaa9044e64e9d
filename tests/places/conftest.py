"""The published trees: as names for the matcher, and loaded once per module into the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import Model
from pytest_django.plugin import DjangoDbBlocker

from giaoban.kernel.models import AuditEvent
from giaoban.places import actions, matcher_store, sources
from giaoban.places.matching import Matcher
from giaoban.places.models import Population, Succession, Unit
from tests.places.labelled import as_names


@pytest.fixture(scope="session")
def matcher_2021() -> Matcher:
    return Matcher(as_names([_country(), *sources.units_2021()]))


@pytest.fixture(scope="session")
def matcher_2025() -> Matcher:
    return Matcher(as_names([_country(), *sources.units_2025()]))


def _country() -> sources.PublishedUnit:
    return sources.PublishedUnit(sources.COUNTRY, "country", "Nước", "Việt Nam", "")


@pytest.fixture(scope="module")
def trees(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[actions.Loaded]:
    """Both trees, committed for the module and taken out after it: a second and a half, once."""
    with django_db_blocker.unblock():
        loaded = actions.load_trees()
        yield loaded
        _empty(Population, Succession, Unit, AuditEvent)
        matcher_store.clear()


def _empty(*tables: type[Model]) -> None:
    """PostgreSQL looks for whoever names a row, row by row, unless all is emptied at once: ten seconds."""
    if connection.vendor == "postgresql":
        names = ", ".join(f'"{table._meta.db_table}"' for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names} CASCADE")
        return
    with connection.constraint_checks_disabled():
        for table in tables:
            table._default_manager.all()._raw_delete("default")
