"""`./giaoban demo` empties a directory before it builds: only its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from giaoban.config.commands import common, demo
from giaoban.kernel.errors import UserError


class TestTheDemoCommand:
    @pytest.mark.parametrize("name", ["db.sqlite3", "thesis.docx"])
    def test_it_refuses_a_directory_of_somebody_else(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text("records")
        with pytest.raises(UserError) as refused:
            demo.refuse_strange(tmp_path)
        assert refused.value.code == "not_a_demo" and (tmp_path / name).exists()

    def test_it_takes_a_new_an_empty_and_its_own_directory(self, tmp_path: Path) -> None:
        demo.refuse_strange(tmp_path / "new")
        demo.refuse_strange(tmp_path)
        common.write_environment(tmp_path, {"GIAOBAN_CLOCK": "2022-03-07T07:00"})
        (tmp_path / "db.sqlite3").write_text("half built")
        demo.refuse_strange(tmp_path)

    def test_it_refuses_production(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "giaoban.config.settings.production")
        with pytest.raises(UserError) as refused:
            demo.refuse_production()
        assert refused.value.code == "demo_in_production"

    def test_its_page_shows_every_sign_in(self) -> None:
        account = {"role": "leader", "place": "22", "user": "leader", "password": "x-1", "totp_secret": None}
        told = demo.page(
            {"url": "http://127.0.0.1:8000/", "briefing": "b1", "state": "var/x", "accounts": [account]}
        )
        assert "http://127.0.0.1:8000/" in told and "b1" in told
        assert told.splitlines()[-1].split() == ["leader", "22", "leader", "x-1"]
