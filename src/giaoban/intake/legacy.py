"""Vietnamese in fonts of before Unicode (TCVN3, VNI), or broken on its way: read as what it says. Pure.

Such text looks like Western letters and signs to a computer, in a workbook as in a text file. It becomes
Unicode only where nearly all its words become Vietnamese syllables; what is neither is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from giaoban.intake.workbooks import Row
from giaoban.kernel.errors import UserError

_LOOKED_AT = 500  # rows: a font is of a whole file
_SURE = 0.95  # share of words beyond ASCII that must become syllables: a guess
_BROKEN = 0.3  # share of such words that no Vietnamese, and hardly any European, list has: a guess

# TCVN 5712:1993 (.VnTime); the capital forms below are those that are not shown by another font.
_TCVN3 = dict(zip(
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®¡¢§£¤¥¦",
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂĐÊÔƠƯ",
    strict=True,
))  # fmt: skip
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ROOF = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
# Signs and letters that neither Vietnamese nor its neighbours on a list write inside words.
_SIGNS = re.compile("[\u00a1-\u00bf\u00d7\u00de\u00f7\u00fe\u0152-\u0192\u02c6\u02dc\u2013-\u2122]")
_ODD = re.compile(_SIGNS.pattern[:-1] + "ûüïëîöñøåæçÿßÛÜÏËÎÖÑØÅÆÇäÄ\u0080-\u009f]")
# Letters and signs a legacy font spends on Vietnamese: a word for finding, not for judging.
_WESTERN = re.compile(
    r"[A-Za-z\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]+"
)
_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_RIME = r"[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE = re.compile(_ONSET + _RIME)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def _vni_table() -> dict[str, str]:
    made = dict(_VNI_ALONE)
    for vowel in "aeiouyôö":
        body = _VNI_ALONE.get(vowel, vowel)
        made |= {vowel + mark: body + tone for mark, tone in _VNI_TONES.items()}
    made |= {
        v + mark: body + tone
        for v, body in zip("aeo", "âêô", strict=True)
        for mark, tone in _VNI_ROOF.items()
    }
    made |= {"a" + mark: "ă" + tone for mark, tone in _VNI_BREVE.items()}
    made |= {k.upper(): v.upper() for k, v in made.items()} | {
        k.capitalize(): v.capitalize() for k, v in made.items()
    }
    return {k: unicodedata.normalize("NFC", v) for k, v in made.items()}


_VNI = _vni_table()
_VNI_FIND = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(_TCVN3)


def _from_tcvn3(text: str) -> str:
    made = text.translate(_TCVN3_TABLE)
    # capitals of a capitals font are the small letters' codes: "NGUYÔN" is NGUYỄN
    return _WORD.sub(lambda w: w[0].upper() if _shouted(w[0]) else w[0], made)


def _shouted(word: str) -> bool:
    plain = [c for c in word if c.isascii()]
    return len(plain) > 1 and all(c.isupper() for c in plain)


def _from_vni(text: str) -> str:
    return _VNI_FIND.sub(lambda found: _VNI[found[0]], text)


def _from_mojibake(text: str) -> str:
    """UTF-8 that something on its way took for windows-1252 or Latin-1."""
    for wrong in ("cp1252", "latin-1"):
        try:
            return text.encode(wrong).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


FONTS: dict[str, Callable[[str], str]] = {
    "UTF-8": _from_mojibake, "TCVN3": _from_tcvn3, "VNI": _from_vni,
}  # fmt: skip


class Reading(NamedTuple):
    """What text is to be read as, and in which columns: a form's headings may be newer than its names."""

    font: str = ""
    columns: frozenset[int] = frozenset()


def reading_of(rows: Iterator[Row], path: Path) -> Reading:
    """Text as it should be needs no other reading; text that no reading makes Vietnamese is refused."""
    by_column = _odd_columns(rows)
    cells = {cell for found in by_column.values() for cell in found}
    words = {w for cell in cells for w in _WESTERN.findall(cell) if not w.isascii()}
    if not words:
        return Reading()
    for name, read in FONTS.items():
        made = {w for cell in cells for w in _WORD.findall(read(cell)) if not w.isascii()}
        if made and _share(made) >= _SURE and any(is_unicode(w) for w in made):
            return Reading(name, frozenset(by_column))
    if sum(1 for w in words if _SIGNS.search(w)) < max(2, _BROKEN * len(words)):
        return Reading()  # another language
    raise UserError(
        "text_garbled",
        f"Chữ trong tệp “{path.name}” bị vỡ, không đọc ra tiếng Việt (phông chữ cũ hoặc sai bảng mã).",
        "Dùng UniKey (Công cụ, Chuyển mã) đổi sang Unicode, hoặc xuất lại từ phần mềm gốc. Chưa ghi gì.",
    )


def _odd_columns(rows: Iterator[Row]) -> dict[int, list[str]]:
    """{column: its cells beyond ASCII that are no Unicode Vietnamese}, where most of them look odd."""
    found: dict[int, list[str]] = {}
    sound: Counter[int] = Counter()
    odd: Counter[int] = Counter()
    for _, cells in islice(rows, _LOOKED_AT):
        for column, cell in enumerate(cells):
            if type(cell) is not str or cell.isascii():
                continue
            text = unicodedata.normalize("NFC", cell)
            if is_unicode(text):
                sound[column] += 1
                continue
            found.setdefault(column, []).append(text)
            odd[column] += _ODD.search(text) is not None
    alone = not sound and odd.total() > 0  # a heading like "Sè" looks sound by itself
    return {column: texts for column, texts in found.items() if alone or odd[column] > sound[column]}


def is_unicode(text: str) -> bool:
    """Whether it holds letters that only Vietnamese in Unicode has."""
    return any("\u1ea0" <= c <= "\u1ef9" or c in "ăđơưĂĐƠƯ" for c in text)


def _share(words: set[str]) -> float:
    return sum(map(is_syllable, words)) / len(words)


def is_syllable(word: str) -> bool:
    """Whether a word may be a Vietnamese syllable with at most one tone."""
    letters = unicodedata.normalize("NFD", word.lower())
    toneless = unicodedata.normalize("NFC", _TONES.sub("", letters))
    return len(_TONES.findall(letters)) <= 1 and _SYLLABLE.fullmatch(toneless) is not None


def read_as(reading: Reading, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, their text read as a font of old wrote it."""
    if not reading.font:
        return rows
    read = FONTS[reading.font]

    def made(column: int, cell: Any) -> Any:
        if type(cell) is not str or cell.isascii() or column not in reading.columns or is_unicode(cell):
            return cell
        return read(unicodedata.normalize("NFC", cell))

    return ((number, [made(i, c) for i, c in enumerate(cells)]) for number, cells in rows)
