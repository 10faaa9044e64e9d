"""The findings of `check-install`, one function each; none of them needs Django."""

from __future__ import annotations

import importlib
import platform
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from giaoban.config.commands import browser, postgres
from giaoban.config.environment import database

GIB = 1024**3
# a guess: the demo with two snapshots takes under 1 GiB, a province's season some more
LEAST_FREE_GIB = 2.0


@dataclass(frozen=True)
class Finding:
    """`status`: ok, optional (absent, and something is skipped without it) or missing."""

    id: str
    name: str
    status: str
    detail: str
    next_step: str = ""

    def as_dict(self) -> dict[str, str]:
        body = asdict(self)
        body["next"] = body.pop("next_step")
        return body


def findings(state: Path) -> list[Finding]:
    return [
        _python(),
        _state(state),
        _database(state),
        _disk(state),
        _time_zone(),
        _font(),
        _chromium(),
        _postgres_programs(),
    ]


def _python() -> Finding:
    detail = f"{platform.python_version()} ({sys.executable})"
    enough = sys.version_info >= (3, 11)
    return Finding(
        "python",
        "Python",
        "ok" if enough else "missing",
        detail,
        "" if enough else "Cài Python 3.11 trở lên.",
    )


def _nearest(path: Path) -> Path:
    """The deepest directory on the way to `path` that exists."""
    while not path.exists():
        path = path.parent
    return path


def _state(state: Path) -> Finding:
    """Really written: permission bits do not know of read-only mounts and full quotas."""
    where = _nearest(state)
    try:
        with tempfile.TemporaryFile(dir=where) as file:
            file.write(b"giaoban")
    except OSError as error:
        return Finding(
            "state",
            "Thư mục trạng thái",
            "missing",
            f"{state}: không ghi được ({error.strerror})",
            "Sửa quyền, hoặc chọn nơi khác: --state THƯ_MỤC.",
        )
    new = "" if where == state else " (chưa có, sẽ tạo)"
    return Finding("state", "Thư mục trạng thái", "ok", f"{state}{new}")


def _database(state: Path) -> Finding:
    settings = database(state)
    if settings["ENGINE"].endswith("sqlite"):
        return _sqlite(Path(settings["NAME"]))
    return _postgresql(settings)


def _sqlite(path: Path) -> Finding:
    name = "Cơ sở dữ liệu"
    version = f"SQLite {sqlite3.sqlite_version}"
    if not path.exists():
        step = "./giaoban migrate hoặc ./giaoban demo"
        return Finding("database", name, "ok", f"{version}, chưa tạo", step)
    try:
        with sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=5) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        return Finding(
            "database", name, "missing", f"{version}, {path}: {error}", "Kiểm tra quyền của tệp."
        )
    return Finding("database", name, "ok", f"{version}, ghi được, {path.stat().st_size / 1e6:.0f} MB")


def _postgresql(settings: dict[str, Any]) -> Finding:
    name = "Cơ sở dữ liệu"
    import psycopg

    keys = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given: dict[str, Any] = {key: settings[of] for key, of in keys.items() if settings[of]}
    try:
        with psycopg.connect(**{**given, "connect_timeout": 5, **settings["OPTIONS"]}) as connection:
            row = connection.execute(
                "SELECT current_setting('server_version_num')::int / 10000, pg_is_in_recovery()"
            ).fetchone()
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        return Finding(
            "database",
            name,
            "missing",
            f"PostgreSQL: {said}",
            "Kiểm tra DATABASE_URL và máy chủ.",
        )
    version, read_only = row if row else (0, True)
    good = version >= postgres.OLDEST and not read_only
    detail = f"PostgreSQL {version}, {'chỉ đọc' if read_only else 'ghi được'}"
    step = "" if good else f"Cần PostgreSQL {postgres.OLDEST} trở lên và ghi được."
    return Finding("database", name, "ok" if good else "missing", detail, step)


def _disk(state: Path) -> Finding:
    free = shutil.disk_usage(_nearest(state)).free / GIB
    enough = free >= LEAST_FREE_GIB
    return Finding(
        "disk",
        "Đĩa trống",
        "ok" if enough else "missing",
        f"{free:.1f} GiB",
        "" if enough else f"Giải phóng chỗ trống: cần ít nhất {LEAST_FREE_GIB:.0f} GiB.",
    )


def _time_zone() -> Finding:
    """The program computes in Vietnam's hour whatever the machine's is; both are told."""
    try:
        here = datetime.now().astimezone().utcoffset()
        there = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).utcoffset()
    except ZoneInfoNotFoundError:
        return Finding(
            "time_zone", "Múi giờ", "missing", "không có Asia/Ho_Chi_Minh", "apt-get install -y tzdata"
        )
    same = here == there
    note = "" if same else "; đồng hồ máy ở múi giờ khác, chương trình vẫn dùng giờ Việt Nam"
    return Finding("time_zone", "Múi giờ", "ok", f"Asia/Ho_Chi_Minh{note}")


def _font() -> Finding:
    try:
        module = importlib.import_module("giaoban.documents.pdf")
        used = str(module.font_in_use())
    except (ModuleNotFoundError, AttributeError):
        return Finding("font", "Phông chữ PDF", "optional", "chưa có phần văn bản PDF")
    good = "libertinus" not in used.lower()
    return Finding(
        "font",
        "Phông chữ PDF",
        "ok",
        used,
        "" if good else "Muốn kiểu chữ Times: apt-get install -y fonts-liberation",
    )


def _chromium() -> Finding:
    path = browser.chromium()
    if path:
        return Finding("chromium", "Chromium", "ok", path)
    return Finding(
        "chromium",
        "Chromium",
        "optional",
        "không có: bỏ qua kiểm thử trên trình duyệt",
        browser.INSTALL,
    )


def _postgres_programs() -> Finding:
    found = postgres.programs()
    if found:
        return Finding("postgres_programs", "PostgreSQL", "ok", f"{found.version}, {found.directory}")
    return Finding(
        "postgres_programs",
        "PostgreSQL",
        "optional",
        "không có: bỏ qua kiểm thử trên PostgreSQL",
        postgres.INSTALL,
    )
