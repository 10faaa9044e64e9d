"""What is entered at a door. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from giaoban.intake import values
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold

PRESENCE = ("met", "absent", "moved")
TESTS = ("", "negative", "positive")
# Why a due dose is missing, in the words of R28; "" is the missed answer, the chair's matter.
REASONS = ("contraindicated", "deferred", "refused", "absent", "not_invited", "no_reason")
UNANSWERED, UNREASONED = "", "no_reason"
_DAYS_OF_MONTH = 30.44
_NEAR, _LIKE = 6, 0.5  # names offered, and how alike at least: guesses, looked at with a commune's names


@dataclass(frozen=True)
class Said:
    """One resident at one door."""

    person: int
    presence: str
    test: str = ""
    doses: int | None = None
    missing: int = 0
    reason: str = ""


def checked(said: Said) -> Said:
    """Only who is met is tested; a reason belongs to a missing dose."""
    if said.presence not in PRESENCE:
        raise UserError("presence_missing", "Có người chưa chọn gặp hay vắng.", "Chọn cho từng người.")
    if said.test not in TESTS or (said.reason and said.reason not in REASONS):
        raise UserError("entry_unreadable", "Có lựa chọn không đọc được.", "Tải lại trang rồi chọn lại.")
    if said.test and said.presence != "met":
        raise UserError(
            "tested_though_absent", "Người vắng mà có kết quả xét nghiệm.", "Sửa một trong hai rồi lưu lại."
        )
    return replace(said, reason=said.reason if said.missing else "")


def as_registered(hamlet: str, known: Sequence[str]) -> str | None:
    """The register's spelling of a hamlet; None where it knows none such, or two that differ by marks."""
    if hamlet in known:
        return hamlet
    same = [name for name in known if _plain(name) == _plain(hamlet)]
    return same[0] if len(same) == 1 else None


def nearest(hamlet: str, known: Sequence[str]) -> list[str]:
    """Hamlets of the register whose names look like this one, the likest first."""
    plain: dict[str, list[str]] = {}
    for name in known:
        plain.setdefault(_plain(name), []).append(name)
    found = difflib.get_close_matches(_plain(hamlet), plain, n=_NEAR, cutoff=_LIKE)
    return [name for key in found for name in plain[key]]


def _plain(hamlet: str) -> str:
    """Words and numbers alone: "Tổ 1, khu 5" is "to 1 khu 5"."""
    return " ".join(re.findall(r"\w+", fold(hamlet)))


def age(birth: date | None, on: date) -> int | None:
    return values.years_between(birth, on) if birth else None


def months(last: date | None, on: date) -> float | None:
    """Since the last dose; None where its day is not known."""
    return (on - last).days / _DAYS_OF_MONTH if last else None
