"""Tables made together come out as they do one by one, and a later table may refer to an earlier one."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState

from giaoban.kernel.new_tables import NewTables

FIRST = CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True))])
SECOND = CreateModel(
    "Book",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("shelf", models.ForeignKey("kernel.shelf", models.PROTECT)),
    ],
)


@pytest.mark.django_db(transaction=True)
class TestNewTables:
    def test_they_are_made_and_taken_away_in_order(self) -> None:
        step, before = NewTables(FIRST, SECOND), ProjectState()
        assert before.apps.get_models() == []  # drawn already: what makes one by one slow
        after = before.clone()
        step.state_forwards("kernel", after)
        with connection.schema_editor() as editor:
            step.database_forwards("kernel", editor, before, after)
        assert {"kernel_shelf", "kernel_book"} <= {*connection.introspection.table_names()}
        with connection.schema_editor() as editor:
            step.database_backwards("kernel", editor, after, before)
        assert not {"kernel_shelf", "kernel_book"} & {*connection.introspection.table_names()}
