"""What files become text, and what is refused in which words."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from giaoban.kernel.errors import UserError
from giaoban.reading import load, load_bytes
from giaoban.reading.text import MAX_BYTES

SENTENCE = "Sở Y tế rà soát người chưa tiêm tại phường, xã; báo cáo trước ngày 15/3."


def _docx(build) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(text: str | None, password: str | None = None) -> bytes:
    import typst

    source = f'#set page(height: 6cm, width: 12cm, numbering: "1")\n{text or "#rect()"}'
    data = typst.compile(source.encode())
    if password is None:
        return data
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class TestPlainText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_it_reads_the_unicode_encodings(self, encoding):
        assert load_bytes(SENTENCE.encode(encoding), "a.txt") == SENTENCE

    def test_it_reads_windows_1258(self):
        # The code page has some letters whole and writes the tone after the others.
        whole = {c: c for c in "ăâđêôơưàáèéìíòóùúýãõñäëïöüç"}
        spelt = "".join(c if c in whole else unicodedata.normalize("NFD", c) for c in SENTENCE)
        fixed = unicodedata.normalize("NFC", spelt)
        parts = []
        for c in fixed:
            try:
                parts.append(c.encode("cp1258"))
            except UnicodeEncodeError:
                base, tone = unicodedata.normalize("NFD", c)[0:1], unicodedata.normalize("NFD", c)[1:]
                marks = [m for m in tone if m in "\u0300\u0301\u0303\u0309\u0323"]
                rest = unicodedata.normalize("NFC", base + "".join(m for m in tone if m not in marks))
                parts.append((rest + "".join(marks)).encode("cp1258"))
        assert load_bytes(b"".join(parts), "a.txt") == SENTENCE

    def test_it_reads_tcvn3(self):
        data = "Së Y tÕ b¸o c¸o t×nh h×nh dÞch bÖnh trªn ®Þa bµn tØnh".encode("latin-1")
        assert load_bytes(data, "a.txt") == "Sở Y tế báo cáo tình hình dịch bệnh trên địa bàn tỉnh"

    def test_it_reads_vni(self):
        data = "Sôû Y teá baùo caùo tình hình dòch beänh treân ñòa baøn tænh, ñaõ xöû lyù".encode("cp1252")
        meant = "Sở Y tế báo cáo tình hình dịch bệnh trên địa bàn tỉnh, đã xử lý"
        assert load_bytes(data, "a.txt") == meant

    def test_letters_that_only_old_fonts_make_vietnamese_are_mended(self):
        saved = "Së Y tÕ b¸o c¸o t×nh h×nh dÞch bÖnh trªn ®Þa bµn tØnh".encode()
        assert load_bytes(saved, "a.txt") == "Sở Y tế báo cáo tình hình dịch bệnh trên địa bàn tỉnh"

    def test_a_french_text_is_left_as_it_is(self):
        assert load_bytes("Le préfet a été averti à temps.".encode(), "a.txt").startswith("Le préfet a été")

    def test_decomposed_letters_are_composed(self):
        assert load_bytes(unicodedata.normalize("NFD", SENTENCE).encode(), "a.txt") == SENTENCE

    def test_bytes_that_are_no_text_are_refused(self):
        with pytest.raises(UserError) as refused:
            load_bytes(bytes(range(128, 256)) * 20, "a.txt")
        assert refused.value.code == "odd-encoding"

    def test_an_empty_file_is_refused(self):
        with pytest.raises(UserError) as refused:
            load_bytes(b" \n\n", "a.txt")
        assert refused.value.code == "empty-text"

    def test_more_than_ten_megabytes_are_refused_before_reading(self, tmp_path):
        path = tmp_path / "a.txt"
        path.write_bytes(b"a" * (MAX_BYTES + 1))
        with pytest.raises(UserError) as refused:
            load(path)
        assert refused.value.code == "too-large"

    def test_a_missing_file_is_told(self, tmp_path):
        with pytest.raises(UserError) as refused:
            load(tmp_path / "none.txt")
        assert refused.value.code == "no-file"


class TestWord:
    def test_paragraphs_and_tables_stay_in_order(self):
        def build(document):
            document.add_paragraph("Mở đầu")
            table = document.add_table(rows=2, cols=2)
            for i, words in enumerate(["Xã", "Số ca", "Hồng Hạ", "20"]):
                table.cell(i // 2, i % 2).text = words
            document.add_paragraph("Kết thúc")

        assert load_bytes(_docx(build), "a.docx").split("\n")[:4] == [
            "Mở đầu",
            "Xã\tSố ca",
            "Hồng Hạ\t20",
            "Kết thúc",
        ]

    def test_the_marks_of_words_own_lists_are_not_lost(self):
        data = _docx(lambda d: d.add_paragraph(SENTENCE, style="List Bullet"))
        assert load_bytes(data, "a.docx").startswith(f"- {SENTENCE}")

    def test_a_macro_document_is_refused(self):
        data = io.BytesIO(_docx(lambda d: d.add_paragraph(SENTENCE)))
        with zipfile.ZipFile(data, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"x")
        with pytest.raises(UserError) as refused:
            load_bytes(data.getvalue(), "a.docx")
        assert refused.value.code == "macro"

    def test_a_sealed_document_asks_to_remove_the_password(self):
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
        with pytest.raises(UserError) as refused:
            load_bytes(data, "a.docx")
        assert refused.value.code == "password"

    def test_a_zip_that_is_no_document_is_refused(self):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("a.txt", "a")
        with pytest.raises(UserError) as refused:
            load_bytes(data.getvalue(), "a.docx")
        assert refused.value.code == "damaged"


class TestPdf:
    def test_pages_are_joined_without_their_numbers(self):
        text = load_bytes(_pdf(" ".join([SENTENCE] * 6)), "a.pdf")
        assert text.count("Sở Y tế") == 6
        assert not [line for line in text.split("\n") if line.strip().isdigit()]

    def test_a_scan_without_text_is_refused(self):
        with pytest.raises(UserError) as refused:
            load_bytes(_pdf(None), "a.pdf")
        assert refused.value.code == "scanned"

    def test_a_password_is_told(self):
        with pytest.raises(UserError) as refused:
            load_bytes(_pdf(SENTENCE, "khoa"), "a.pdf")
        assert refused.value.code == "password"

    def test_a_damaged_file_is_told(self):
        with pytest.raises(UserError) as refused:
            load_bytes(b"%PDF-1.7\nnothing", "a.pdf")
        assert refused.value.code == "damaged"


class TestSecrecy:
    @pytest.mark.parametrize(
        "stamp", ["MẬT", "TỐI MẬT", "TUYỆT  MẬT", "[ MẬT ]", "Độ mật: Tối mật", "UBND TỈNH\tMẬT"]
    )
    def test_a_stamped_document_is_refused(self, stamp):
        with pytest.raises(UserError) as refused:
            load_bytes(f"UBND TỈNH\nSố: 1/BC-UBND\n{stamp}\n{SENTENCE}".encode(), "a.txt")
        assert refused.value.code == "secret-document"

    @pytest.mark.parametrize(
        "line",
        [
            "Giữ bí mật thông tin cá nhân người bệnh.",
            "BÍ MẬT CỦA SỨC KHỎE",
            "Không đóng dấu MẬT lên văn bản này.",
        ],
    )
    def test_the_word_in_a_sentence_is_no_stamp(self, line):
        assert line in load_bytes(f"{line}\n{SENTENCE}".encode(), "a.txt")
