"""Opening what people send."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from giaoban.intake.sheets import Sheet, open_sheet
from giaoban.kernel.errors import UserError

LIST = "Họ và tên,Ngày sinh,Xã\nNguyễn Văn Bình,1975,Cẩm Trung\nTrần Thị Hồng,1980,Cẩm Thạch\n"


def saved(tmp_path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def cells(sheet: Sheet) -> list[list[Any]]:
    return [row for _, row in sheet.rows]


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        list(open_sheet(path).rows)
    return caught.value


class TestDelimiters:
    @pytest.mark.parametrize("mark", [";", "\t", "|"])
    def test_other_than_commas_are_found(self, tmp_path: Path, mark: str) -> None:
        assert cells(open_sheet(saved(tmp_path, LIST.replace(",", mark))))[0] == [
            "Nguyễn Văn Bình",
            "1975",
            "Cẩm Trung",
        ]

    def test_commas_inside_addresses_do_not_deceive(self, tmp_path: Path) -> None:
        text = "Họ tên;Địa chỉ\n" + "An;Tổ 1, Khu 2, Cẩm Trung, Cẩm Phả\n" * 5
        assert cells(open_sheet(saved(tmp_path, text)))[0][1] == "Tổ 1, Khu 2, Cẩm Trung, Cẩm Phả"


class TestQuotes:
    def test_an_open_one_is_refused_with_its_line(self, tmp_path: Path) -> None:
        error = refusal(saved(tmp_path, LIST + '"Phạm Văn Dũng,1990,Cẩm Trung\nLê Thu Hà,1991,Cẩm Trung\n'))
        assert error.code == "csv_broken" and "dòng 4" in error.message

    def test_two_that_swallow_rows_between_them_are_refused(self, tmp_path: Path) -> None:
        rows = '"Phạm Văn Dũng,1990,Cẩm Trung\nLê Thu Hà,1991,Cẩm Trung\nLý Hà",1992,Cẩm Trung\n'
        assert refusal(saved(tmp_path, LIST + rows)).code == "csv_broken"

    def test_a_line_break_inside_an_address_is_no_fault(self, tmp_path: Path) -> None:
        text = 'Họ tên,Địa chỉ\nAn,"Tổ 1\nKhu 2"\nBình,Tổ 3\n'
        assert [number for number, _ in open_sheet(saved(tmp_path, text)).rows] == [2, 3]


class TestHeaders:
    def test_title_rows_above_are_passed_over(self, tmp_path: Path) -> None:
        sheet = open_sheet(saved(tmp_path, "SỞ Y TẾ,,\nDANH SÁCH F0,,\n,,\n" + LIST))
        assert sheet.columns == ["Họ và tên", "Ngày sinh", "Xã"]
        assert [number for number, _ in sheet.rows] == [5, 6]

    def test_a_second_header_row_is_joined(self, tmp_path: Path) -> None:
        text = "Họ và tên,Nơi ở,,\n,Tỉnh,Huyện,Xã\nAn,Quảng Ninh,Cẩm Phả,Cẩm Trung\n"
        sheet = open_sheet(saved(tmp_path, text))
        assert sheet.columns == ["Họ và tên", "Tỉnh", "Huyện", "Xã"]
        assert len(cells(sheet)) == 1

    def test_a_header_printed_again_is_no_row(self, tmp_path: Path) -> None:
        sheet = open_sheet(saved(tmp_path, LIST + LIST))
        assert len(cells(sheet)) == 4
        assert sheet.passed_over == [{"row": 4, "what": "header"}]

    def test_a_total_at_the_end_is_no_row(self, tmp_path: Path) -> None:
        sheet = open_sheet(saved(tmp_path, LIST + "Tổng cộng,,2\n,Tổng số:,\n"))
        assert len(cells(sheet)) == 2
        assert [p["what"] for p in sheet.passed_over] == ["total", "total"]

    def test_a_person_whose_row_is_full_is_no_total(self, tmp_path: Path) -> None:
        assert cells(open_sheet(saved(tmp_path, LIST + "Tống,1990,Cẩm Trung\n")))[2][0] == "Tống"

    @pytest.mark.parametrize(
        "line",
        [
            "Tổng cộng: 06 ca,,",
            "TỔNG CỘNG (I+II),,6",
            "Cộng:,2 ca,",
            "Tổng số: 2 người bệnh,,",
            "Cộng I: 02 ca,,",
        ],
    )
    def test_a_total_however_written_is_no_row(self, tmp_path: Path, line: str) -> None:
        sheet = open_sheet(saved(tmp_path, LIST + line + "\n"))
        assert len(cells(sheet)) == 2 and [p["what"] for p in sheet.passed_over] == ["total"]

    def test_a_heading_of_a_group_is_no_row_but_a_lonely_name_is(self, tmp_path: Path) -> None:
        text = "Họ tên,Năm sinh,Huyện,Xã\nI. TP Cẩm Phả,,,\nAn,1975,Cẩm Phả,Cẩm Trung\nBình,,,\n"
        sheet = open_sheet(saved(tmp_path, text))
        assert [row[0] for row in cells(sheet)] == ["An", "Bình"]
        assert sheet.passed_over == [{"row": 2, "what": "group"}]

    def test_a_groups_number_and_name_may_stand_apart(self, tmp_path: Path) -> None:
        text = "STT,Họ tên,Năm sinh,Xã\nI,PHƯỜNG CẨM TRUNG,,\n1,An,1975,Cẩm Trung\n2,Bình,,\n"
        sheet = open_sheet(saved(tmp_path, text))
        assert [row[1] for row in cells(sheet)] == ["An", "Bình"]
        assert sheet.passed_over == [{"row": 2, "what": "group"}]

    def test_who_signs_below_is_no_row(self, tmp_path: Path) -> None:
        text = (
            "STT,Họ tên,Năm sinh,Xã\n1,An,1975,Cẩm Trung\n,,,\n"
            ',,,"Quảng Ninh, ngày 06 tháng 3 năm 2022"\nNgười lập biểu,,,KT. GIÁM ĐỐC\n,,,PHÓ GIÁM ĐỐC\n'
            ",(Ký ghi rõ họ tên),,\n,Trần Thị Lập,,Nguyễn Văn Ký\n"
        )
        sheet = open_sheet(saved(tmp_path, text))
        assert [row[1] for row in cells(sheet)] == ["An"]
        assert [p["row"] for p in sheet.passed_over if p["what"] == "foot"] == [4, 5, 6, 7, 8]

    @pytest.mark.parametrize("line", [",Bình,,", ",Bình,,Cẩm Trung", ",Ngày Thị Tháng,,"])
    def test_who_stands_there_with_little_is_not_taken_for_one_who_signs(
        self, tmp_path: Path, line: str
    ) -> None:
        text = f"STT,Họ tên,Năm sinh,Xã\n{line}\n,Người lập biểu,,\n2,An,1975,Cẩm Trung\n{line}\n"
        assert len(cells(open_sheet(saved(tmp_path, text)))) == 3

    def test_columns_of_both_sexes_are_counted_too(self, tmp_path: Path) -> None:
        text = "STT,Họ tên,Tuổi,,Xã\n,,Nam,Nữ,\n(1),(2),(3),(4),(5)\n1,An,34,,Cẩm Trung\n"
        sheet = open_sheet(saved(tmp_path, text))
        assert len(cells(sheet)) == 1 and sheet.passed_over == [{"row": 3, "what": "header"}]

    def test_signs_nobody_sees_are_no_part_of_a_heading(self, tmp_path: Path) -> None:
        sheet = open_sheet(saved(tmp_path, b"\xef\xbb\xbf\xef\xbb\xbf" + LIST.encode()))
        assert sheet.columns[0] == "Họ và tên"

    @pytest.mark.parametrize("line", ["1,2,3,4", "(1),(2),(3),(4)", "A,B,1,2"])
    def test_columns_counted_below_the_header_are_no_row(self, tmp_path: Path, line: str) -> None:
        sheet = open_sheet(saved(tmp_path, f"Họ tên,Năm sinh,Huyện,Xã\n{line}\nAn,1975,Cẩm Phả,Cẩm Trung\n"))
        assert len(cells(sheet)) == 1 and [p["row"] for p in sheet.passed_over] == [2]

    @pytest.mark.parametrize(
        ("over", "one", "other", "named", "first", "second"),
        [
            ("Tuổi", "34", "20", ["Tuổi", "Giới tính"], ["34", "nam"], ["20", "nữ"]),
            ("Giới tính", "x", "x", ["Giới tính", ""], ["nam", ""], ["nữ", ""]),
        ],
    )
    def test_a_column_for_each_sex_says_the_sex(
        self, tmp_path: Path, over: str, one: str, other: str, named: list[str], first: list[str],
        second: list[str],
    ) -> None:  # fmt: skip
        text = f"Họ tên,{over},,Xã\n,Nam,Nữ,\nAn,{one},,Cẩm Trung\nBình,,{other},Cẩm Trung\n"
        sheet = open_sheet(saved(tmp_path, text))
        assert sheet.columns == ["Họ tên", *named, "Xã"]
        assert [row[1:3] for row in cells(sheet)] == [first, second]

    def test_empty_lines_are_no_rows(self, tmp_path: Path) -> None:
        assert len(cells(open_sheet(saved(tmp_path, LIST + ",,\n\n  , ,\n")))) == 2

    def test_short_rows_are_filled_up(self, tmp_path: Path) -> None:
        assert cells(open_sheet(saved(tmp_path, LIST + "An\n")))[2] == ["An", "", ""]

    @pytest.mark.parametrize("content", ["", "\n\n", ",,\n,,\n"])
    def test_an_empty_file_is_refused(self, tmp_path: Path, content: str) -> None:
        assert refusal(saved(tmp_path, content)).code == "file_empty"

    def test_a_header_alone_has_no_rows(self, tmp_path: Path) -> None:
        assert cells(open_sheet(saved(tmp_path, LIST.split("\n")[0] + "\n"))) == []


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A cover sheet, and a list with a merged commune, a formula, a true date and a serial."""
    path = tmp_path / "danh-sach.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Bìa").write("A1", "SỞ Y TẾ")
        sheet = book.add_worksheet("Danh sách")
        for column, name in enumerate(("Họ và tên", "Xã", "Ngày công bố", "Tuổi")):
            sheet.write(0, column, name)
        sheet.merge_range("B2:B3", "Cẩm Trung")
        sheet.write("A2", "Nguyễn Văn Bình")
        sheet.write("A3", "Trần Thị Hồng")
        sheet.write_number("C2", 44626)
        sheet.write_formula("C3", "=C2+1", None, 44627)
        sheet.write_formula("D2", "=2022-1975", None, 47)
        sheet.write_string("D3", "42")
    return path


class TestWorkbooks:
    def test_the_longest_sheet_is_the_list(self, workbook: Path) -> None:
        assert open_sheet(workbook).columns == ["Họ và tên", "Xã", "Ngày công bố", "Tuổi"]

    def test_sheets_with_one_header_are_one_list_and_every_other_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "huyen.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            for name, rows in (
                ("Bìa", [["SỞ Y TẾ"]]),
                (
                    "Hạ Long",
                    [["DANH SÁCH"], ["Họ tên", "Tuổi", "Huyện", "Xã"], ["An", 30, "Hạ Long", "Hà Tu"]],
                ),
                ("Cẩm Phả", [["Họ tên", "Tuổi", "Xã", "Huyện"], ["Chi", 31, "Cẩm Trung", "Cẩm Phả"]]),
                (
                    "Tử vong",
                    [["Họ tên", "Tuổi", "Huyện", "Ngày tử vong"], ["Dũng", 80, "Hạ Long", "1/3/2022"]],
                ),
            ):
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
            book.add_worksheet("ẩn").write_row(0, 0, ["Họ tên", "Tuổi", "Huyện", "Xã"])
            book.get_worksheet_by_name("ẩn").hide()
        sheet = open_sheet(path)
        assert list(sheet.rows) == [
            (3, ["An", 30, "Hạ Long", "Hà Tu"]),
            (5, ["Chi", 31, "Cẩm Phả", "Cẩm Trung"]),
        ]
        assert [(p["what"], p["sheet"], p["row"]) for p in sheet.passed_over] == [
            ("sheet_left", "Bìa", 0), ("sheet_from", "Cẩm Phả", 4), ("list_left", "Tử vong", 0),
            ("sheet_left", "ẩn", 0),
        ]  # fmt: skip

    def test_a_merged_cell_is_said_of_each_row(self, workbook: Path) -> None:
        assert [row[1] for row in cells(open_sheet(workbook))] == ["Cẩm Trung", "Cẩm Trung"]

    def test_a_formula_is_the_value_it_had(self, workbook: Path) -> None:
        assert [row[2:] for row in cells(open_sheet(workbook))] == [[44626, 47], [44627, "42"]]

    @pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
    def test_a_truncated_one_is_refused(self, workbook: Path, keep: float) -> None:
        raw = workbook.read_bytes()
        workbook.write_bytes(raw[: int(len(raw) * keep)])
        assert refusal(workbook).code == "xlsx_broken"

    def test_one_with_a_password_is_refused_as_such(self, tmp_path: Path) -> None:
        path = saved(
            tmp_path,
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
        )
        assert refusal(path).code == "file_locked"

    def test_an_old_one_is_refused_with_the_next_step(self, tmp_path: Path) -> None:
        error = refusal(saved(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512))
        assert error.code == "xls_old" and ".xlsx" in error.next_step

    @pytest.mark.parametrize(
        "raw", [b"<html><table><tr><td>A", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook>"]
    )
    def test_a_page_called_a_sheet_is_refused_as_such(self, tmp_path: Path, raw: bytes) -> None:
        assert refusal(saved(tmp_path, raw)).code == "markup"

    def test_another_archive_is_refused(self, tmp_path: Path) -> None:
        assert refusal(saved(tmp_path, b"PK\x03\x04" + b"x" * 100)).code == "xlsx_broken"


class TestUnknownHeadings:
    @pytest.mark.parametrize(
        "first",
        ["H1,An,0912345678,Cẩm Trung", "H1,An,01/03/2022,x", "H1,An,1975,022075000011", "An,1975,Cẩm Trung"],
    )
    def test_a_list_without_any_is_refused_and_nobody_becomes_a_heading(
        self, tmp_path: Path, first: str
    ) -> None:
        error = refusal(saved(tmp_path, f"{first}\n{first.replace('An', 'Chi')}\n"))
        assert error.code == "header_absent" and "An" not in error.message + error.next_step

    def test_titles_above_them_are_passed_over_too(self, tmp_path: Path) -> None:
        """A form of somebody else's, whose mapping knows its headings."""
        sheet = open_sheet(saved(tmp_path, "BIỂU MẪU 01\nCHỮ KÝ,\nA1,A2,A3\nx,y,z\n"))
        assert sheet.columns == ["A1", "A2", "A3"] and cells(sheet) == [["x", "y", "z"]]
