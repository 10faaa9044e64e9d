"""The ten lines of a quick report. Pure: numbers in, text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from giaoban.kernel.vietnamese import date_vi, datetime_vi, number, percent

LINES = 10
NO_DATA = "chưa có số liệu"
_NAMED = 3  # places of a line; more do not fit a phone


@dataclass(frozen=True)
class Report:
    """What is told. `slug` is None where nothing was frozen: then `as_of` is the moment of asking."""

    place: str
    disease: str
    as_of: datetime
    start: date
    end: date
    slug: str | None
    signed: bool
    values: Mapping[str, float | None]
    before: Mapping[str, float | None]
    last_day: float | None  # new cases of the last day alone
    levels: Mapping[int, int]  # {announced level: communes}
    by_unit: Sequence[tuple[str, float]]  # units directly below, most new cases first
    silent: Sequence[str]
    communes: int

    @property
    def frozen(self) -> bool:
        return self.slug is not None


def lines(report: Report) -> list[str]:
    return [
        f"BÁO CÁO NHANH {report.disease} – {report.place}",
        _basis(report),
        _new(report),
        f"Bộ Y tế công bố: {_n(report, 'new_ministry', ' ca')}; ca bổ sung: {_n(report, 'back_fill')}",
        f"Đang quản lý: {_n(report, 'active', ' ca')}{_home(report)}; quá hạn: {_n(report, 'overdue')}",
        f"Tại bệnh viện: {_n(report, 'hospital')}; giường trống: {_n(report, 'beds_free')}",
        *_ends_and_tests(report),
        _levels(report),
        *_most(report),
        _silent(report),
    ]


def _n(report: Report, name: str, word: str = "") -> str:
    """A zero only where it was counted."""
    value = report.values.get(name)
    return NO_DATA if value is None else number(value) + word


def _basis(report: Report) -> str:
    days = f"{date_vi(report.start)} – {date_vi(report.end)}"
    if report.frozen:
        signed = "đã ký" if report.signed else "chưa ký"
        return f"Số liệu đã chốt đến {datetime_vi(report.as_of)} ({days}); báo cáo {report.slug}, {signed}"
    return f"CHƯA CHỐT, theo ghi nhận đến {datetime_vi(report.as_of)} ({days}); có thể thay đổi"


def _new(report: Report) -> str:
    told = f"Ca mắc mới {(report.end - report.start).days + 1} ngày: {_n(report, 'new')}"
    told += _compared(report.values.get("new"), report.before.get("new"))
    if report.last_day is None:
        return told
    day = f"riêng ngày {date_vi(report.end)}"
    return f"{told}; {day}: {number(report.last_day)}"


def _compared(now: float | None, before: float | None) -> str:
    if now is None or before is None:
        return ""
    if now == before:
        return f" (kỳ trước {number(before)}, không đổi)"
    word = "tăng" if now > before else "giảm"
    share = f" {percent(abs(now - before) / before * 100, 1)}" if before else f" {number(abs(now - before))}"
    return f" (kỳ trước {number(before)}, {word}{share})"


def _home(report: Report) -> str:
    active, home = report.values.get("active"), report.values.get("care_home")
    if not active or home is None:
        return ""
    return f", tại nhà {number(home)} ({percent(100 * home / active, 1)})"


def _ends_and_tests(report: Report) -> list[str]:
    """One line where the units below need one of their own."""
    ends = f"Khỏi bệnh: {_n(report, 'recovered')}; tử vong: {_n(report, 'deaths')}"
    tests = _n(report, "tests_done", " lượt")
    if report.values.get("tests_done") is not None:
        tests += f", dương tính {_n(report, 'tests_positive')}"
    if report.by_unit:
        return [f"{ends}; xét nghiệm: {tests}"]
    return [ends, f"Xét nghiệm: {tests}"]


def _levels(report: Report) -> str:
    if report.communes == 1:
        level = next((level for level, n in report.levels.items() if n), None)
        return f"Cấp độ dịch đã công bố: {level or NO_DATA}"
    held = [f"cấp {level}: {number(n)}" for level, n in sorted(report.levels.items()) if n]
    return f"Cấp độ dịch (số xã): {', '.join(held) or NO_DATA}"


def _most(report: Report) -> list[str]:
    """Where new cases are most, if there are units below."""
    if not report.by_unit:
        return []
    most = [f"{name} {number(n)}" for name, n in report.by_unit[:_NAMED] if n]
    return [f"Nhiều ca mới nhất: {', '.join(most) or 'không nơi nào có ca'}"]


def _silent(report: Report) -> str:
    n = len(report.silent)
    if report.communes == 1:
        return "Báo cáo trong kỳ: " + ("chưa gửi" if n else "đã gửi")
    if not n:
        return f"Chưa báo cáo trong kỳ: không xã nào (có {number(report.communes)} xã)"
    named = ", ".join(report.silent[:_NAMED]) + (" …" if n > _NAMED else "")
    return f"Chưa báo cáo trong kỳ: {number(n)} trên {number(report.communes)} xã ({named})"
