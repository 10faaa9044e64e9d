"""Tables that leave the house as XLSX and CSV."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from giaoban.documents import csvfile, xlsx
from giaoban.documents.cells import neutral
from giaoban.documents.model import Cell, Column

COLUMNS = (Column("Họ tên", "left", 2), Column("Ngày"), Column("Số ca"), Column("Tỷ lệ", places=2))
EVIL = '=HYPERLINK("http://x","bấm")'
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Nguyễn Thị Ước", date(2022, 3, 6), 1234, 96.72),
    (EVIL, None, -5, 0.5),
)
TOTAL = ("Tổng số", None, 1229, None)


def book() -> bytes:
    return xlsx.to_bytes(COLUMNS, ROWS, "Danh sách", "Số liệu tính đến 16 giờ 00", TOTAL)


class TestXlsx:
    def test_numbers_stay_numbers_and_dates_stay_dates(self) -> None:
        sheet = CalamineWorkbook.from_filelike(BytesIO(book())).get_sheet_by_index(0).to_python()
        assert sheet[0][0] == "Danh sách"
        assert sheet[1][0] == "Số liệu tính đến 16 giờ 00"
        assert sheet[4] == ["Nguyễn Thị Ước", date(2022, 3, 6), 1234, 96.72]

    def test_a_formula_in_a_name_does_not_run(self) -> None:
        xml = ZipFile(BytesIO(book())).read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in xml
        assert "hyperlink" not in xml.lower()

    def test_the_total_row_is_last(self) -> None:
        sheet = CalamineWorkbook.from_filelike(BytesIO(book())).get_sheet_by_index(0).to_python()
        assert sheet[-1][0] == "Tổng số"
        assert sheet[-1][2] == 1229

    def test_the_same_table_gives_the_same_bytes(self) -> None:
        assert book() == book()

    def test_it_writes_the_file_asked_for(self, tmp_path: Path) -> None:
        xlsx.write_table(COLUMNS, ROWS, tmp_path / "a.xlsx", "Danh sách", "16 giờ 00")
        assert CalamineWorkbook.from_path(tmp_path / "a.xlsx").sheet_names == ["Số liệu"]


class TestCsv:
    def test_excel_is_told_that_it_is_unicode(self, tmp_path: Path) -> None:
        csvfile.write(tmp_path / "a.csv", ["Họ tên"], [["Ước"]])
        assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + "Họ tên\r\nƯớc\r\n".encode()

    def test_a_formula_in_a_name_does_not_run(self) -> None:
        line = csvfile.text(["Họ tên"], [[EVIL]]).splitlines()[1]
        assert line.lstrip('"').startswith("'=")

    def test_what_is_not_known_is_empty_and_dates_are_iso(self) -> None:
        assert csvfile.text(["a", "b", "c"], [[None, date(2022, 3, 6), 96.72]]).endswith(
            ",2022-03-06,96.72\r\n"
        )


class TestNeutral:
    @pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "-cmd|x"])
    def test_what_would_be_computed_becomes_text(self, text: str) -> None:
        assert neutral(text) == "'" + text

    @pytest.mark.parametrize("text", ["-12,5%", "+84912345678", "–", "-", "Ước", "", "a=b"])
    def test_numbers_telephones_and_plain_words_stay_as_they_are(self, text: str) -> None:
        assert neutral(text) == text
