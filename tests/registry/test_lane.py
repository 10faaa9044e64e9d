"""The lane of large files: one process at a time takes them, and what is cut off is begun again whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from giaoban.intake.line import actions as line
from giaoban.intake.line import lane, queries
from giaoban.intake.models import Upload
from giaoban.intake.uploads import actions as uploads
from giaoban.intake.uploads.models import State
from giaoban.kernel import clock
from giaoban.places.models import Unit
from giaoban.registry.imports import process, worker
from tests.registry import small_tree
from tests.registry.conftest import AT, WriteFile
from tests.registry.officers import officer
from tests.registry.taking import HEADER, ROW


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestAProcessOfItsOwn:
    """Returns, for they name no persons who would be compared."""

    ROWS = 12_000

    @pytest.fixture
    def waiting(self, installation: None, write: WriteFile) -> Upload:
        places = small_tree.load()
        by = officer("district", places[small_tree.CAM_PHA])
        rows = [["06778", "04/03/2022", "ca mắc mới", i, f"s{i}"] for i in range(self.ROWS)]
        path = write("place,date,indicator,value,source", *rows)
        upload = uploads.receive(by=by, kind="returns", path=path, mapping={}, unopened=True)
        line.put(by=by, upload=upload)
        return upload

    @pytest.fixture
    def database(self, waiting: Upload) -> str:
        """Where the process and the test see the same."""
        if connection.vendor == "postgresql":
            return str(connection.settings_dict["NAME"])
        path = settings.STATE / "db.sqlite3"
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        return str(path)

    def test_is_cut_off_in_the_middle_and_begun_again_without_loss_or_double(self, database: str) -> None:
        first = begun(database)
        until = time.monotonic() + 60
        while not one(database, "SELECT count(*) FROM intake_return") and time.monotonic() < until:
            time.sleep(0.01)
        assert lane.busy()
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        written = one(database, "SELECT count(*) FROM intake_return")
        assert 0 < written < self.ROWS and not lane.busy()
        assert one(database, "SELECT state FROM intake_upload") == State.READING

        one(database, "UPDATE intake_upload SET state = 'waiting'")
        assert begun(database).wait(60) == 0
        assert one(database, "SELECT state FROM intake_upload") == State.DONE
        assert one(database, "SELECT count(*) FROM intake_return") == self.ROWS
        finished = "FROM intake_batch WHERE finished_at IS NOT NULL"
        assert one(database, f"SELECT unchanged {finished}") == written
        assert one(database, f"SELECT accepted {finished}") == self.ROWS - written
        assert not lane.busy()


def begun(database: str) -> Any:
    lock = lane.taken()
    assert lock is not None
    return process.begun(lock, database)


def one(database: str, sql: str) -> Any:
    """The first value of the first row, as the process sees it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None
    with sqlite3.connect(database) as file:
        row = file.execute(sql).fetchone()
        return row[0] if row else None


class TestTheLane:
    def test_holds_one_at_a_time_and_is_free_when_it_ends(self, installation: None) -> None:
        lock = lane.taken()
        assert lock is not None and lane.busy() and lane.taken() is None
        os.close(lock)
        assert not lane.busy()

    def test_who_comes_as_the_last_one_ends_is_not_forgotten(
        self, places: dict[str, Unit], write: WriteFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It found the lane held and started nothing; the one that held it looks again."""
        drained: list[int] = []
        upload = uploads.receive(
            by=officer("district", places[small_tree.CAM_PHA]), kind="linelist",
            path=write(HEADER, ROW), mapping={}, unopened=True,
        )  # fmt: skip

        def drain() -> None:
            if not drained:
                line.put(by=upload.by, upload=upload)
            else:
                line.begin(by=upload.by, upload=upload)
            drained.append(1)

        monkeypatch.setattr(worker, "drain", drain)
        lock = lane.taken()
        worker.main({"lock": lock, "database": connection.settings_dict["NAME"]})
        assert len(drained) == 2 and queries.first() is None and not lane.busy()
