"""Two reading processes at work on one SQLite database, both as of one moment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from giaoban.kernel.errors import OursToMend

SCRIPT = Path(__file__).with_name("reader.py")


class Reader:
    """One process and what it has read so far."""

    def __init__(self, database: str, queries: Mapping[str, str], folder: Path, number: int) -> None:
        self._errors = folder / f"{number}.errors"
        self._done: set[str] = set()
        self._folder = folder
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
                text=True,
            )  # fmt: skip
        asked = {"database": database, "queries": dict(queries), "out": str(folder)}
        self.tell(json.dumps(asked))

    def tell(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            self._failed()

    def wait_for(self, word: str) -> None:
        assert self._process.stdout is not None
        while word not in self._done:
            line = self._process.stdout.readline()
            if not line:
                self._failed()
            self._done.add(line.strip())

    def table(self, name: str) -> pa.Table:
        """Read into memory, not mapped: the folder goes away. A column without any value is text."""
        self.wait_for(name)
        path = self._folder / f"{name}.arrow"
        with pa.OSFile(str(path), "rb") as file:
            table = pa.ipc.open_file(file).read_all()
        path.unlink()
        for i, column in enumerate(table.column_names):
            if table.column(i).null_count == len(table):
                table = table.set_column(i, column, pa.nulls(len(table), pa.string()))
        return table

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _failed(self) -> None:
        said = self._errors.read_text("utf-8", "replace").strip()
        raise OursToMend(f"the extract's reader failed: {said[-400:]}")


@contextmanager
def reading(
    database: str, shares: Sequence[Mapping[str, str]], no_writer: Callable[[], AbstractContextManager[Any]]
) -> Iterator[Callable[[str], pa.Table]]:
    """A function that waits for a table by name; each of `shares` is read by a process of its own.

    `no_writer` keeps writers waiting while the readers begin, so that all of them see the same.
    """
    with TemporaryDirectory() as folder:
        readers = [Reader(database, share, Path(folder), n) for n, share in enumerate(shares)]
        try:
            for reader in readers:
                reader.wait_for("ready")
            with no_writer():
                for reader in readers:
                    reader.tell("begin")
                for reader in readers:
                    reader.wait_for("begun")
            who = {name: reader for reader, share in zip(readers, shares, strict=True) for name in share}
            yield lambda name: who[name].table(name)
        finally:
            for reader in readers:
                reader.close()
