"""Reads and checks a large file's rows in a process of its own while this one writes those before them.

Run as a module it is that process: it takes what to read from standard input and answers batch by batch. It
runs one batch ahead and no further, because it waits until its last answer is taken: memory stays flat. Where
there is one core, a small file, or a process that cannot start or ends early, this process reads what is left
itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.db import connection

from giaoban.kernel import bulk

_LEAST = 2_000_000  # bytes: some 8,000 rows; the process takes over a second to start
_END = None
Make = Callable[..., Iterator[Any]]


class Beside:
    """The process, if there is one. Batches come in the file's order, each once, whoever reads them."""

    def __init__(self, process: subprocess.Popen[bytes] | None) -> None:
        self._process = process

    def batches(self, make: Make, **asked: Any) -> Iterator[Any]:
        """What the generator `make(**asked)`, a function of a module, yields."""
        done = 0
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
            for found in self._told(make, asked):
                yield found
                done += 1
        if not self._ended:
            yield from islice(make(**asked), done, None)

    _ended = False

    def _told(self, make: Make, asked: dict[str, Any]) -> Iterator[Any]:
        if self._process is None:
            return
        assert self._process.stdin and self._process.stdout
        database = connection.settings_dict["NAME"]
        pickle.dump((make.__module__, make.__qualname__, asked, database), self._process.stdin)
        self._process.stdin.flush()
        while (found := pickle.load(self._process.stdout)) is not _END:
            yield found
        self._ended = True


@contextlib.contextmanager
def starting(path: Path) -> Iterator[subprocess.Popen[bytes] | None]:
    """The process where it is worth while; it gets ready while this one understands the file."""
    process = _start() if _long(path) and cores() > 1 else None
    try:
        yield process
    finally:
        if process:
            process.kill()
            process.communicate()


@contextlib.contextmanager
def helped(path: Path, process: subprocess.Popen[bytes] | None) -> Iterator[Beside]:
    """What is read of the file, one large transaction after the other where it is long."""
    with bulk.long_import() if _long(path) else contextlib.nullcontext():
        yield Beside(process)


def _long(path: Path) -> bool:
    """Only what is committed to a file or a server is seen by another process."""
    hidden = connection.in_atomic_block or "memory" in str(connection.settings_dict["NAME"])
    return not hidden and path.is_file() and path.stat().st_size >= _LEAST


def cores() -> int:
    """Those this process may use; a container may allow fewer than there are."""
    given = getattr(os, "sched_getaffinity", None)
    return len(given(0)) if given else os.cpu_count() or 1


def _start() -> subprocess.Popen[bytes] | None:
    paths = os.pathsep.join(path for path in sys.path if path)
    argv = [sys.executable, "-m", "giaoban.intake.beside"]
    env = {**os.environ, "PYTHONPATH": paths}
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(argv, env=env, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    except OSError:
        return None


def main(told: IO[bytes], answers: IO[bytes]) -> None:
    """A failure is not answered: the other process comes upon it where its traceback is seen."""
    import django

    django.setup()
    module, name, asked, connection.settings_dict["NAME"] = pickle.load(told)
    with bulk.rarely_collected():
        for batch in getattr(import_module(module), name)(**asked):
            answers.write(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
            answers.flush()
    pickle.dump(_END, answers)
    answers.flush()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(sys.stdin.buffer, sys.stdout.buffer)
