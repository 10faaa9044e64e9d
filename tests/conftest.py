"""What every test stands on: no network, its own state, a clock that stands still, PostgreSQL on demand."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests import browser, migrated, network
from tests.clock import FakeClock

DEMO_MORNING = datetime(2022, 3, 7, 7, 0)  # the demo's clock: Monday after the week told
# Folders whose tests share one costly fixture: on one worker it is made once.
_TOGETHER = {"demo", "journeys"}
_DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_configure(config: pytest.Config) -> None:
    network.forbid()
    _examples()
    if os.environ.get("GIAOBAN_TEST_DB") == "postgres" and not os.environ.get("DATABASE_URL"):
        raise pytest.UsageError(
            "GIAOBAN_TEST_DB=postgres needs a server: run ./giaoban test --postgres-only -- <paths>"
        )
    _own_state()


def _examples() -> None:
    """The same examples in every run; GIAOBAN_TEST_SEARCH=1 hunts with new ones."""
    from hypothesis import settings

    settings.register_profile("suite", derandomize=True, database=None)
    if not os.environ.get("GIAOBAN_TEST_SEARCH"):
        settings.load_profile("suite")


def _own_state() -> None:
    """Two workers must not freeze snapshots into one directory."""
    from django.conf import settings

    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        settings.STATE = Path(settings.STATE) / worker
        os.environ["GIAOBAN_STATE"] = str(settings.STATE)
    settings.STATIC_ROOT = Path(settings.STATE) / "staticfiles"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns without it


def pytest_unconfigure(config: pytest.Config) -> None:
    """The settings of the tests made a state directory for the run; only such a one is removed."""
    state = Path(os.environ.get("GIAOBAN_STATE", "."))
    made_here = state.parent == Path(tempfile.gettempdir()) and state.name.startswith("giaoban-test-")
    if made_here:
        shutil.rmtree(state, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        together = _TOGETHER & set(item.path.relative_to(config.rootpath).parts)
        for name in together:
            item.add_marker(pytest.mark.xdist_group(name))
    if browser.chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=browser.reason()))
    if os.environ.get("GIAOBAN_TEST_DB") == "postgres":
        without = [item for item in items if not uses_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if uses_database(item)]


def uses_database(item: pytest.Item) -> bool:
    """By its mark or by a fixture that opens the database."""
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & _DATABASE_FIXTURES)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Counts for `./giaoban test`, written by the process that heard from all workers."""
    target = os.environ.get("GIAOBAN_TALLY")
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if target and reporter is not None and not hasattr(session.config, "workerinput"):
        counts = {name: len(rows) for name, rows in reporter.stats.items() if name}
        Path(target).write_text(json.dumps(counts))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """PostgreSQL's cluster is thrown away whole: a forgotten session must not fail a run at its end."""
    return django_db_keepdb or os.environ.get("GIAOBAN_TEST_DB") == "postgres"


@pytest.fixture(scope="session")
def django_db_createdb(django_db_createdb: bool) -> bool:
    """Kept at the end, but made anew at the start."""
    return django_db_createdb or os.environ.get("GIAOBAN_TEST_DB") == "postgres"


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    """pytest-django's own setting up; on SQLite with the migrations run once, not by every worker."""
    from django.db import connection

    with migrated.at_hand() as kept:
        if connection.vendor != "sqlite" or kept is None:
            request.getfixturevalue("django_db_setup")
        elif kept.exists():
            with migrated.copied_from(kept):
                request.getfixturevalue("django_db_setup")
        else:
            request.getfixturevalue("django_db_setup")
            with django_db_blocker.unblock():
                migrated.keep(kept)


@pytest.fixture
def fake_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeClock]:
    """The domain clock, stopped at 07:00 on 7 March 2022; `.set(moment)`, `.advance(hours=1)`."""
    yield FakeClock(monkeypatch, DEMO_MORNING)
