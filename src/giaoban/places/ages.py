"""Reading the ages of districts from a file: columns district, age_from, age_to, persons."""

from __future__ import annotations

from pathlib import Path

from giaoban.kernel.errors import UserError
from giaoban.places.announcements import table

COLUMNS = ("district", "age_from", "age_to", "persons")


def read(path: Path) -> list[tuple[str, int, int, float]]:
    """(district code, age from, age to inclusive, persons or share); one bad line refuses the file."""
    return [_band(number, line) for number, line in enumerate(table(path, COLUMNS), start=2)]


def _band(number: int, line: dict[str, str]) -> tuple[str, int, int, float]:
    try:
        band = (line["district"], int(line["age_from"]), int(line["age_to"]), float(line["persons"]))
    except ValueError as error:
        raise _refused(number) from error
    if not band[0] or not 0 <= band[1] <= band[2] or band[3] < 0:
        raise _refused(number)
    return band


def _refused(number: int) -> UserError:
    return UserError(
        "age_band",
        f"Dòng {number} không phải một nhóm tuổi: cần mã huyện, tuổi từ, đến tuổi, số người.",
        "Sửa dòng này rồi nhập lại; chưa có gì được ghi.",
    )
