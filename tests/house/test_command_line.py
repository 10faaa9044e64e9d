"""The command line as a user meets it, in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from giaoban.config import cli
from giaoban.config.commands import checks, common, failures, migrate, serve
from giaoban.kernel.errors import UserError


def giaoban(*words: str, state: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "giaoban", *words],
        env=checks.environment(GIAOBAN_STATE=str(state), **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


class TestTheCommandLine:
    def test_help_names_every_command_without_loading_django(self, tmp_path: Path) -> None:
        code = (
            "import sys; from giaoban.config import cli\n"
            "try: cli.main(['--help'])\n"
            "except SystemExit: pass\n"
            "print('django' in sys.modules)"
        )
        argv = [sys.executable, "-P", "-c", code]
        told = subprocess.run(argv, env=checks.environment(), capture_output=True, text=True)
        assert all(name in told.stdout for name in cli.COMMANDS)
        assert told.stdout.strip().endswith("False")

    @pytest.mark.slow
    def test_the_state_may_stand_before_or_after_the_command(self, tmp_path: Path) -> None:
        """The second time there is nothing left to do: both meant the same state."""
        here, there = tmp_path / "a", tmp_path / "b"
        first = giaoban("migrate", "--state", str(there), state=here)
        second = giaoban("--state", str(there), "migrate", state=here)
        assert first.returncode == second.returncode == 0
        assert (there / "db.sqlite3").exists() and not here.exists()
        assert "Đã áp dụng" in first.stderr and "mới nhất" in second.stderr

    def test_an_unknown_command_is_refused_with_the_nearest(self, tmp_path: Path) -> None:
        told = giaoban("migrat", state=tmp_path)
        assert told.returncode == 2 and "migrate" in told.stderr

    @pytest.mark.slow
    def test_a_port_in_use_is_refused_with_another(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            told = giaoban("serve", "--port", str(port), state=tmp_path)
        assert told.returncode == 2
        assert f"--port {port + 1}" in told.stderr and "Traceback" not in told.stderr

    def test_an_unreadable_installation_is_told_without_a_traceback(self, tmp_path: Path) -> None:
        (tmp_path / common.ENVIRONMENT_FILE).write_text("{")
        told = giaoban("migrate", state=tmp_path)
        assert told.returncode == 2 and "→" in told.stderr and "Traceback" not in told.stderr

    def test_a_state_that_cannot_be_written_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a directory")
        told = giaoban("migrate", state=tmp_path / "file" / "inside")
        assert told.returncode == 2 and "--state" in told.stderr and "Traceback" not in told.stderr

    def test_check_install_answers_json(self, tmp_path: Path) -> None:
        told = giaoban("check-install", "--json", state=tmp_path)
        body = json.loads(told.stdout)
        known = {finding["id"]: finding["status"] for finding in body["findings"]}
        assert known["python"] == known["database"] == known["state"] == "ok"
        assert told.returncode == 0 and body["ready"] is True

    @pytest.mark.slow
    def test_check_install_says_what_is_missing(self, tmp_path: Path) -> None:
        told = giaoban("check-install", state=Path("/proc/nowhere"))
        assert told.returncode == 1 and "✗" in told.stdout and "--state" in told.stdout


class TestTheTable:
    def test_a_command_of_another_version_is_named(self) -> None:
        entry = cli.Entry("giaoban.kernel.absent", "x", "")
        with pytest.raises(UserError) as refused:
            cli.load("tương-lai", entry)
        assert refused.value.code == "command_absent" and refused.value.next_step

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            (["demo", "--fresh"], "demo"),
            (["--state", "var/x", "brief", "--json"], "brief"),
            (["--state=var/x", "brief"], "brief"),
            (["--help"], None),
            ([], None),
        ],
    )
    def test_it_finds_the_command_among_the_words(self, words: list[str], name: str | None) -> None:
        assert cli.named(words) == name

    def test_an_apps_command_is_told_from_a_function_of_the_same_name(self) -> None:
        """giaoban.reading.cli imports `check`, the function, and has `check`, the command."""
        command = cli.load("check", cli.Entry("giaoban.reading.cli", "check", "", django=False))
        assert command.__module__ == "giaoban.reading.cli"

    @pytest.mark.parametrize("name", [n for n, e in cli.COMMANDS.items() if ".config." in e.module])
    def test_our_own_commands_load(self, name: str) -> None:
        assert callable(cli.load(name, cli.COMMANDS[name]))


class TestFailures:
    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (OSError(28, "No space left on device"), "disk_full"),
            (PermissionError(13, "denied", "/x"), "not_writable"),
            (type("OperationalError", (Exception,), {})("no such table: x"), "database_absent"),
            (
                type("ProgrammingError", (Exception,), {})('relation "x" does not exist'),
                "database_absent",
            ),
            (
                type("OperationalError", (Exception,), {})("database or disk is full"),
                "disk_full",
            ),
            (
                type("OperationalError", (Exception,), {})("connection to server failed"),
                "database_unreachable",
            ),
        ],
    )
    def test_what_a_user_can_mend_has_a_next_step(self, error: Exception, code: str) -> None:
        told = failures.told(error)
        assert told is not None and told.code == code and told.next_step

    @pytest.mark.parametrize("says", ["no such column: x", 'column "x" does not exist'])
    @pytest.mark.parametrize(("missing", "code"), [(2, "database_behind"), (0, None)])
    def test_a_column_that_is_missing_is_ours_to_mend_unless_a_step_of_the_database_is(
        self, says: str, missing: int, code: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(migrate, "steps_missing", lambda: missing)
        told = failures.told(type("OperationalError", (Exception,), {})(says))
        assert (told.code if told else None) == code

    def test_what_is_ours_to_mend_keeps_its_traceback(self) -> None:
        assert failures.told(KeyError("x")) is None

    def test_a_script_reads_the_error_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        failures.say(UserError("code", "Sai.", "Sửa."), as_json=True)
        out, err = capsys.readouterr()
        assert json.loads(out) == {"error": {"code": "code", "message": "Sai.", "next": "Sửa."}}
        assert "Sai." in err and "Sửa." in err


class TestTheAddress:
    @pytest.mark.parametrize(
        ("host", "shown"),
        [
            ("127.0.0.1", "http://127.0.0.1:8000/"),
            ("0.0.0.0", "http://127.0.0.1:8000/"),
            ("::1", "http://[::1]:8000/"),
        ],
    )
    def test_it_can_be_opened_in_a_browser_here(self, host: str, shown: str) -> None:
        assert serve.address(host, 8000) == shown


class TestTheInstallation:
    def test_its_clock_and_root_place_are_taken_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("GIAOBAN_CLOCK", raising=False)
        monkeypatch.setenv("GIAOBAN_STATE", str(tmp_path))
        common.write_environment(tmp_path, {"GIAOBAN_CLOCK": "2022-03-07T07:00"})
        common.adopt(tmp_path)
        assert os.environ.pop("GIAOBAN_CLOCK") == "2022-03-07T07:00"

    def test_a_clock_given_by_hand_starts_now(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIAOBAN_CLOCK", "2021-07-01T08:00")
        monkeypatch.setenv("GIAOBAN_STATE", str(tmp_path))
        monkeypatch.delenv("GIAOBAN_CLOCK_SINCE", raising=False)
        both = {"GIAOBAN_CLOCK": "2022-03-07T07:00", "GIAOBAN_CLOCK_SINCE": "1.0"}
        common.write_environment(tmp_path, both)
        common.adopt(tmp_path)
        assert os.environ["GIAOBAN_CLOCK"] == "2021-07-01T08:00"
        assert "GIAOBAN_CLOCK_SINCE" not in os.environ

    def test_it_fixes_nothing_else(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="PATH"):
            common.write_environment(tmp_path, {"PATH": "/x"})
