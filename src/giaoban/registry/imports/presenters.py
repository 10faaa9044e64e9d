"""Wording of a file under way: what is done, what to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.intake.uploads.models import State
from giaoban.kernel.told import kept
from giaoban.kernel.wording import number

TITLES: dict[str, Any] = {
    State.WAITING: gettext_lazy("Tệp chờ đến lượt"),
    State.READING: gettext_lazy("Đang nhập tệp"),
    State.FAILED: gettext_lazy("Chưa nhập được tệp"),
    State.CUT: gettext_lazy("Lần nhập bị ngắt giữa chừng"),
    State.TELLING: gettext_lazy("Chờ bạn cho biết các cột"),
}


def title(state: str) -> str:
    return str(TITLES[state])


# What the next try may find mended, the file being as it is.
_PASSING = frozenset(
    ("disk_full", "database_busy", "database_absent", "state_not_writable", "import_broke_off")
)


def may_go_on(upload: Any, state: str) -> bool:
    return state == State.CUT or (state == State.FAILED and upload.trouble["code"] in _PASSING)


def steps(upload: Any, state: str, ahead: int) -> list[dict[str, Any]]:
    """Received, its turn, read: as a trail."""
    begun = state == State.READING or upload.rows > 0
    turn = {"label": _("Đến lượt"), "state": "done" if begun else "now"}
    if state == State.WAITING:
        turn["note"] = _("sau %s tệp") % number(ahead) if ahead else _("bắt đầu ngay")
    read = {"label": _("Đọc và ghi"), "state": "todo"}
    if state in (State.FAILED, State.CUT):
        turn["state"], read = "done", {"label": title(state), "state": "now"}
        if state == State.FAILED:  # of what was cut off nobody knows the moment
            read |= {"state": "late", "at": upload.since}
    elif begun:
        read["state"] = "now"
    if upload.rows:
        read["note"] = _("đã đọc %s dòng") % number(upload.rows)
    return [
        {"label": _("Đã nhận tệp"), "state": "done", "at": upload.received_at}, turn, read,
        {"label": _("Kết quả từng dòng"), "state": "todo"},
    ]  # fmt: skip


def notice(upload: Any, state: str) -> dict[str, str]:
    """What it means, and the next step."""
    if state == State.FAILED:
        why = upload.trouble
        message, step = (kept(why[part], why["parts"]) for part in ("message", "next"))
        return {"kind": "danger", "title": message, "next": step}
    if state == State.CUT:
        return {
            "kind": "caution", "title": _("Máy chủ khởi động lại, hoặc việc nhập bị dừng."),
            "next": _("Bấm “Nhập tiếp”: tệp được đọc lại từ đầu, dòng đã ghi tính là không đổi, "
                      "không dòng nào mất hay ghi hai lần."),
        }  # fmt: skip
    return {
        "kind": "", "title": _("Trang này tự cập nhật."),
        "next": _("Có thể đóng trang: tệp vẫn được nhập, kết quả nằm ở mục Nhập số liệu."),
    }  # fmt: skip
