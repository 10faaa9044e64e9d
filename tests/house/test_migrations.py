"""Migrations are complete and linear: one leaf in each app, each step after exactly one of its own."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = sorted(c.label for c in apps.get_app_configs() if c.name.startswith("giaoban."))


class TestMigrations:
    @pytest.mark.django_db
    def test_they_are_complete(self) -> None:
        call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)

    @pytest.mark.parametrize("app", OURS)
    def test_they_are_linear(self, app: str) -> None:
        loader = MigrationLoader(None)
        steps = {key: m for key, m in loader.disk_migrations.items() if key[0] == app}
        assert len(loader.graph.leaf_nodes(app)) == min(len(steps), 1)
        for key, step in steps.items():
            own = [name for label, name in step.dependencies if label == app]
            assert len(own) == (0 if step.initial else 1), key
