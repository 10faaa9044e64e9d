"""A DATABASE_URL means the same to every part that connects by it."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db.backends.postgresql.base import DatabaseWrapper

from giaoban.config.environment import database
from giaoban.situation.source import _url

URL = "postgresql://bác%40sĩ:mật%2Fkhẩu@máy.vn:6432/giaoban"


def settings_of(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setenv("DATABASE_URL", url)
    return database(Path("unused")) | {"TIME_ZONE": None}


class TestParametersOfTheUrl:
    @pytest.mark.parametrize(
        ("url", "said"),
        [
            (URL, {"user": "bác@sĩ", "password": "mật/khẩu", "host": "máy.vn", "port": "6432"}),
            (f"{URL}?sslmode=verify-full&sslrootcert=/etc/ca.pem",
             {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}),
            ("postgresql:///giaoban?host=/var/run/postgresql", {"host": "/var/run/postgresql"}),
        ],
    )  # fmt: skip
    def test_reach_the_registry_and_the_extract(
        self, url: str, said: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings = settings_of(url, monkeypatch)
        registry = DatabaseWrapper(settings).get_connection_params()
        extract = psycopg.conninfo.conninfo_to_dict(_url(settings))
        for name, value in (said | {"dbname": "giaoban"}).items():
            assert registry[name] == value, name
            assert extract[name] == value, name
