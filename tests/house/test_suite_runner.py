"""`./giaoban test` counts what pytest did, and nothing of an installation reaches the tests."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import psycopg
import pytest

from giaoban.config.commands import checks, postgres, suite


class TestTheEnvironmentOfTests:
    def test_it_has_nothing_of_an_installation(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("GIAOBAN_STATE", "GIAOBAN_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            monkeypatch.setenv(name, "x")
        monkeypatch.setenv("LANG", "vi_VN.UTF-8")
        clean = checks.environment()
        assert clean["LANG"] == "vi_VN.UTF-8"
        assert not any(name.startswith(("GIAOBAN_", "DATABASE", "DJANGO")) for name in clean)


class TestCounting:
    @pytest.mark.parametrize(
        ("code", "counts", "passed", "failed"),
        [
            (0, {"passed": 7, "skipped": 2}, 7, 0),
            (1, {"passed": 5, "failed": 1, "error": 1}, 5, 2),
            (5, {}, 0, 0),
            (4, {}, 0, 1),
            (-9, {"passed": 3}, 3, 1),
        ],
    )
    def test_an_ending_becomes_counts(
        self, code: int, counts: dict[str, int], passed: int, failed: int
    ) -> None:
        result = suite._result("x", code, counts, 1.0)
        assert (result.passed, result.failed) == (passed, failed)

    def test_a_run_without_a_tally_counts_nothing(self, tmp_path: Path) -> None:
        assert suite._counts(tmp_path / "none.json") == {}

    def test_a_debugger_runs_alone(self) -> None:
        assert suite._parallel(["--pdb"], 2) == []
        assert suite._parallel([], 2)[:2] == ["-n", "2"]

    def test_quick_leaves_types_out(self) -> None:
        assert checks.commands(quick=False).keys() - checks.commands(quick=True).keys() == {"mypy"}


class TestThePrograms:
    def test_a_wrapper_without_a_server_is_not_taken(self, tmp_path: Path) -> None:
        for name in postgres.NEEDED:
            (tmp_path / name).write_text("#!/bin/sh\nexit 3\n")
            (tmp_path / name).chmod(0o755)
        assert postgres._version(tmp_path) is None

    def test_their_absence_skips_with_the_command_that_installs_them(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(postgres, "programs", lambda: None)
        result = suite.on_postgres([], workers=2)
        assert (result.passed, result.failed) == (0, 0)
        assert "apt-get install -y postgresql" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.skipif(postgres.programs() is None, reason=f"no PostgreSQL: {postgres.INSTALL}")
class TestTheCluster:
    def test_it_runs_as_somebody_else_than_root_and_leaves_nothing(self) -> None:
        with postgres.cluster() as url:
            with psycopg.connect(url) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
                data = Path(str(row[0] if row else ""))
            owner = pwd.getpwuid(data.stat().st_uid).pw_name
            assert (owner != "root") and (os.geteuid() == 0 or owner == pwd.getpwuid(os.geteuid()).pw_name)
        assert not data.exists()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url, connect_timeout=2)

    def test_it_asks_for_the_password(self) -> None:
        with postgres.cluster() as url, pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace(url.split(":")[2].split("@")[0], "wrong"))
