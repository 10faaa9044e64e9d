"""Turning what went wrong outside the program into a sentence and a next step."""

from __future__ import annotations

import errno
import json
import sys

from giaoban.kernel.errors import UserError

_MIGRATE = "Chạy ./giaoban migrate cho bản cài đặt này, hoặc ./giaoban demo để dựng tỉnh mẫu."
_FULL = UserError(
    "disk_full",
    "Đĩa đã đầy; việc đang làm chưa ghi gì dở dang.",
    "Giải phóng chỗ trống rồi chạy lại đúng lệnh này.",
)


def told(error: BaseException) -> UserError | None:
    """The user error behind an exception; None when it is ours to mend and deserves its traceback."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, OSError):
        return _of_system(error)
    if type(error).__name__ in ("OperationalError", "ProgrammingError"):
        return _of_database(str(error))
    return None


def _of_system(error: OSError) -> UserError | None:
    if error.errno == errno.ENOSPC:
        return _FULL
    refused = (errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOTDIR)
    if error.errno in refused and error.filename:
        return UserError(
            "not_writable",
            f"Không đọc hoặc không ghi được {error.filename}.",
            "Kiểm tra đường dẫn và quyền của thư mục đó, hoặc chọn nơi khác bằng --state.",
        )
    if isinstance(error, FileNotFoundError) and error.filename:
        return UserError(
            "file_absent", f"Không thấy tệp {error.filename}.", "Kiểm tra lại đường dẫn."
        )
    return None


def _of_database(text: str) -> UserError | None:
    low = text.lower()
    if "no such table" in low or ("relation" in low and "does not exist" in low):
        return UserError("database_absent", "Cơ sở dữ liệu chưa được tạo.", _MIGRATE)
    if ("no such column" in low or ("column" in low and "does not exist" in low)) and _behind():
        return UserError("database_behind", "Cơ sở dữ liệu cũ hơn chương trình này.", _MIGRATE)
    if "unable to open database" in low or "readonly database" in low:
        return UserError(
            "database_not_writable",
            "Không mở hoặc không ghi được tệp cơ sở dữ liệu.",
            "Kiểm tra quyền của thư mục trạng thái, hoặc chọn --state khác.",
        )
    if "database or disk is full" in low or "no space left" in low:
        return _FULL
    if "connection" in low or "could not translate host" in low:
        return UserError(
            "database_unreachable",
            "Không kết nối được máy chủ PostgreSQL trong DATABASE_URL.",
            "Kiểm tra máy chủ có đang chạy, địa chỉ, tên và mật khẩu; rồi chạy lại.",
        )
    return None


def _behind() -> bool:
    """A column of a later version is missing; where no step is, the statement is wrong and ours to mend."""
    from giaoban.config.commands.migrate import steps_missing

    return steps_missing() > 0


def say(error: UserError, *, as_json: bool) -> None:
    """Two lines for a reader on stderr; for a script also one JSON object on stdout."""
    print(f"Lỗi: {error.message}", file=sys.stderr)
    if error.next_step:
        print(f"→ {error.next_step}", file=sys.stderr)
    if as_json:
        body = {"code": error.code, "message": error.message, "next": error.next_step}
        print(json.dumps({"error": body}, ensure_ascii=False))
