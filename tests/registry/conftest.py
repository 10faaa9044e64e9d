"""An installation of one province with few places, and files to hand in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from giaoban.intake.result import ImportResult
from giaoban.places import matcher_store
from giaoban.places.models import Unit
from giaoban.registry.linelist.run import import_linelist
from tests.registry import small_tree
from tests.registry.taking import Take, accounted

AT = datetime(2022, 3, 6, 18, 0)
WriteFile = Callable[..., Path]


@pytest.fixture
def installation(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Its state lies in a directory of the test; its root is Quảng Ninh."""
    settings.STATE = tmp_path / "state"
    settings.GIAOBAN_ROOT_PLACE = small_tree.QUANG_NINH
    matcher_store.clear()
    yield
    matcher_store.clear()


@pytest.fixture
def places(db: None, installation: None) -> dict[str, Unit]:
    return small_tree.load()


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """`write(header, *rows)` → a CSV file."""

    def write_csv(header: str, *rows: str | Sequence[Any], name: str = "danh-sach.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for row in (header, *rows):
                writer.writerow(row.split(",") if isinstance(row, str) else row)
        return path

    return write_csv


@pytest.fixture
def take(places: dict[str, Unit], write: WriteFile) -> Take:
    """`take(header, *rows)` imports a line list and answers with the result, every row accounted for."""

    def taken(header: str, *rows: Any, mapping: Any = None, at: datetime = AT) -> ImportResult:
        result = import_linelist(write(header, *rows), by=None, mapping=mapping, at=at)
        accounted(result)
        assert len(rows) == result.rows + len(result.passed_over)
        return result

    return taken
