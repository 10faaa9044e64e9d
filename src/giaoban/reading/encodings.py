"""Bytes of a text file to characters: what offices really send, not only UTF-8."""

from __future__ import annotations

import codecs
import re
import unicodedata

from giaoban.kernel.errors import UserError

# TCVN 5712:1993 (TCVN3, the "ABC" fonts of the 1990s) as the fonts .VnTime draw it, lower case;
# capitals come from another font (.VnTimeH), so a text in capitals reads as lower case.
_TCVN3 = str.maketrans(
    dict(
        zip(
            "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
            "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
            strict=True,
        )
    )
)
# VNI for Windows draws a letter and then its mark, each a letter of code page 1252.
_VNI_MARKS = {
    "a": "aø=à aù=á aû=ả aõ=ã aï=ạ aê=ă aè=ằ aé=ắ aú=ẳ aü=ẵ aë=ặ aâ=â aà=ầ aá=ấ aå=ẩ aã=ẫ aä=ậ",
    "e": "eø=è eù=é eû=ẻ eõ=ẽ eï=ẹ eâ=ê eà=ề eá=ế eå=ể eã=ễ eä=ệ",
    "o": "oø=ò où=ó oû=ỏ oõ=õ oï=ọ oâ=ô oà=ồ oá=ố oå=ổ oã=ỗ oä=ộ ôø=ờ ôù=ớ ôû=ở ôõ=ỡ ôï=ợ ô=ơ",
    "u": "uø=ù uù=ú uû=ủ uõ=ũ uï=ụ öø=ừ öù=ứ öû=ử öõ=ữ öï=ự ö=ư",
    "y": "yø=ỳ yù=ý yû=ỷ yõ=ỹ î=ỵ ñ=đ æ=ỉ ó=ĩ ò=ị",
}
_VNI = dict(pair.split("=") for group in _VNI_MARKS.values() for pair in group.split())
_VNI |= {k.upper(): v.upper() for k, v in _VNI.items()}
_VNI |= {k[0].upper() + k[1]: v.upper() for k, v in list(_VNI.items()) if len(k) == 2 and k[0].islower()}
_VNI_AT = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FREQUENT = frozenset("ạảấầẩậắằặẹẻếềểệịỉọốồổộớờởợụủứừửựđêôơưăâáàíìóòúùéèý")
# At least this share of marked Vietnamese letters makes a reading of bytes believable (a guess;
# ordinary prose has 20 to 30 %).
_BELIEVABLE = 0.05


def decode(data: bytes) -> str:
    """Characters of a plain text, or a UserError when no encoding gives a readable one."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name)
    if _looks_utf16(data):
        name = "utf-16-le" if data[1::2].count(0) > data[0::2].count(0) else "utf-16-be"
        return _strict(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _odd() from error


def _looks_utf16(data: bytes) -> bool:
    """Without a mark at the start, UTF-16 shows as many zero bytes (spaces and ASCII letters)."""
    head = data[:4000]
    return len(head) >= 4 and head.count(0) > len(head) // 10


def _legacy(data: bytes) -> str:
    """The better of windows-1258 and TCVN3, judged by how Vietnamese the outcome looks."""
    best, score = "", 0.0
    for text in (_cp1258(data), *_fonts(data.decode("cp1252", errors="replace"), data.decode("latin-1"))):
        text = unicodedata.normalize("NFC", text)
        rate = _vietnamese(text)
        if rate > score:
            best, score = text, rate
    if score < _BELIEVABLE:
        raise _odd()
    return best


def _fonts(vni: str, tcvn: str) -> tuple[str, str]:
    """What the fonts of the 1990s draw from these characters."""
    return tcvn.translate(_TCVN3), _VNI_AT.sub(lambda m: _VNI[m[0]], vni)


def mended(text: str) -> str:
    """A text of Unicode characters that only old fonts make Vietnamese ("Së Y tÕ"), as it was meant.

    Only when the outcome is clearly more Vietnamese: an English text stays as it is.
    """
    head = text[:20_000]
    rate = _vietnamese(head)
    if rate >= _BELIEVABLE or not re.search("[\u00a1-\u00ff]", head):
        return text
    rates = [_vietnamese(candidate) for candidate in _fonts(head, head)]
    if max(rates) < max(2 * _BELIEVABLE, rate + _BELIEVABLE):
        return text
    return _fonts(text, text)[rates.index(max(rates))]


def _cp1258(data: bytes) -> str:
    return data.decode("cp1258", errors="replace")


def _vietnamese(text: str) -> float:
    letters = [c for c in text.lower() if c.isalpha()]
    strange = sum(1 for c in text if c == "\ufffd" or (ord(c) > 127 and not c.isalpha()))
    if not letters:
        return 0.0
    return (sum(1 for c in letters if c in _FREQUENT) - 2 * strange) / len(letters)


def _odd() -> UserError:
    return UserError(
        "odd-encoding",
        "Không đọc được bảng mã của tệp văn bản.",
        "Mở tệp bằng phần mềm soạn thảo, lưu lại dạng Unicode (UTF-8) hoặc .docx rồi thử lại.",
    )
