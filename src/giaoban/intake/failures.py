"""A full disk, a locked database: what the user can mend while a file is imported, told as such."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from django.db import OperationalError, ProgrammingError

from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

_AGAIN = told(
    "rồi nhập lại đúng tệp này: phần đã ghi được giữ nguyên, phần còn lại được ghi tiếp, "
    "không dòng nào ghi hai lần."
)


@contextlib.contextmanager
def mendable() -> Iterator[None]:
    """Turns system and database errors that the user can mend into UserErrors."""
    try:
        yield
    except OSError as error:
        raise _of_system(error) from error
    except (OperationalError, ProgrammingError) as error:
        raise _of_database(error) from error


def _of_system(error: OSError) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return UserError(
            "state_not_writable",
            told("Không đọc được tệp hoặc không ghi được vào thư mục dữ liệu."),
            told("Kiểm tra quyền đọc, ghi rồi chạy lại."),
        )
    return error


def _of_database(error: OperationalError | ProgrammingError) -> Exception:
    text = str(error).lower()
    if "disk is full" in text or "no space left" in text:
        return _full()
    if "locked" in text or "busy" in text or "lock timeout" in text:
        return UserError(
            "database_busy",
            told("Cơ sở dữ liệu đang bận vì việc khác đang ghi."),
            told("Đợi việc đó xong %(what)s", what=_AGAIN),
        )
    if "no such table" in text or "does not exist" in text:
        return UserError(
            "database_absent",
            told("Cơ sở dữ liệu chưa được tạo."),
            told("Chạy ./giaoban migrate rồi nhập lại."),
        )
    return error


def _full() -> UserError:
    return UserError(
        "disk_full",
        told("Ổ đĩa đã đầy, lô đang ghi được hủy trọn vẹn."),
        told("Giải phóng chỗ trống %(what)s", what=_AGAIN),
    )
