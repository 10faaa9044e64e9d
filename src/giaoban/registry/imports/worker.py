"""Takes the files in line, one after another. Run as a module it is a process of its own."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

_EVERY = 1.0  # seconds between two words on how far a file is: whoever looks asks every few


def drain() -> None:
    """Until nobody waits. The caller holds the lane, or nobody else could see its rows."""
    from giaoban.intake.line import actions, queries

    actions.give_up(by=None)
    while upload := queries.first():
        if actions.begin(by=upload.by, upload=upload):
            _end(upload)


def _end(upload: Any) -> None:
    """However it ends, its sender is told and the next one begins."""
    from giaoban.intake import received
    from giaoban.intake.line import actions
    from giaoban.registry.imports.take import is_of_round

    try:
        with received.reopened(upload.sha256, upload.filename) as path:
            if upload.headings or is_of_round(upload.kind) or _explains_itself(upload, path):
                actions.end(by=upload.by, upload=upload, batch_id=_taken(upload, path))
    except UserError as error:
        actions.fail(by=upload.by, upload=upload, error=error)
    except Exception as error:
        # where and of what kind, not its words: a database quotes the row it refuses
        where = "".join(traceback.format_tb(error.__traceback__))
        kind = type(error).__name__
        logging.getLogger(__name__).error("import of upload %s broke off: %s\n%s", upload.id, kind, where)
        actions.fail(by=upload.by, upload=upload, error=_ours(upload))


def _explains_itself(upload: Any, path: Path) -> bool:
    """Of a file not opened yet. If not, or if its sender wants to see them, its columns are asked for."""
    from giaoban.accounts.queries import scope_of
    from giaoban.intake.line import actions
    from giaoban.intake.uploads import queries as waiting
    from giaoban.kernel import clock
    from giaoban.registry.preview import queries as previews

    headings, explained = previews.look(path, upload.kind, upload.mapping)
    if explained and not upload.review:
        return True
    scope = scope_of(upload.by, clock.today())
    known = waiting.offered(scope, upload.kind, headings) if scope else []
    mapping = known[0].mapping if known and not upload.mapping else upload.mapping
    actions.ask_columns(by=upload.by, upload=upload, headings=headings, mapping=mapping)
    return False


def _taken(upload: Any, path: Path) -> int | None:
    from giaoban.intake.line import actions
    from giaoban.registry.imports.take import take

    told = time.monotonic()

    def progress(rows: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _EVERY:
            told = time.monotonic()
            actions.count(by=upload.by, upload=upload, rows=rows)

    return take(by=upload.by, kind=upload.kind, path=path, mapping=upload.mapping, progress=progress)


def _ours(upload: Any) -> UserError:
    return UserError(
        "import_broke_off", told("Lỗi của hệ thống, không phải của tệp; chi tiết nằm trong nhật ký máy chủ."),
        told("Nhập tiếp; nếu vẫn lỗi, báo quản trị số %(number)s.", number=upload.id),
    )  # fmt: skip


def main(asked: dict[str, Any]) -> None:
    """Looks once more after the lane is free: who came meanwhile believed this process was still at it."""
    import django

    django.setup()
    from django.db import connection

    from giaoban.intake.line import lane, queries

    connection.settings_dict["NAME"] = asked["database"]
    lock: int | None = asked["lock"]
    while lock is not None:
        drain()
        os.close(lock)
        lock = lane.taken() if queries.first() else None


if __name__ == "__main__":
    main(json.load(sys.stdin))
