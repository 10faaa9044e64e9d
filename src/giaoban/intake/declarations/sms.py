"""Reading a declaration sent as a text message. Pure.

    KB 06793 Nguyen Van A 1985 nam test nhanh 6/3 sot; Tran Thi B 1990 nu

The station's or commune's code, then each person: name, year or date of birth, and in any order what else is
known. Persons stand apart by a semicolon or a new line. What cannot be read is told in the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from giaoban.intake.declarations.rules import Declared, read_birth, read_test_day
from giaoban.kernel.text import fold, nfc

EXAMPLE = "KB 06793 Nguyen Van A 1985 nam test nhanh 6/3 sot; Tran Thi B 1990 nu"
_OPENING = re.compile(r"\s*kb[\s:.,]*(?:(\S*\d{5})\b)?[\s:.,]*(.*)$", re.S | re.I)
_PERSON = re.compile(r"\s*([^\d;]+?)[\s,]+(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4})\b(.*)$", re.S)
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b")
_SIGNS = "sot|ho|trieu chung|kho tho|dau hong|met|mat vi|mat mui"
_DENIED = re.compile(rf"\bktc\b|\b(?:khong|ko|k)(?:\s+(?:co|bi|thay))?\s+(?:{_SIGNS})\b")
_NEGATIVE = re.compile(r"\bam tinh\b|\bkhong duong tinh\b|\(-\)")
_KIND = re.compile(r"\bpcr\b|\btest\b|\bnhanh\b")
_DOSES = re.compile(r"\b(\d)\s*mui\b|\bmui\s*(\d)\b")


@dataclass(frozen=True)
class Read:
    """What a message says; `faults` are Vietnamese sentences for the answer."""

    place: str
    persons: tuple[Declared, ...]
    faults: tuple[str, ...] = ()


def read(text: str, today: date) -> Read:
    opening = _OPENING.match(nfc(text))
    if opening is None:
        return Read("", (), ("Tin nhắn phải bắt đầu bằng KB.",))
    place, rest = (opening[1] or "").upper(), opening[2]
    parts = [part for part in re.split(r"[;\n]", rest) if part.strip()]
    faults = [] if place else ["Thiếu mã xã (5 chữ số, ghi trên tờ mã QR)."]
    if not parts:
        faults.append("Thiếu họ tên và năm sinh.")
    persons = []
    for number, part in enumerate(parts, start=1):
        try:
            persons.append(_person(part, today))
        except ValueError as wrong:
            faults.append(f"Người thứ {number}: {wrong}")
    return Read(place, tuple(persons), tuple(faults))


def assumed(text: str) -> bool:
    """Whether a message leaves open of somebody on which day or by which kind of test: taken for a rapid test
    of that day, and whoever calls asks."""
    opening = _OPENING.match(nfc(text))
    parts = re.split(r"[;\n]", opening[2]) if opening else []
    found = [match for part in parts if (match := _PERSON.match(part))]
    return any(not _DAY.search(fold(m[3])) or not _KIND.search(fold(m[3])) for m in found)


def _person(part: str, today: date) -> Declared:
    match = _PERSON.match(part)
    if match is None:
        raise ValueError("cần họ tên rồi đến năm sinh.")
    try:
        born, precision = read_birth(match[2], today)
    except ValueError as wrong:
        raise ValueError("năm sinh không đúng.") from wrong
    said = fold(match[3])
    if _NEGATIVE.search(said):
        raise ValueError("kết quả âm tính thì không phải khai báo.")
    return Declared(
        name=" ".join(match[1].split())[:80], birth=born.isoformat(), precision=precision,
        sex="f" if re.search(r"\bnu\b", said) else "m" if re.search(r"\bnam\b", said) else "",
        test="pcr" if "pcr" in said else "rapid", tested_on=_tested(said, today),
        symptoms=_symptoms(said), underlying="benh nen" in said, pregnant="thai" in said,
        doses=_doses(said),
    )  # fmt: skip


def _tested(said: str, today: date) -> str:
    """Without a day the test is of today."""
    match = _DAY.search(said)
    if match is None:
        return today.isoformat()
    try:
        return read_test_day(match[0], today).isoformat()
    except ValueError as wrong:
        raise ValueError("ngày xét nghiệm không đúng.") from wrong


def _symptoms(said: str) -> bool | None:
    """ "khong ho, khong sot" denies what it names; "khong ho, co sot" still says one of them."""
    rest, denied = _DENIED.subn(" ", said)
    if re.search(rf"\b(?:{_SIGNS})\b", rest):
        return True
    return False if denied else None


def _doses(said: str) -> int | None:
    match = _DOSES.search(said)
    return int(match[1] or match[2]) if match else None
