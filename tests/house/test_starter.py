"""`./giaoban` before there is anything: it installs once, takes up what was interrupted, and says why not."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from giaoban.config.commands.common import ROOT


@pytest.fixture
def starter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, in a checkout of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = importlib.machinery.SourceFileLoader("starter", str(ROOT / "giaoban"))
    spec = importlib.util.spec_from_loader("starter", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    for name, attribute in (("requirements.lock", "LOCK"), ("installer.lock", "INSTALLER_LOCK")):
        (tmp_path / name).write_text("a==1\n")
        monkeypatch.setattr(module, attribute, str(tmp_path / name))
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    return module


@pytest.fixture
def venv(starter: ModuleType, tmp_path: Path) -> Path:
    """An installation as it stands when it is complete."""
    made = tmp_path / ".venv"
    (made / "bin").mkdir(parents=True)
    (made / "bin" / "python").symlink_to(sys.executable)
    (made / starter.STAMP).write_text(starter.wanted_stamp(str(made)))
    return made


class TestTheStamp:
    def test_a_complete_installation_is_used_again(self, starter: ModuleType, venv: Path) -> None:
        assert starter.installed(str(venv))

    def test_a_new_lock_is_installed(self, starter: ModuleType, venv: Path, tmp_path: Path) -> None:
        (tmp_path / "requirements.lock").write_text("a==2\n")
        assert not starter.installed(str(venv))

    def test_an_interrupted_installation_is_taken_up(self, starter: ModuleType, venv: Path) -> None:
        (venv / starter.STAMP).unlink()
        assert not starter.installed(str(venv))

    def test_a_moved_checkout_is_installed_again(
        self, starter: ModuleType, venv: Path, tmp_path: Path
    ) -> None:
        moved = tmp_path / "moved"
        venv.rename(moved)
        assert not starter.installed(str(moved))

    def test_a_python_that_is_gone_is_noticed(self, starter: ModuleType, venv: Path) -> None:
        (venv / "bin" / "python").unlink()
        (venv / "bin" / "python").symlink_to("python-that-was-upgraded")
        assert not starter.installed(str(venv))
        assert not starter.works(str(venv))


class TestTheStarter:
    def test_it_stays_out_of_a_checkout_that_cannot_be_written(
        self, starter: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(starter.os, "access", lambda path, mode: False)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        assert starter.environment_dir().startswith(str(tmp_path / "cache" / "giaoban"))

    def test_it_names_the_package_that_makes_environments(
        self,
        starter: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(starter, "run", lambda argv, **more: False)
        with pytest.raises(SystemExit) as stopped:
            starter.make_venv(str(tmp_path / "none"))
        assert stopped.value.code == 1
        assert "apt-get install -y python3-venv" in capsys.readouterr().err

    def test_it_refuses_an_old_python_in_both_languages(
        self,
        starter: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(starter.sys, "version_info", (3, 8, 1))
        monkeypatch.setattr("shutil.which", lambda name: None)
        with pytest.raises(SystemExit):
            starter.require_python()
        told = capsys.readouterr().err
        assert "Cần Python 3.11" in told and "Python 3.11 or newer is needed, this is 3.8" in told

    def test_it_goes_on_with_pip_where_uv_fails(
        self, starter: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        called: list[list[str]] = []

        def run(argv: list[str], **more: str) -> bool:
            called.append(argv)
            return "pip" in argv and not argv[0].endswith("uv")

        monkeypatch.setattr(starter, "run", run)
        monkeypatch.setattr(starter, "index_for_uv", lambda pip: {})
        starter.install(str(tmp_path))
        assert [argv[0].rsplit("/", 1)[1] for argv in called] == ["python", "uv", "python"]
        assert all("--require-hashes" in argv for argv in called)
