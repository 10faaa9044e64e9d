"""Paths of the published notices the tests judge; they are no part of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the five published notices are not beside the repository (../shared/seeds)")
    return found
