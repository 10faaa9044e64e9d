"""A temporary PostgreSQL cluster from the programs of this machine: for tests and benches, never for data.

PostgreSQL refuses to run as root, so root starts it as another user. The server dies with the process that
started it, also when that one is killed.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

INSTALL = "apt-get install -y postgresql"
NEEDED = ("initdb", "postgres")
OLDEST = 15
USER = "giaoban"
START_SECONDS = 60  # a guess: a loaded machine with a slow disk
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
# Speed for data that nobody will miss: nothing is made safe against a power cut.
_UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SETTINGS = {
    "shared_buffers": "128MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
    "timezone": "Asia/Ho_Chi_Minh",
}


class ClusterFailed(RuntimeError):
    """The server did not come up; the message holds the end of its log."""


@dataclass(frozen=True)
class Programs:
    directory: Path
    version: int

    def path(self, name: str) -> str:
        return str(self.directory / name)


def programs() -> Programs | None:
    """The newest PostgreSQL here that is new enough and whose programs are really there."""
    on_path = [Path(p).resolve().parent for p in map(shutil.which, NEEDED) if p]
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    for directory in [*packaged, *on_path, Path("/usr/local/pgsql/bin"), Path("/usr/pgsql/bin")]:
        version = _version(directory)
        if version is not None and version >= OLDEST:
            return Programs(directory, version)
    return None


def _number(directory: Path) -> int:
    digits = re.sub(r"\D", "", directory.parent.name)
    return int(digits or 0)


def _version(directory: Path) -> int | None:
    """Asked of the program itself: a file of that name may be a wrapper without a server behind it."""
    if not all(os.access(directory / name, os.X_OK) for name in NEEDED):
        return None
    try:
        told = subprocess.run(
            [str(directory / "postgres"), "--version"], capture_output=True, text=True, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"PostgreSQL\) (\d+)", told.stdout)
    return int(found[1]) if found else None


def unprivileged() -> pwd.struct_passwd | None:
    """Whom the server runs as: None for the user we are, another one when we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise ClusterFailed("neither user postgres nor user nobody exists; PostgreSQL refuses root")


@contextmanager
def cluster(durable: bool = False) -> Iterator[str]:
    """A running server's DATABASE_URL; stopped and removed at the end.

    `durable`: what is committed is on the disk, as a bench must have it.
    """
    found = programs()
    if found is None:
        raise ClusterFailed(f"no PostgreSQL {OLDEST} or newer here: {INSTALL}")
    owner = unprivileged()
    home = _home(owner)
    server: subprocess.Popen[bytes] | None = None
    try:
        password = secrets.token_urlsafe(18)
        _initialise(found, home, owner, password)
        server, port = _start(found, home, owner, {} if durable else _UNSAFE)
        yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(home, ignore_errors=True)


def _home(owner: pwd.struct_passwd | None) -> Path:
    """A directory of its own which the server's user can reach."""
    # an own TMPDIR is often closed to others, so the common ones come first when the user changes
    places = ["/tmp", "/var/tmp", tempfile.gettempdir()] if owner else [tempfile.gettempdir()]
    for place in places:
        if not os.access(place, os.W_OK):
            continue
        home = Path(tempfile.mkdtemp(prefix="giaoban-pg-", dir=place))
        if owner:
            os.chown(home, owner.pw_uid, owner.pw_gid)
        if _run(["test", "-w", str(home)], owner, home).returncode == 0:
            return home
        home.rmdir()
    raise ClusterFailed(f"no directory for the cluster among {', '.join(places)}")


def _run(
    argv: list[str], owner: pwd.struct_passwd | None, home: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        argv,
        cwd=home if os.access(home, os.X_OK) else "/",
        env=_environment(home),
        capture_output=True,
        text=True,
        check=False,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def _environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": str(home)}


def _initialise(
    found: Programs, home: Path, owner: pwd.struct_passwd | None, password: str
) -> None:
    secret = home / "password"
    secret.write_text(password + "\n")
    secret.chmod(0o600)
    if owner:
        os.chown(secret, owner.pw_uid, owner.pw_gid)
    argv = [found.path("initdb"), "-D", str(home / "data"), "-U", USER, f"--pwfile={secret}"]
    argv += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = _run(argv, owner, home)
    if done.returncode != 0:
        raise ClusterFailed(f"initdb: {done.stderr.strip()[-800:]}")


def _start(
    found: Programs, home: Path, owner: pwd.struct_passwd | None, more: dict[str, str]
) -> tuple[subprocess.Popen[bytes], int]:
    """Somebody may take the free port between looking and binding: then the next one is tried."""
    for _attempt in range(3):
        port = _free_port()
        server = _spawn(found, home, owner, port, more)
        if _answers(server, port, home):
            return server, port
        _stop(server)
    raise ClusterFailed(f"postgres: {_log(home)}")


def _spawn(
    found: Programs, home: Path, owner: pwd.struct_passwd | None, port: int, more: dict[str, str]
) -> subprocess.Popen[bytes]:
    options = {**_SETTINGS, **more, "port": str(port), "unix_socket_directories": str(home)}
    argv = [found.path("postgres"), "-D", str(home / "data")]
    argv += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            argv,
            cwd=home,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl+C is for the tests; the server is stopped after them
            preexec_fn=_die_with_parent(),
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )


def _die_with_parent() -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGQUIT))

    return ask


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(server: subprocess.Popen[bytes], port: int, home: Path) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if "ready to accept connections" in _log(home):
            return _is_ours(home, port)
        time.sleep(0.05)
    return False


def _is_ours(home: Path, port: int) -> bool:
    return (home / f".s.PGSQL.{port}").exists()


def _log(home: Path) -> str:
    with suppress(OSError):
        return (home / "log").read_text(errors="replace")[-1500:]
    return ""


def _stop(server: subprocess.Popen[bytes]) -> None:
    """SIGQUIT is PostgreSQL's immediate shutdown."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
