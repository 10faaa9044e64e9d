"""`giaoban serve`: the site by granian, two workers, on this machine only unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Annotated, NoReturn, cast

import typer

from giaoban.config.commands.migrate import bring_up_to_date
from giaoban.kernel.errors import UserError

HOST = "127.0.0.1"
PORT = 8000
WORKERS = 2  # two cores and 400 MB for all server processes
THREADS = 2  # per worker; measured with SQLite: more threads only queue for its one writer
# What was used once goes back to the machine. 16 MB of the database for each thread: with 64 no page was
# quicker, with 8 the longest lists took a third longer.
MEMORY = {
    "GIAOBAN_SQLITE_CACHE_MB": "16",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}

HostOption = Annotated[str, typer.Option("--host", help="Địa chỉ lắng nghe.")]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Cổng.")]


def serve(
    host: HostOption = HOST,
    port: PortOption = PORT,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Số tiến trình.")] = WORKERS,
) -> None:
    """Mở trang web của một bản cài đặt (nâng cấp cơ sở dữ liệu trước)."""
    require_free(host, port)
    bring_up_to_date()
    make_static_root()
    run(host, port, workers)


def make_static_root() -> None:
    """Nothing is collected (whitenoise finds the files in their packages), but it wants the directory."""
    from django.conf import settings

    cast(Path, settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the site."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def require_free(host: str, port: int) -> None:
    """Refuse before the long work, not after it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        raise UserError(
            "port_taken",
            f"Không mở được cổng {port} trên {host}: cổng đang có chương trình khác dùng "
            "hoặc địa chỉ không thuộc máy này.",
            f"Dừng chương trình đó, hoặc chọn cổng khác: --port {min(port + 1, 65535)}.",
        ) from error


def run(host: str, port: int, workers: int = WORKERS) -> NoReturn:
    """Become the server: granian replaces this process, so nothing of the command stays in memory."""
    print(f"Trang web: {address(host, port)}   (Ctrl+C để dừng)", file=sys.stderr, flush=True)
    sys.stdout.flush()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings.dev")
    for name, value in MEMORY.items():
        os.environ.setdefault(name, value)
    words = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    words += ["--workers", str(workers), "--blocking-threads", str(THREADS)]
    words += ["--log-level", "warning", "giaoban.config.wsgi:application"]
    os.execv(sys.executable, [sys.executable, "-P", "-m", "granian", *words])
