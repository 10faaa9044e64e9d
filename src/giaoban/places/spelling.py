"""How a place name is typed: kinds and their abbreviations, marks in any place, numbers, glued text. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Longer texts are no place names; cutting them keeps an abusive cell cheap.
MAX_TEXT = 200
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"\d+|[^\W\d_]+")
# Ð and ð are Icelandic letters that old Vietnamese fonts and keyboards leave in files.
_LETTERS = str.maketrans({"ð": "đ", "'": None, "’": None, "‘": None, "`": None, "´": None})
# In the loosest key y is i and k is c (Quý/Quí, Bắc Kạn/Bắc Cạn, Đắk Lắk/Đắc Lắc).
_LOOSE = str.maketrans({"y": "i", "k": "c"})
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}

# Folded words → kind, by the level they may stand at. "f" is how the south writes phường.
_KINDS: dict[str, dict[tuple[str, ...], str]] = {
    "province": {
        ("tinh",): "Tỉnh",
        ("t",): "Tỉnh",
        ("thanh", "pho"): "Thành phố",
        ("tp",): "Thành phố",
        ("t", "p"): "Thành phố",
        ("thu", "do"): "Thành phố",
    },
    "district": {
        ("quan",): "Quận",
        ("q",): "Quận",
        ("huyen",): "Huyện",
        ("h",): "Huyện",
        ("thi", "xa"): "Thị xã",
        ("tx",): "Thị xã",
        ("t", "x"): "Thị xã",
        ("thanh", "pho"): "Thành phố",
        ("tp",): "Thành phố",
        ("t", "p"): "Thành phố",
    },
    "commune": {
        ("phuong",): "Phường",
        ("p",): "Phường",
        ("ph",): "Phường",
        ("f",): "Phường",
        ("xa",): "Xã",
        ("x",): "Xã",
        ("thi", "tran"): "Thị trấn",
        ("tt",): "Thị trấn",
        ("ttr",): "Thị trấn",
        ("t", "t"): "Thị trấn",
        ("dac", "khu"): "Đặc khu",
        ("dk",): "Đặc khu",
    },
}
_KIND_WORDS = {
    words: tuple(kind.lower().split()) for kinds in _KINDS.values() for words, kind in kinds.items()
}


class Word(NamedTuple):
    toned: str  # tone mark moved to the end, so that òa and oà are one
    folded: str


class Reading(NamedTuple):
    """One way to take a text: with its first words as the kind, or all of it as the name."""

    kind: str | None
    toned: str
    folded: str
    loose: str
    tail: str
    doubtful: bool  # the word taken for a kind carries other marks ("Phương" is not "Phường")


@lru_cache(maxsize=100_000)
def _word(token: str) -> Word:
    if token.isdigit():
        number = token.lstrip("0") or "0"
        return Word(number, number)
    letters = unicodedata.normalize("NFD", token)
    tone = "".join(c for c in letters if c in _TONES)
    body = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    bare = "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d")
    return Word(body + tone, bare)


def words(text: str) -> list[Word]:
    plain = unicodedata.normalize("NFC", text[:MAX_TEXT]).lower().translate(_LETTERS)
    return [_word(token) for token in _WORD.findall(plain)]


def has_marks(text: str) -> bool:
    """Whether its writer typed Vietnamese marks at all."""
    return any(word.toned != word.folded for word in words(text))


def tail(folded: list[str]) -> str:
    """Numbers and a last letter or Roman numeral: what tells "Hải Châu I" from "Hải Châu II".

    One wrong character there is another place, never a slip of the pen.
    """
    marks = [word for word in folded if word.isdigit()]
    last = folded[-1] if folded else ""
    if last in _ROMAN:
        marks.append(_ROMAN[last])
    elif len(last) == 1 and not last.isdigit():
        marks.append(last)
    return " ".join(marks)


def loose(folded: list[str]) -> str:
    """All spaces out, y as i, k as c, a last Roman numeral as a number."""
    if folded and folded[-1] in _ROMAN:
        folded = [*folded[:-1], _ROMAN[folded[-1]]]
    return "".join(folded).translate(_LOOSE)


def _reading(kind: str | None, rest: list[Word], doubtful: bool) -> Reading:
    folded = [word.folded for word in rest]
    toned = " ".join(word.toned for word in rest)
    return Reading(kind, toned, " ".join(folded), loose(folded), tail(folded), doubtful)


def name_keys(name: str) -> Reading:
    """The keys under which a unit's name is filed."""
    return _reading(None, words(name), False)


@lru_cache(maxsize=50_000)
def readings(text: str, level: str) -> tuple[Reading, ...]:
    """Every way to take the text as a name of that level; the whole text first."""
    found = words(text)
    ways = [_reading(None, found, False)] if found else []
    for length in (1, 2):
        head = tuple(word.folded for word in found[:length])
        kind = _KINDS[level].get(head)
        if kind is None or len(found) <= length:
            continue
        ways.append(_reading(kind, found[length:], _other_marks(found[:length], head)))
    if found and (kind := _KINDS[level].get((found[0].folded[:2],))) and _glued(found[0]):
        ways.append(_reading(kind, [_word(found[0].toned[2:]), *found[1:]], False))
    return tuple(ways)


def _glued(word: Word) -> bool:
    """ "TPHạ" and "TXQuảng": no Vietnamese syllable begins so."""
    return len(word.folded) > 2 and word.folded[:2] in ("tp", "tx", "tt")


def _other_marks(typed: list[Word], head: tuple[str, ...]) -> bool:
    proper = [_word(word) for word in _KIND_WORDS[head]]
    if tuple(word.folded for word in proper) != head:
        return False  # an abbreviation carries no marks
    return any(
        word.toned not in (word.folded, right.toned) for word, right in zip(typed, proper, strict=True)
    )


def kind_start() -> re.Pattern[str]:
    """Finds kinds inside a text without commas: "phường X quận Y", "P. X TP Y"; short ones in capitals."""
    spelled = sorted({" ".join(kind) for kind in _KIND_WORDS.values()}, key=len, reverse=True)
    short = r"(?-i:T[PXT])\.?\s|(?-i:[PQHX])\.\s?\w"
    return re.compile(r"(?<=\s)(?=(?:" + "|".join(spelled) + rf")\s|{short})", re.IGNORECASE)
