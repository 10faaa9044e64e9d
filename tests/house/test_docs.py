"""Documentation that cannot go stale unseen: generated pages, links, and the names of code in prose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from giaoban.config import cli
from giaoban.config.commands import docs
from giaoban.config.commands.common import ROOT
from giaoban.config.documented import commands, roles, told
from giaoban.policy import load
from tests.house.test_repository import tracked

LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
# `giaoban.x.y` and `x/y.py` in prose: a page that names code which is gone is worse than none
CODE_FILE = re.compile(r"`((?:src|tests|scripts|bench|demo|policy|docs)/[\w/.*<>-]+)`")
CODE_NAME = re.compile(r"`((?:[a-z_]+\.)+[a-z_]+)\(?\)?`")
PROSE = ("DEVELOPERS.md", "docs/one-case.md", "docs/operations.md", "docs/data-protection.md")
LONGEST_README = 60


def markdown() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    return [path for path in tracked() if path.suffix == ".md"]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return docs.pages()


class TestTheGeneratedPages:
    def test_those_committed_are_what_the_code_says(self, pages: dict[str, str]) -> None:
        stale = [name for name, text in pages.items() if not docs.is_current(name, text)]
        assert stale == [], "run ./giaoban docs"

    def test_they_name_every_command_rule_role_and_option(self, pages: dict[str, str]) -> None:
        assert all(f"\n## {name}\n" in pages["commands.md"] for name in cli.COMMANDS)
        assert all(f"`{rule.id}` ·" in pages["rules.md"] for rule in load().all())
        assert "`--known-at KNOWN_AT`" in pages["commands.md"]

    def test_every_role_has_its_reason(self) -> None:
        from giaoban.accounts.models import Role

        assert roles.reasons_of_roles().keys() == set(Role.values)


@pytest.fixture(scope="module")
def options() -> dict[str, set[str]]:
    """Every command by its words, and what it takes."""
    return {
        path: {opt for param in command.params for opt in param.opts}
        for name in cli.COMMANDS
        for path, command in commands.walk(name)
    }


class TestPromises:
    def test_every_json_is_described_and_no_other(self, options: dict[str, set[str]]) -> None:
        assert {path for path, opts in options.items() if "--json" in opts} == told.JSON.keys()

    def test_exit_codes_and_notes_are_of_commands_that_exist(self, options: dict[str, set[str]]) -> None:
        assert (told.EXITS.keys() | told.NOTES.keys()) - options.keys() == set()

    def test_the_described_keys_are_those_printed(self) -> None:
        from giaoban.briefing.cli import FIGURE_KEYS, LEVEL_KEYS
        from giaoban.intake.result import ImportResult

        printed = {
            "import linelist": ImportResult("f").as_dict(),
            "brief": [*FIGURE_KEYS, *LEVEL_KEYS],
        }
        for path, keys in printed.items():
            words = set(re.findall(r"\w+", told.JSON[path]))
            assert set(keys) <= words, path


class TestLinks:
    def test_every_relative_link_leads_somewhere(self) -> None:
        broken = [
            f"{path.relative_to(ROOT)}: {target}"
            for path in markdown()
            for match in LINK.finditer(path.read_text(encoding="utf-8"))
            if (target := match[1] or match[2])
            and not re.match(r"[a-z]+:|#", target)
            and not (path.parent / target.split("#")[0]).exists()
        ]
        assert broken == []


class TestProse:
    @pytest.mark.parametrize("page", PROSE)
    def test_the_files_it_names_exist(self, page: str) -> None:
        text = (ROOT / page).read_text(encoding="utf-8")
        named = [name for name in CODE_FILE.findall(text) if not set("*<") & set(name)]
        assert [name for name in named if not (ROOT / name).exists()] == []

    @pytest.mark.parametrize("page", PROSE)
    def test_the_functions_it_names_exist(self, page: str) -> None:
        """`situation.actions.freeze`: read in the source, so that nothing is imported for it."""
        text = (ROOT / page).read_text(encoding="utf-8")
        gone = [name for name in CODE_NAME.findall(text) if is_of_code(name) and not is_there(name)]
        assert gone == []


PACKAGES = {path.parent.name for path in (ROOT / "src" / "giaoban").glob("*/__init__.py")}


def is_of_code(name: str) -> bool:
    """Names of our own packages; `db.sqlite3` and `request.scope` are none."""
    return name.split(".")[0] in PACKAGES and not re.search(r"\.(md|py|yaml|json|toml|sqlite)$", name)


def is_there(name: str) -> bool:
    """A module, or a name defined in the module or package before the last dot."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        base = ROOT / "src" / "giaoban" / Path(*parts[:cut])
        module = base.with_suffix(".py")
        found = module if module.is_file() else base / "__init__.py"
        if found.is_file():
            rest = parts[cut:]
            source = found.read_text(encoding="utf-8")
            return all(re.search(rf"\b{re.escape(word)}\b", source) for word in rest)
    return False


class TestTheReadme:
    def test_it_is_read_in_a_minute(self) -> None:
        assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_README


class TestTheCommand:
    def test_it_tells_a_stale_page_and_mends_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: dict[str, str]
    ) -> None:
        (tmp_path / "docs").mkdir()
        monkeypatch.setattr(docs.common, "ROOT", tmp_path)
        monkeypatch.setattr(docs, "pages", lambda: pages)
        assert run("--check") == 1
        assert run() == 0
        assert (tmp_path / "docs" / "roles.md").read_text(encoding="utf-8") == pages["roles.md"]
        assert run("--check") == 0


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(["docs", *words])
    return int(ended.value.code or 0)
