"""Statements written out once: they read, write and refuse as the ORM's do, on both databases."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from giaoban.intake.models import Batch
from giaoban.kernel import prepared
from giaoban.places.models import Unit
from tests.registry import small_tree

AT = datetime(2022, 3, 7, 7, 30, 15, 250_000)


@pytest.fixture
def unit(db: None) -> Unit:
    return small_tree.load()[small_tree.CAM_TRUNG]


class TestReading:
    def test_an_instance_is_the_same_as_the_orm_gives(self, unit: Unit) -> None:
        found = prepared.one(Unit, "code = %s", [unit.code], lock=False)
        assert found is not None
        expected = Unit.objects.get(pk=unit.pk)
        for field in Unit._meta.concrete_fields:
            assert getattr(found[0], field.attname) == getattr(expected, field.attname)
        assert isinstance(found[0].valid_from, date)

    def test_more_is_given_beside_it(self, unit: Unit) -> None:
        found = prepared.one(Unit, "id = %s", [unit.pk], more="1 + 1, level")
        assert found is not None and found[1] == (2, unit.level)

    def test_nothing_found_is_none(self, unit: Unit) -> None:
        assert prepared.one(Unit, "code = %s", ["không có"]) is None
        assert prepared.ids(Unit, "code = %s", ["không có"]) == []


class TestWriting:
    def test_a_time_comes_back_as_it_went_in(self, db: None) -> None:
        batch = Batch(kind="linelist", filename="", sha256="", source="test", received_at=AT, rows=0)
        assert prepared.insert_once(batch, "id")
        kept = Batch.objects.get(pk=batch.pk)
        assert (kept.received_at, kept.source, kept.finished_at) == (AT, "test", None)
        prepared.update(Batch, batch.pk, {"finished_at": AT, "rows": 3})
        kept.refresh_from_db()
        assert (kept.finished_at, kept.rows) == (AT, 3)
