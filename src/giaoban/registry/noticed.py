"""What an import tells beside its rows: lines and sheets passed over, columns nobody explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from giaoban.kernel.vietnamese import number
from giaoban.kernel.wording import day

_LINES_NAMED = 5


def sentences(noticed: Iterable[dict[str, Any]]) -> list[str]:
    """The gravest first: a list that was not read comes before the totals below it."""
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for line in noticed:
        by_kind.setdefault(line["what"], []).append(line)
    made = [told(by_kind[kind]) for kind, told in _TOLD.items() if kind in by_kind]
    return [sentence for told in made for sentence in told]


def _lists_left(found: list[dict[str, Any]]) -> list[str]:
    return [
        _("CHƯA NHẬP trang “%(sheet)s” (%(rows)s dòng): cũng là danh sách nhưng có cột khác. "
          "Lưu trang đó thành tệp riêng rồi nhập.") % {"sheet": f["sheet"], "rows": number(f["rows"])}
        for f in found
    ]  # fmt: skip


def _columns_left(found: list[dict[str, Any]]) -> list[str]:
    names = "; ".join(f"“{f['column']}”" for f in found)
    return [
        _("Cột không dùng đến: %s. Nếu cần, nói cột đó là gì ở trang ánh xạ hoặc trong bảng ánh xạ.") % names
    ]


def _twice(found: list[dict[str, Any]]) -> list[str]:
    names = "; ".join(f"“{f['column']}”" for f in found)
    return [_("Có hai cột cùng tên %s: chỉ đọc cột đứng trước.") % names]


def _overlaps(found: list[dict[str, Any]]) -> list[str]:
    named = "; ".join(
        f"{f['place']} ({day(date.fromisoformat(f['from']))} – {day(date.fromisoformat(f['to']))})"
        for f in found[:_LINES_NAMED]
    )
    more = " …" if len(found) > _LINES_NAMED else ""
    return [
        _("Kỳ báo cáo trùng ngày với báo cáo khác của cùng nơi, cùng nguồn; cả hai đều được cộng: %s. "
          "Nếu chỉ một là đúng, gửi lại bản thừa với số 0.") % (named + more)
    ]  # fmt: skip


def _fonts(found: list[dict[str, Any]]) -> list[str]:
    return [_("Chữ trong tệp theo bảng mã %s, đã đọc thành Unicode. Xem lại vài dòng.") % found[0]["font"]]


def _sheets_from(found: list[dict[str, Any]]) -> list[str]:
    return [
        _("Trang “%(sheet)s” tính tiếp: dòng %(row)s ở đây là dòng 1 của trang đó.")
        % {"sheet": f["sheet"], "row": number(f["row"])}
        for f in found
    ]


def _sheets_left(found: list[dict[str, Any]]) -> list[str]:
    names = "; ".join(f"“{f['sheet']}” ({number(f['rows'])})" for f in found)
    return [_("Trang không phải danh sách, hoặc bị ẩn, không nhập (số dòng): %s.") % names]


def _lines(sentence: Any) -> Any:
    def told(found: list[dict[str, Any]]) -> list[str]:
        rows = ", ".join(number(f["row"]) for f in found[:_LINES_NAMED])
        more = " …" if len(found) > _LINES_NAMED else ""
        return [f"{sentence()} {rows}{more}."]

    return told


def _no_rows(found: list[dict[str, Any]]) -> list[str]:
    return [_("Tệp chỉ có dòng tên cột: không có dòng nào để nhập.")]


_TOLD: dict[str, Any] = {
    "no_rows": _no_rows,
    "list_left": _lists_left,
    "column": _columns_left,
    "twice": _twice,
    "font": _fonts,
    "overlap": _overlaps,
    "sheet_from": _sheets_from,
    "sheet_left": _sheets_left,
    "group": _lines(lambda: _("Dòng chỉ có tên nhóm, không phải ca bệnh:")),
    "total": _lines(lambda: _("Dòng tổng, không tính:")),
    "foot": _lines(lambda: _("Dòng ký tên, nơi nhận ở cuối danh sách:")),
    "header": _lines(lambda: _("Dòng tiêu đề lặp lại hoặc đánh số cột:")),
}
