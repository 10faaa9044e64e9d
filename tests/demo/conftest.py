"""The scene Quảng Ninh, written once for all tests of the demo."""

from __future__ import annotations

import pytest

import demo
from tests.demo.reading import Written, rows_of


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    manifest = demo.build("quang-ninh", tmp_path_factory.mktemp("quang_ninh"))
    first, second = (rows_of(f.path) for f in manifest.files if f.kind == "linelist")
    then = {r["case_id"]: r for r in first}
    return Written(manifest, (first, second), then, then | {r["case_id"]: r for r in second})
