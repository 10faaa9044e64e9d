"""Sixteen connections that send and wait, at one server: how many a second, how long each, what it costs.

The senders share the machine with the server they measure, so they do as little as they can: one prepared
text out, one answer back. Every request carries a client address of its own, as behind a proxy.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.analytics_data import Size
from bench.lines import Line, p95
from bench.server import family

CONNECTIONS = 16
RATE, TAIL = 250.0, 150.0  # asked: a second at least; ms of the 99th of a hundred at most
WARM, SECONDS, KILLED_AFTER = 4.0, 10.0, 2.0
ROOM = Path(tempfile.gettempdir())


@dataclass(frozen=True)
class Sent:
    """One request and the key by which it is looked for afterwards."""

    key: str
    path: str
    form: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)

    def text(self, address: str) -> bytes:
        body = urlencode(self.form, doseq=True).encode()
        head = {
            "Host": "127.0.0.1", "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)), "X-Forwarded-For": address, "X-Forwarded-Proto": "https",
            **self.headers,
        }  # fmt: skip
        lines = [f"POST {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
        return "\r\n".join([*lines, "", ""]).encode() + body


Make = Callable[[int, int], Sent]  # of a connection's number and its turn
Lost = Callable[[list[str]], int]  # how many of these keys are not in the database


@dataclass
class Pressed:
    """What came of it."""

    seconds: float
    ms: list[float] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # keys of what was acknowledged
    refused: list[int] = field(default_factory=list)
    processor: float = 0.0  # seconds of the server's processes

    @property
    def rate(self) -> float:
        return len(self.kept) / self.seconds

    def tail(self) -> float | None:
        return sorted(self.ms)[int(0.99 * (len(self.ms) - 1))] if self.ms else None


def press(
    port: int, pid: int, make: Make, good: int, seconds: float, gone: threading.Event | None = None
) -> Pressed:
    """All connections send as fast as they are answered, until the time is over or the server is `gone`."""
    told = Pressed(seconds)
    end = time.perf_counter() + seconds
    spent = processor(pid)
    threads = [
        threading.Thread(target=_sender, args=(port, n, make, good, end, told, gone))
        for n in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.processor = processor(pid) - spent
    return told


def _sender(
    port: int, number: int, make: Make, good: int, end: float, told: Pressed, gone: threading.Event | None
) -> None:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 60) as link:
        turn = 0
        while (started := time.perf_counter()) < end and not (gone and gone.is_set()):
            one = make(number, turn)
            link.sendall(one.text(f"10.{number}.{turn // 250}.{turn % 250}"))
            status = _answered(link)
            turn += 1
            if status != good:
                told.refused.append(status)
                continue
            told.ms.append((time.perf_counter() - started) * 1000)
            told.kept.append(one.key)


def _answered(link: socket.socket) -> int:
    """The status of an answer, read to its end. OSError where the server went away before."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += _more(link)
    head, _, body = read.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    left = length - len(body)
    while left > 0:
        left -= len(_more(link))
    return int(head.split(b" ", 2)[1])


def _more(link: socket.socket) -> bytes:
    found = link.recv(65536)
    if not found:
        raise ConnectionError("the server closed the connection")
    return found


def processor(pid: int) -> float:
    """Seconds of processor time the server's processes have used: what a busy machine does not blur."""
    ticks = 0
    for each in family(pid):
        with contextlib.suppress(OSError):  # gone meanwhile
            after = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += int(after[11]) + int(after[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measured(what: str, pid: int, port: int, make: Make, good: int, runs: int, lost: Lost) -> list[Line]:
    """Warm, then `runs` times of SECONDS; the median rate, the tail of all, and what was not kept."""
    press(port, pid, make, good, WARM)
    every = [press(port, pid, make, good, SECONDS) for _ in range(runs)]
    rates = sorted(one.rate for one in every)
    ms = [one for told in every for one in told.ms]
    kept = [key for told in every for key in told.kept]
    refused = [status for told in every for status in told.refused]
    each = round(1000 * sum(told.processor for told in every) / max(1, len(kept)), 2)
    tail = Pressed(SECONDS, ms).tail()
    return [
        Line(f"{what} a second", "/s", round(rates[len(rates) // 2], 1), RATE, True, runs,
             details={"server_processor_ms_each": each, "rates": [round(rate) for rate in rates]}),
        Line(f"{what}, 99th of a hundred", "ms", tail and round(tail, 1), TAIL, runs=runs,
             details={"median": round(sorted(ms)[len(ms) // 2], 1), "p95": round(p95(ms), 1)}),
        Line(f"{what} answered and not kept", "", float(lost(kept)), 0, runs=runs,
             details={"answered": len(kept)}),
        Line(f"{what} refused", "", float(len(refused)), 0, runs=runs),
    ]  # fmt: skip


def killed(what: str, pid: int, port: int, make: Make, good: int, lost: Lost) -> Line:
    """All processes of the server are killed in the middle; what was acknowledged is there afterwards."""
    press(port, pid, make, good, 1.0)
    gone = threading.Event()

    def kill() -> None:
        for each in family(pid):
            with contextlib.suppress(ProcessLookupError):  # gone with its parent
                os.kill(each, signal.SIGKILL)
        gone.set()

    timer = threading.Timer(KILLED_AFTER, kill)
    timer.start()
    told = press(port, pid, make, good, 60.0, gone)
    timer.join()
    return Line(f"{what} acknowledged and lost when the server is killed", "", float(lost(told.kept)), 0,
                details={"acknowledged": len(told.kept)})  # fmt: skip


def on_both(module: str, state: Path, runs: int, more: tuple[str, ...] = ()) -> list[Line]:
    """The bench of a module on a copy of the state (SQLite) and on a PostgreSQL of its own, safe as it ships.

    Each in a process of its own: a process knows one database.
    """
    from giaoban.config.commands import postgres

    with tempfile.TemporaryDirectory(prefix="giaoban-bench-", dir=ROOM) as room:
        copied = Path(room) / "state"
        shutil.copytree(state, copied)
        lines = _child(module, copied, runs, more, {})
    if postgres.programs() is None:
        return [*lines, Line(f"{module} on PostgreSQL", "", None, RATE, note=postgres.INSTALL)]
    with (
        postgres.cluster(durable=True) as url,
        tempfile.TemporaryDirectory(prefix="giaoban-bench-", dir=ROOM) as room,
    ):
        return lines + _child(module, Path(room) / "state", runs, more, {"DATABASE_URL": url})


def alone(doc: str | None, size: Size, here: Callable[[Path, int], list[Line]]) -> None:
    """A bench run as a program: by hand, or by `on_both`, which reads the lines it prints."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    state = given.state.resolve()
    with contextlib.redirect_stdout(io.StringIO()):
        _opened(state, size)
        lines = here(state, given.runs)
    print(json.dumps([asdict(line) for line in lines]))


def _opened(state: Path, size: Size) -> None:
    """The state a child was given, brought up to date; one that is not there is made."""
    from bench import state as states
    from giaoban.config.commands import common
    from giaoban.config.commands.migrate import bring_up_to_date

    if not state.exists():
        states.ready(state, size)
        return
    common.setup(state)
    bring_up_to_date()


def _child(module: str, state: Path, runs: int, more: tuple[str, ...], own: dict[str, str]) -> list[Line]:
    words = [sys.executable, "-m", module, "--state", str(state), "--runs", str(runs), *more]
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "GIAOBAN_STATE")} | own
    done = subprocess.run(words, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return [Line(**line) for line in json.loads(done.stdout)]
