"""`giaoban migrate`: makes the database or brings it up to this version."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import cast


def migrate() -> None:
    """Tạo hoặc nâng cấp cơ sở dữ liệu."""
    applied = bring_up_to_date()
    done = f"Đã áp dụng {applied} bước." if applied else "Cơ sở dữ liệu đã ở bản mới nhất."
    print(done, file=sys.stderr)


def bring_up_to_date() -> int:
    """Apply what is missing and say how many steps that was. Django must be set up."""
    from django.conf import settings
    from django.core.management import call_command

    cast(Path, settings.STATE).mkdir(parents=True, exist_ok=True)
    told = StringIO()
    call_command("migrate", interactive=False, stdout=told, no_color=True)
    return told.getvalue().count("... OK")


def steps_missing() -> int:
    """How many steps a database lacks that an earlier version made."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
