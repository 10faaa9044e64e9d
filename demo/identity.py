"""Names, identity numbers and phones that belong to nobody.

Names: surname, middle and given name are drawn independently from the short lists below (ordinary
words of Vietnamese names, weights are guesses of the right order). No list of real persons was
used, and what would tie a name to a person (number, phone, birth, address) is made up.
Identity numbers: a real one begins with the code of the province of birth, 001 to 096 (Circular
59/2021/TT-BCA), so 000 was never given out. The rest has the real form: century and sex, two
digits of the birth year, six digits.
Phones: ten digits beginning 010. The branch 01 had eleven-digit numbers only, was emptied in 2018,
and 010 was never given to an operator.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

CID_PREFIX: Final = "000"
PHONE_PREFIX: Final = "010"

SURNAMES: Final = {
    "Nguyễn": 34, "Trần": 11, "Lê": 9, "Phạm": 8, "Hoàng": 6, "Vũ": 6, "Đặng": 3, "Bùi": 4,
    "Đỗ": 4, "Ngô": 3, "Dương": 2, "Đinh": 2, "Lý": 1, "Đào": 2, "Đoàn": 2, "Trương": 1,
    "Hà": 1, "Mai": 1,
}  # fmt: skip
MIDDLE: Final = {
    False: {"Văn": 34, "Đức": 10, "Minh": 8, "Quang": 7, "Hữu": 6, "Xuân": 5, "Duy": 5, "Thành": 4},
    True: {"Thị": 52, "Thu": 7, "Ngọc": 7, "Thanh": 6, "Phương": 5, "Hồng": 4, "Minh": 4},
}
GIVEN: Final = {
    False: {
        "Hùng": 7, "Dũng": 7, "Tuấn": 7, "Nam": 6, "Sơn": 5, "Long": 5, "Thắng": 5, "Cường": 5,
        "Anh": 6, "Hiếu": 4, "Khánh": 3, "Bình": 3, "Hải": 4, "Phong": 3, "Kiên": 3, "Việt": 3,
        "Tùng": 3, "Quân": 3, "Thịnh": 2, "Lâm": 2,
    },
    True: {
        "Hương": 6, "Lan": 5, "Hà": 6, "Linh": 7, "Trang": 6, "Hoa": 4, "Nga": 4, "Hạnh": 4,
        "Thảo": 5, "Anh": 6, "Yến": 3, "Hằng": 4, "Mai": 4, "Ngân": 3, "Huyền": 4, "Dung": 3,
        "Oanh": 2, "Vân": 3, "Chi": 3, "Bích": 2,
    },
}  # fmt: skip

# A step prime to 10⁶ walks through all six-digit serials, so numbers are unique yet not in order.
SERIAL_STEP: Final = 611_953


def _draw(rng: np.random.Generator, weighted: dict[str, int], n: int) -> Array:
    weights = np.array(list(weighted.values()), dtype=float)
    edges = np.cumsum(weights / weights.sum())
    numbers = np.minimum(np.searchsorted(edges, rng.random(n)), len(edges) - 1)
    texts: Array = np.array(list(weighted), dtype=object)[numbers]
    return texts


def names(rng: np.random.Generator, female: Array, household: Array) -> Array:
    """Full names; two in three of a household share its surname (a guess: spouses keep theirs)."""
    n = len(female)
    own = _draw(rng, SURNAMES, n)
    shared = _draw(rng, SURNAMES, int(household.max()) + 1)[household]
    surname = np.where(rng.random(n) < 0.67, shared, own)
    middle = np.where(female, _draw(rng, MIDDLE[True], n), _draw(rng, MIDDLE[False], n))
    given = np.where(female, _draw(rng, GIVEN[True], n), _draw(rng, GIVEN[False], n))
    full: Array = surname + " " + middle + " " + given
    return full


def identity_numbers(birth_year: Array, female: Array) -> Array:
    """Twelve digits as integers: 000, century and sex, year, serial."""
    century_and_sex = np.where(birth_year < 2000, 0, 2) + female
    head = century_and_sex * 100 + birth_year % 100
    order = np.argsort(head, kind="stable")
    starts = np.searchsorted(head[order], np.arange(1000))
    serial = np.empty(len(head), dtype=np.int64)
    serial[order] = np.arange(len(head)) - starts[head[order]]
    numbers: Array = head * 1_000_000 + serial * SERIAL_STEP % 1_000_000
    return numbers


def identity_texts(numbers: Array) -> list[str]:
    return [f"{CID_PREFIX}{number:09d}" for number in numbers.tolist()]


def phone_texts(persons: Array) -> list[str]:
    """One number per person: the person's index, walked through seven digits."""
    serial = persons * SERIAL_STEP % 10_000_000
    return [f"{PHONE_PREFIX}{number:07d}" for number in serial.tolist()]
