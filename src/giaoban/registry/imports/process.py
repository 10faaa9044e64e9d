"""Starting the process that takes what stands in line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from threading import Thread

from django.conf import settings
from django.db import connection

from giaoban.intake.line import lane
from giaoban.registry.imports import worker


def start() -> None:
    """Unless one is at it: that one looks for more before it ends.

    It outlives the server that started it: a server started anew cuts no import off. Inside a transaction
    another process would not see its rows, so they are taken here.
    """
    if connection.in_atomic_block:
        worker.drain()
        return
    lock = lane.taken()
    if lock is not None:
        process = begun(lock, str(connection.settings_dict["NAME"]))
        # somebody waits for its end: else it would stay in the list of processes until the next is started
        Thread(target=process.wait, daemon=True).start()


def begun(lock: int, database: str) -> subprocess.Popen[str]:
    """The lock goes over to the process; where none could start nobody has it."""
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "giaoban.registry.imports.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=_environment(), pass_fds=[lock],
            start_new_session=True, text=True,
        )  # fmt: skip
    finally:
        os.close(lock)
    assert process.stdin
    with process.stdin as told:
        json.dump({"lock": lock, "database": database}, told)
    return process


def _environment() -> dict[str, str]:
    own = {
        "GIAOBAN_STATE": str(settings.STATE), "GIAOBAN_ROOT_PLACE": settings.GIAOBAN_ROOT_PLACE,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }  # fmt: skip
    return {**os.environ, **own}
