"""Text in any usual encoding, and in fonts of before Unicode."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from giaoban.intake.mapping import check
from giaoban.intake.sheets import open_sheet
from giaoban.kernel.errors import UserError
from tests.intake.test_sheets import LIST, cells, refusal, saved

# Vietnamese letters of the list in TCVN3 (TCVN 5712:1993): bytes of a legacy font
_TCVN3 = {"ọ": 0xE4, "à": 0xB5, "ê": 0xAA, "ễ": 0xD4, "ă": 0xA8, "ì": 0xD7, "ầ": 0xC7, "ị": 0xDE, "ồ": 0xE5,
          "ẩ": 0xC8, "ạ": 0xB9, "ã": 0xB7, "ư": 0xAD, "ờ": 0xEA, "ố": 0xE8, "đ": 0xAE}  # fmt: skip
_VNI = {"ọ": "oï", "à": "aø", "ê": "eâ", "ễ": "eã", "ă": "aê", "ì": "ì", "ầ": "aà", "ị": "ò", "ồ": "oà",
        "ẩ": "aå", "ạ": "aï", "ã": "aõ", "ư": "ö", "đ": "ñ"}  # fmt: skip


def windows_1258(text: str) -> bytes:
    """As Windows writes it: the tone behind its vowel."""
    made = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            made += letter.encode("cp1258")
        except UnicodeEncodeError:
            *body, tone = unicodedata.normalize("NFD", letter)
            made += unicodedata.normalize("NFC", "".join(body)).encode("cp1258") + tone.encode("cp1258")
    return made


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_unicode_is_read(self, tmp_path: Path, encoding: str) -> None:
        assert cells(open_sheet(saved(tmp_path, LIST, encoding)))[0][0] == "Nguyễn Văn Bình"

    def test_windows_1258_is_read(self, tmp_path: Path) -> None:
        sheet = open_sheet(saved(tmp_path, windows_1258(LIST)))
        assert [unicodedata.normalize("NFC", c) for c in cells(sheet)[1]] == [
            "Trần Thị Hồng",
            "1980",
            "Cẩm Thạch",
        ]

    def test_a_font_of_old_is_read_as_what_it_says_and_this_is_told(self, tmp_path: Path) -> None:
        raw = b"".join(bytes([_TCVN3[c]]) if c in _TCVN3 else c.encode("ascii") for c in LIST)
        sheet = open_sheet(saved(tmp_path, raw))
        assert sheet.columns == ["Họ và tên", "Ngày sinh", "Xã"]
        assert [row[0] for row in cells(sheet)] == ["Nguyễn Văn Bình", "Trần Thị Hồng"]
        assert sheet.passed_over == [{"row": 0, "what": "font", "font": "TCVN3"}]

    def test_a_heading_that_looks_sound_is_of_the_font_of_its_file(self, tmp_path: Path) -> None:
        text = LIST.replace("Ngày sinh", "Số CCCD")
        raw = b"".join(bytes([_TCVN3[c]]) if c in _TCVN3 else c.encode("ascii") for c in text)
        assert open_sheet(saved(tmp_path, raw)).columns[1] == "Số CCCD"

    def test_vni_is_read(self, tmp_path: Path) -> None:
        raw = "".join(_VNI.get(c, c) for c in LIST).encode("cp1252")
        assert [row[2] for row in cells(open_sheet(saved(tmp_path, raw)))] == ["Cẩm Trung", "Cẩm Thạch"]

    def test_utf_8_broken_on_its_way_is_put_right(self, tmp_path: Path) -> None:
        raw = LIST.encode().decode("latin-1").encode()
        assert cells(open_sheet(saved(tmp_path, raw)))[0][0] == "Nguyễn Văn Bình"

    def test_a_font_of_old_below_headings_in_unicode(self, tmp_path: Path) -> None:
        """As in a workbook: the form is new, the names were pasted."""
        body = "".join(chr(_TCVN3[c]) if c in _TCVN3 else c for c in LIST.split("\n", 1)[1])
        sheet = open_sheet(saved(tmp_path, LIST.split("\n")[0] + "\n" + body))
        assert [row[0] for row in cells(sheet)] == ["Nguyễn Văn Bình", "Trần Thị Hồng"]

    def test_what_no_font_explains_is_refused_with_the_next_step(self, tmp_path: Path) -> None:
        garbled = "Ngµ»ÔÞn ¾¼½ÞÞ,1975,C¾¾m\nTr÷÷¢¢ Þ»,1980,¾¿\n"
        error = refusal(saved(tmp_path, LIST.split("\n")[0] + "\n" + garbled))
        assert error.code == "text_garbled" and "UniKey" in error.next_step

    @pytest.mark.parametrize(
        "names", ["Müller,1975,Köln\nGößmann,1980,Århus\n", "Nuñez,1975,Mérida\nFrançois,1980,Genève\n"]
    )
    def test_names_of_other_countries_stay_as_they_are(self, tmp_path: Path, names: str) -> None:
        assert cells(open_sheet(saved(tmp_path, "Name,Birth,City\n" + names)))[0][0] in names

    def test_utf_16_without_its_mark_is_read(self, tmp_path: Path) -> None:
        assert cells(open_sheet(saved(tmp_path, LIST, "utf-16-le")))[0][0] == "Nguyễn Văn Bình"

    @pytest.mark.parametrize("raw", [b"name,birth\nA\x00B,1975\n", "name,birth\nA\x00B,1\n".encode("utf-16")])
    def test_a_nul_is_refused(self, tmp_path: Path, raw: bytes) -> None:
        assert refusal(saved(tmp_path, raw)).code == "not_text"

    def test_a_cut_utf_16_file_is_refused(self, tmp_path: Path) -> None:
        assert refusal(saved(tmp_path, LIST.encode("utf-16")[:-1])).code == "not_text"


class TestAnEncodingTheMappingNames:
    ROWS = "Ho ten,Ngay sinh,Xa\n"
    FOREIGN = ROWS + "José Muñoz,1980,Ålesund\nGünther Strauß,1975,Besançon\n"

    @pytest.mark.parametrize(
        ("encoding", "name"), [("cp1252", "José Muñoz"), ("latin-1", "José Muñoz"), ("cp1251", "Иван Шишкин")]
    )
    def test_is_what_the_file_is_read_as(self, tmp_path: Path, encoding: str, name: str) -> None:
        text = self.FOREIGN if "José" in name else self.ROWS + "Иван Шишкин,1980,Тула\n"
        sheet = open_sheet(saved(tmp_path, text, encoding), encoding=encoding)
        assert cells(sheet)[0][0] == name

    def test_is_never_guessed(self, tmp_path: Path) -> None:
        found = refusal(saved(tmp_path, self.FOREIGN, "cp1252"))
        assert found.code == "encoding_unknown" and "encoding" in found.next_step

    def test_is_refused_where_the_file_is_unicode(self, tmp_path: Path) -> None:
        """Read as told every name would be garbled."""
        with pytest.raises(UserError) as refused:
            open_sheet(saved(tmp_path, LIST, "utf-8"), encoding="cp1252")
        assert refused.value.code == "encoding_otherwise"

    def test_is_refused_where_the_bytes_cannot_be_of_it(self, tmp_path: Path) -> None:
        with pytest.raises(UserError) as refused:
            open_sheet(saved(tmp_path, self.ROWS.encode() + b"\xff\xff\x81,1,2\n"), encoding="shift_jis")
        assert refused.value.code == "encoding_otherwise"

    @pytest.mark.parametrize("named", ["x", "rot13", "base64", ["cp1252"], 5])
    def test_that_nobody_knows_is_refused(self, named: object) -> None:
        with pytest.raises(UserError) as refused:
            check({"encoding": named})
        assert refused.value.code == "mapping_encoding"
