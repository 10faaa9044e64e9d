"""The site as `giaoban serve` runs it, readers signed in, and what its processes hold of memory."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_LIMIT = 90  # seconds a loaded machine may take to start it


@contextmanager
def served(state: Path) -> Iterator[tuple[int, int]]:
    """(process id, port) of the running site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-P", "-m", "giaoban", "serve", "--port", str(port), "--state", str(state)]
    path = os.pathsep.join(p for p in sys.path if p)
    process = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the site ended while it started")
        try:
            if Reader(port).get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the site did not start")


class Answer:
    def __init__(self, status: int, ms: float, size: int) -> None:
        self.status, self.ms, self.size = status, ms, size


class Reader:
    """One connection kept open, with the cookie of a session."""

    def __init__(self, port: int, session: str = "") -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Cookie": f"sessionid={session}"} if session else {}

    def get(self, path: str) -> Answer:
        """The whole answer, in milliseconds from the question to its last byte."""
        try:
            return self._get(path)
        except http.client.RemoteDisconnected:  # the server closes a connection that was idle for long
            self._link.close()
            return self._get(path)

    def _get(self, path: str) -> Answer:
        started = time.perf_counter()
        self._link.request("GET", path, headers=self._headers)
        response = self._link.getresponse()
        size = len(response.read())
        return Answer(response.status, (time.perf_counter() - started) * 1000, size)


def session_of(username: str) -> str:
    """A session as signing in leaves it; signing in itself is slow by intent and measured nowhere here."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from giaoban.accounts.models import User

    user = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def memory(pid: int) -> dict[str, Any]:
    """Megabytes of a process and all below it: PSS shares out what they share, RSS counts it in each."""
    found = {"processes": 0, "pss_mb": 0.0, "rss_mb": 0.0}
    for each in family(pid):
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        kept = {line.split()[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
        found["processes"] += 1
        found["pss_mb"] += kept["Pss:"] / 1024
        found["rss_mb"] += kept["Rss:"] / 1024
    return {name: round(value) for name, value in found.items()}


def family(pid: int) -> list[int]:
    below: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        below.setdefault(int(after[1]), []).append(int(status.parent.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += below.get(one, [])
    return found
