"""Rules of the house that are about files, not about behaviour."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from giaoban.config.commands.common import ROOT

LONGEST = 300
# path → why it is longer than a file should be
LONG_FILES: dict[str, str] = {}
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".txt", ".lock", ".csv", ".sh", ""}
# A path of somebody's machine; paths every Linux has (/tmp, /usr, /proc) are not meant.
MACHINE_PATH = re.compile(r"/(?:home|root|Users|work|mnt|srv)/[A-Za-z0-9_.-]+")


def tracked() -> list[Path]:
    """What is committed or about to be; nothing that git ignores."""
    argv = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in told.split("\0") if name and (path := ROOT / name).is_file()]


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    return [path for path in tracked() if path.suffix in TEXT]


class TestTheRepository:
    def test_it_names_no_path_of_a_machine(self, files: list[Path]) -> None:
        here = Path(__file__)
        found = [
            f"{path.relative_to(ROOT)}:{number}: {match[0]}"
            for path in files
            if path != here
            for number, line in enumerate(lines_of(path), 1)
            if (match := MACHINE_PATH.search(line))
        ]
        assert found == []

    def test_it_keeps_python_files_short(self, files: list[Path]) -> None:
        long = {
            str(path.relative_to(ROOT)): len(lines_of(path))
            for path in files
            if path.suffix == ".py" and "migrations" not in path.parts and len(lines_of(path)) > LONGEST
        }
        assert long.keys() == LONG_FILES.keys(), long

    def test_it_commits_no_file_that_records_download_addresses(self, files: list[Path]) -> None:
        assert {path.name for path in files} & {"uv.lock", "pylock.toml"} == set()

    def test_its_starter_can_be_read_by_an_old_python(self) -> None:
        source = (ROOT / "giaoban").read_text(encoding="utf-8")
        assert ast.parse(source, feature_version=(3, 6))


@pytest.fixture(scope="module")
def pinned() -> dict[str, Version]:
    text = (ROOT / "requirements.lock").read_text()
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE)
    return {name.lower().replace("_", "-"): Version(version) for name, version in pins}


class TestTheLock:
    @pytest.mark.parametrize("name", ["requirements.lock", "scripts/installer.lock"])
    def test_it_names_no_host(self, name: str) -> None:
        text = (ROOT / name).read_text()
        options = re.findall(r"^\s*--(?!hash=sha256:)\S+", text, re.MULTILINE)
        assert options + re.findall(r"(?i)\b[a-z]+:/{2}|\.(?:com|org|io|net)\b", text) == []

    @pytest.mark.parametrize("name", ["requirements.lock", "scripts/installer.lock"])
    def test_it_has_a_hash_for_every_pin(self, name: str) -> None:
        blocks = re.split(r"^(?=[A-Za-z0-9])", (ROOT / name).read_text(), flags=re.MULTILINE)
        assert [b.splitlines()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b] == []

    def test_it_satisfies_what_the_project_asks_for(self, pinned: dict[str, Version]) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())
        asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
        wrong = [text for text in asked if not self.satisfied(Requirement(text), pinned)]
        assert wrong == []

    @staticmethod
    def satisfied(asked: Requirement, pinned: dict[str, Version]) -> bool:
        have = pinned.get(asked.name.lower().replace("_", "-"))
        return have is not None and have in asked.specifier
