"""Bytes of a text file to characters: what offices really send, not only UTF-8."""

from __future__ import annotations

import codecs

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
    import unicodedata

    best, score = "", 0.0
    for text in (_cp1258(data), data.decode("latin-1").translate(_TCVN3)):
        text = unicodedata.normalize("NFC", text)
        rate = _vietnamese(text)
        if rate > score:
            best, score = text, rate
    if score < _BELIEVABLE:
        raise _odd()
    return best


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
