"""One row of a line list, read and checked: what the registry will hold, or why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.intake import codes, values
from giaoban.intake.mapping import Mapping
from giaoban.kernel.text import fold, nfc
from giaoban.kernel.vietnamese import date_vi

_DATES = (
    "onset",
    "sampled",
    "result_at",
    "announced",
    "ministry_announced",
    "status_date",
    "outcome_date",
)
_LABEL = {
    "onset": "ngày khởi phát", "sampled": "ngày lấy mẫu", "result_at": "ngày trả kết quả",
    "announced": "ngày công bố", "ministry_announced": "ngày Bộ Y tế công bố", "birth": "ngày sinh",
    "status_date": "ngày cập nhật tình trạng", "outcome_date": "ngày kết thúc",
}  # fmt: skip
_CODED = {
    "sex": "sex", "test": "test", "found": "found", "severity": "severity", "care_place": "care",
    "tier": "tier", "support": "support", "outcome": "outcome",
}  # fmt: skip
_FLAGS = ("underlying", "pregnant", "poor", "minority", "unvaccinable")


class Refused(Exception):
    """A row that cannot be taken: which column, what stands there, why, and what to do."""

    def __init__(self, column: str, value: Any, code: str, reason: str, next_step: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.code = column, value, code
        self.reason, self.next_step = reason, next_step


@dataclass(slots=True)
class Record:
    """A checked row. Places are still text; `place` is what the matcher will be asked."""

    row: int
    key: tuple[str, ...]
    name: str
    birth: date | None
    birth_precision: str
    age: int | None
    place: tuple[str, ...]
    text: dict[str, str]
    dates: dict[str, date | None]
    coded: dict[str, str]
    flags: dict[str, bool]
    raw: list[Any] = field(default_factory=list)


class RowReader:
    """Reads rows under one mapping. Built once per file: the per-row path only does what rows differ in."""

    def __init__(self, mapping: Mapping, today: date) -> None:
        self.mapping, self.today = mapping, today
        self._forms = {f: mapping.dates.get(f, mapping.dates.get("*", "")) for f in (*_DATES, "birth")}
        self._dates = [f for f in _DATES if mapping.has(f)]
        self._coded = [(f, k) for f, k in _CODED.items() if mapping.has(f)]
        self._flags = [f for f in _FLAGS if mapping.has(f)]
        self._get: dict[str, Callable[[list[Any]], Any]] = {
            f: self._getter(f) for f in {*mapping.index, *mapping.constants}
        }
        self._text = [f for f in ("case_id", "cid", "phone", "hamlet", "address") if mapping.has(f)]
        self._announced_from = next(
            (f for f in ("announced", "result_at", "sampled") if mapping.has(f)), None
        )

    def _getter(self, name: str) -> Callable[[list[Any]], Any]:
        table = self.mapping.values.get(name)
        if name not in self.mapping.index:
            constant = self.mapping.constants[name]
            return lambda cells: constant
        position = self.mapping.index[name]
        if table is None:
            return lambda cells: cells[position]

        def translated(cells: list[Any]) -> Any:
            cell = cells[position]
            return table.get(fold(_plain(cell)), cell)

        return translated

    def cell(self, name: str, cells: list[Any]) -> Any:
        get = self._get.get(name)
        return get(cells) if get else None

    def read(self, row: int, cells: list[Any]) -> Record:
        dates = {name: self._date(name, cells) for name in self._dates}
        self._default_announced(dates)
        _in_order(dates, self._heading)
        coded = {name: self._code(name, kind, cells) for name, kind in self._coded}
        birth, precision, age = self._born(cells, dates["announced"])
        record = Record(
            row=row, key=self._key(cells), name=_plain(self.cell("name", cells)), birth=birth,
            birth_precision=precision, age=age, place=self._place(cells),
            text={name: _plain(self.cell(name, cells)) for name in self._text},
            dates=dates, coded=coded,
            flags={name: self._flag(name, cells) for name in self._flags}, raw=cells,
        )  # fmt: skip
        record.coded["occupation"] = self._occupation(cells)
        if not record.key and not record.name:
            raise Refused(
                self._heading("name"), "", "unrecognisable", "Dòng không có mã ca và không có họ tên.",
                "Điền mã ca bệnh hoặc họ tên, ngày sinh, xã và ngày lấy mẫu.",
            )  # fmt: skip
        return record

    def _heading(self, name: str) -> str:
        return self.mapping.headings.get(name, name)

    def _date(self, name: str, cells: list[Any]) -> date | None:
        cell = self._get[name](cells)
        try:
            found = values.read_date(cell, self._forms[name])
        except (ValueError, OverflowError) as error:
            raise Refused(
                self._heading(name), _plain(cell), "date_unreadable",
                f"Không hiểu {_LABEL[name]} “{_plain(cell)}”.", "Viết theo dạng 06/03/2022.",
            ) from error  # fmt: skip
        if found and found > self.today:
            raise Refused(
                self._heading(name), _plain(cell), "date_in_future",
                f"{_LABEL[name].capitalize()} {date_vi(found)} ở tương lai.",
                "Kiểm tra ngày và tháng có bị đổi chỗ không.",
            )  # fmt: skip
        return found

    def _default_announced(self, dates: dict[str, date | None]) -> None:
        """A list without a column of announcement dates is announced by its results, else its samples."""
        source = self._announced_from
        if source is None or dates.get(source) is None:
            name = source or "announced"
            raise Refused(
                self._heading(name), "", "announced_absent", f"Thiếu {_LABEL[name]}.",
                "Điền ngày công bố của ca bệnh.",
            )  # fmt: skip
        dates["announced"] = dates[source]

    def _code(self, name: str, kind: str, cells: list[Any]) -> str:
        text = _plain(self._get[name](cells))
        if not text or (values.is_blank(text) and kind != "support"):
            return ""
        try:
            return codes.code(kind, text)
        except ValueError as error:
            raise Refused(
                self._heading(name), text, "code_unknown", f"Không hiểu “{text}” ở cột “{self._heading(name)}”.",
                f"Dùng một trong: {', '.join(codes.allowed(kind))}; hoặc khai báo ở phần values của bảng ánh xạ.",
            ) from error  # fmt: skip

    def _flag(self, name: str, cells: list[Any]) -> bool:
        text = _plain(self._get[name](cells))
        try:
            return codes.flag(text)
        except ValueError as error:
            raise Refused(
                self._heading(name), text, "flag_unknown", f"Không hiểu “{text}” ở cột “{self._heading(name)}”.",
                "Viết Có hoặc Không.",
            ) from error  # fmt: skip

    def _occupation(self, cells: list[Any]) -> str:
        text = _plain(self.cell("occupation", cells))
        try:
            return codes.code("occupation", text) if text else ""
        except ValueError:
            return "other"  # an open list: any other trade is "other", never a reason to lose a case

    def _born(self, cells: list[Any], on: date | None) -> tuple[date | None, str, int | None]:
        cell = self.cell("birth", cells)
        if not values.is_blank(cell):
            return self._birth(cell, on)
        cell = self.cell("age", cells)
        try:
            age = values.read_age(cell)
        except ValueError as error:
            raise Refused(
                self._heading("age"), _plain(cell), "age_unreadable", f"Không hiểu tuổi “{_plain(cell)}”.",
                "Viết số tuổi, hoặc như “3 tháng”.",
            ) from error  # fmt: skip
        return None, "year", None if age is None else int(age)

    def _birth(self, cell: Any, on: date | None) -> tuple[date | None, str, int | None]:
        try:
            birth, precision = values.read_birth(cell, self._forms["birth"])
        except (ValueError, OverflowError):
            return self._age_in_birth_column(cell)
        if birth is None:
            return None, "year", None
        if birth > self.today or birth.year < 1895:
            raise Refused(
                self._heading("birth"), _plain(cell), "birth_impossible",
                f"Ngày sinh “{_plain(cell)}” không thể có.", "Kiểm tra lại năm sinh.",
            )  # fmt: skip
        return birth, precision, max(0, values.years_between(birth, on or self.today))

    def _age_in_birth_column(self, cell: Any) -> tuple[date | None, str, int | None]:
        """ "3 tháng" and "71 tuổi" stand in the birth column of many lists."""
        try:
            age = values.read_age(cell)
        except ValueError as error:
            raise Refused(
                self._heading("birth"), _plain(cell), "date_unreadable",
                f"Không hiểu ngày sinh “{_plain(cell)}”.",
                "Viết ngày sinh 06/03/1975, năm sinh 1975, hoặc tuổi như “3 tháng”.",
            ) from error  # fmt: skip
        return None, "year", None if age is None else int(age)

    def _place(self, cells: list[Any]) -> tuple[str, ...]:
        whole = _plain(self.cell("place", cells))
        if whole:
            return (whole,)
        return tuple(_plain(self.cell(f, cells)) for f in ("province", "district", "commune"))

    def _key(self, cells: list[Any]) -> tuple[str, ...]:
        if self.mapping.key_index:
            parts = tuple(_plain(cells[i]) for i in self.mapping.key_index)
            return parts if any(parts) else ()
        number = _plain(self.cell("case_id", cells))
        return (number,) if number else ()


def _in_order(dates: dict[str, date | None], heading: Callable[[str], str]) -> None:
    sampled, announced = dates.get("sampled"), dates["announced"]
    if sampled and announced and sampled > announced:
        raise Refused(
            heading("sampled"), date_vi(sampled), "dates_out_of_order",
            f"Ngày lấy mẫu {date_vi(sampled)} sau ngày công bố {date_vi(announced)}.",
            "Kiểm tra hai ngày; có thể ngày và tháng đã đổi chỗ.",
        )  # fmt: skip


def _plain(cell: Any) -> str:
    if type(cell) is str:
        return cell.strip() if cell.isascii() else nfc(cell).strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return nfc(str(cell)).strip()
