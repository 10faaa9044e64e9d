"""What a worker of the site holds in memory: there are two of them, and 400 MB for all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from giaoban.config.commands import checks, serve
from giaoban.config.environment import database

# What only commands, papers and a proposal of redistribution need; scipy alone holds 37 MB.
HEAVY = ("scipy", "ibis", "sqlglot", "typst", "docx", "xlsxwriter", "rich", "typer")


class TestAWorker:
    @pytest.mark.slow
    def test_loads_nothing_that_no_page_needs(self, tmp_path: Path) -> None:
        code = (
            "import sys; from giaoban.config import wsgi\n"
            "from django.urls import get_resolver; get_resolver().url_patterns\n"
            f"print(sorted(set({HEAVY}) & set(sys.modules)))"
        )
        argv = [sys.executable, "-P", "-c", code]
        environment = checks.environment(GIAOBAN_STATE=str(tmp_path))
        told = subprocess.run(argv, env=environment, capture_output=True, text=True)
        assert told.stdout.strip() == "[]", told.stderr


class TestAConnectionOfTheSite:
    def test_keeps_a_share_of_the_pages_a_command_keeps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        assert "cache_size=-65536;" in database(Path("unused"))["OPTIONS"]["init_command"]
        monkeypatch.setenv("GIAOBAN_SQLITE_CACHE_MB", serve.MEMORY["GIAOBAN_SQLITE_CACHE_MB"])
        assert "cache_size=-16384;" in database(Path("unused"))["OPTIONS"]["init_command"]

    def test_refuses_a_share_that_is_no_number(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.setenv("GIAOBAN_SQLITE_CACHE_MB", "64 MB")
        with pytest.raises(SystemExit, match="64 MB"):
            database(Path("unused"))
