"""Ways in which clerks' tables spell a place: each takes a random source and a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

from giaoban.kernel.text import fold

Spoil = Callable[[Random, str], str]
SHORT = {
    "Thành phố": ["TP.", "TP", "Tp. ", "tp ", "T.P "],
    "Thị xã": ["TX.", "T.X ", "tx ", "Tx. "],
    "Thị trấn": ["TT.", "TT ", "T.T ", "tt "],
    "Quận": ["Q.", "Q. ", "q "],
    "Huyện": ["H.", "H. ", "h. "],
    "Phường": ["P.", "P. ", "p ", "F."],
    "Xã": ["X.", "x. ", "xã "],
    "Tỉnh": ["T.", "tỉnh ", "T. "],
}
_OLD_MARKS = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé",
    "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "ụy": "uỵ", "ũy": "uỹ",
}  # fmt: skip
_LETTERS = "abcdeghiklmnopqrstuvxy"


def same(_: Random, text: str) -> str:
    return text


def upper(_: Random, text: str) -> str:
    return text.upper()


def lower(_: Random, text: str) -> str:
    return text.lower()


def bare(_: Random, text: str) -> str:
    """No marks at all."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def decomposed(_: Random, text: str) -> str:
    return unicodedata.normalize("NFD", text)


def spaced(random: Random, text: str) -> str:
    return random.choice(["  ", "\u00a0", " \u00a0 "]).join(["", *text.split(" "), ""])


def other_mark_place(_: Random, text: str) -> str:
    for new, old in _OLD_MARKS.items():
        text = text.replace(new, old) if new in text else text.replace(old, new)
    return text


def icelandic(_: Random, text: str) -> str:
    return text.replace("Đ", "Ð")


def i_for_y(_: Random, text: str) -> str:
    return text.replace("Mỹ", "Mĩ").replace("Quý", "Quí").replace("Lý", "Lí").replace("Sĩ", "Sỹ")


def slip(random: Random, text: str) -> str:
    """One letter lost, doubled, changed or swapped, after the first letter of the last word."""
    word = text.rfind(" ") + 1
    if len(text) - word < 3:
        return text
    at = random.randrange(word + 1, len(text))
    kind = random.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + random.choice(_LETTERS) + text[at + 1 :]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


SPELLINGS: list[Spoil] = [
    same, same, upper, lower, bare, bare, decomposed, spaced, other_mark_place, icelandic, i_for_y,
]  # fmt: skip


def with_kind(random: Random, kind: str, name: str, *, may_drop: bool = True) -> str:
    """In full, abbreviated or without the kind; wards of a number keep theirs."""
    way = random.randrange(3)
    if way == 0 and may_drop and not name.isdigit():
        return name
    if way == 1:
        short = random.choice(SHORT.get(kind, [kind + " "]))
        return short + (name.lstrip("0") if random.random() < 0.5 else name)
    return f"{kind} {name}"


def differs_by_fold(one: str, other: str) -> bool:
    return fold(one) != fold(other)
