"""Lists as somebody else would write them: each row is taken right, or told with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.test import Client

from giaoban.intake.models import Batch, Return, RowIssue
from giaoban.intake.returns import import_returns
from giaoban.intake.sheets import open_sheet
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.lab.run import import_lab
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case, Identity, LabSample, Person
from giaoban.registry.noticed import sentences
from giaoban.registry.residents import import_residents
from tests.registry import small_tree
from tests.registry.conftest import AT, WriteFile
from tests.registry.officers import officer
from tests.registry.taking import HEADER, ROW, Take
from tests.registry.test_mapping_page import send

NAME, PHONE, CID = "Nguyễn Văn Bình", "0100000001", "000175000001"


def identity() -> dict[str, Any]:
    found: dict[str, Any] = unseal(Identity.objects.get().sealed)
    return found


class TestWhoWasTestedNegative:
    RESULTS = HEADER + ",Kết quả"

    @pytest.mark.parametrize("said", ["Âm tính", "âm tính (lần 2)", "(-)", "nghi ngờ"])
    def test_is_no_case(self, take: Take, said: str) -> None:
        result = take(self.RESULTS, f"{ROW},{said}")
        assert not Case.objects.exists() and result.refused[0]["code"] == "not_positive"
        assert "Kết quả xét nghiệm" in result.refused[0]["next"]

    @pytest.mark.parametrize("said", ["Dương tính", "(+)", "Dương tính, Ct 18", "CT=24,5", "", "-"])
    def test_but_who_was_positive_is(self, take: Take, said: str) -> None:
        assert take(self.RESULTS, [*ROW.split(","), said]).accepted == 1

    def test_unless_the_mapping_leaves_the_column_out(self, take: Take) -> None:
        mapping = {"columns": {"test_result": None}}
        assert take(self.RESULTS, f"{ROW},Âm tính", mapping=mapping).accepted == 1

    def test_and_how_somebody_fared_is_not_passed_over_in_such_a_column(self, take: Take) -> None:
        result = take(self.RESULTS, f"{ROW},Tử vong")
        assert result.refused[0]["code"] == "outcome_as_result"


class TestNumbersASpreadsheetChanged:
    def test_phone_and_identity_number_get_their_zero_back(self, take: Take) -> None:
        take(HEADER, ROW.replace(PHONE, "912345678").replace(CID, "22175000001"))
        assert (identity()["phone"], identity()["cid"]) == ("0912345678", "022175000001")

    def test_one_phone_is_one_however_it_is_written(self, take: Take) -> None:
        take(HEADER, ROW.replace(PHONE, "0912 345 678"))
        take(HEADER, ROW.replace(PHONE, "+84912345678"))
        assert Identity.objects.count() == 1 and identity()["phone"] == "0912345678"

    def test_a_communes_code_gets_its_zero_back(self, take: Take) -> None:
        place = "Quảng Ninh,Cẩm Phả,Cẩm Trung"
        assert take(HEADER, ROW.replace(place, ",,6778")).accepted == 1
        assert Case.objects.get().unit.code == small_tree.CAM_TRUNG

    def test_a_case_number_is_never_cut_short(self, take: Take) -> None:
        result = take(HEADER, ROW.replace("QN1", "Q" * 41))
        assert result.refused[0]["code"] == "too_long" and not Case.objects.exists()


class TestSignsNobodySees:
    def test_are_no_part_of_a_name(self, take: Take) -> None:
        take(HEADER, [c.replace(NAME, "Nguyễn\u200b Văn  \u00a0Bình\u0007 ") for c in ROW.split(",")])
        assert identity()["name"] == NAME
        assert take(HEADER, ROW).unchanged == 1


class TestAnErrorInAWorkbook:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "loi.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            book.add_worksheet("Trống")
            sheet = book.add_worksheet("Danh sách")
            sheet.write_row(0, 0, ["Mã BN", "Họ tên", "Xã", "Huyện", "Ngày công bố"])
            sheet.write_row(1, 0, ["X1", "An", "Cẩm Trung", "Cẩm Phả", "04/03/2022"])
            sheet.write_row(2, 0, ["X2", "", "Cẩm Trung", "Cẩm Phả", "04/03/2022"])
            sheet.write_formula(2, 1, "=VLOOKUP(A3,Z:Z,1,0)", None, "#N/A")
            sheet.write_row(3, 0, ["X3", "Bình", "Cẩm Trung", "Cẩm Phả", ""])
            sheet.write_formula(3, 4, "=1/0", None, "#DIV/0!")
        return path

    def test_refuses_its_row_instead_of_losing_the_name(self, places: dict[str, Unit], path: Path) -> None:
        result = import_linelist(path, by=None, at=AT)
        assert result.accepted == 1
        told = [(r["row"], r["column"], r["value"], r["code"]) for r in result.refused]
        assert told == [
            (3, "Họ tên", "#N/A", "cell_error"),
            (4, "Ngày công bố", "#DIV/0!", "cell_error"),
        ]


class TestAWorkbookWithAStrayCell:
    def test_is_refused_before_it_takes_all_memory(self, tmp_path: Path) -> None:
        path = tmp_path / "xa.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("Tháng 3")
            sheet.write_row(0, 0, ["Mã BN", "Họ tên"])
            sheet.write(1_048_575, 16_383, "x")
        with pytest.raises(UserError) as refused:
            open_sheet(path)
        assert refused.value.code == "cells_too_far" and "Tháng 3" in refused.value.message


class TestTwoColumnsOfOneName:
    def test_are_told_and_the_first_is_read(self, take: Take) -> None:
        result = take(HEADER + ",name", [*ROW.split(","), "Mẹ Kín"])
        assert identity()["name"] == NAME
        assert {"what": "twice", "column": "name"} in result.noticed
        assert "chỉ đọc cột đứng trước" in " ".join(sentences(result.noticed))


class TestANameInAStrangeColumn:
    def test_is_not_quoted_as_a_disease(self, take: Take) -> None:
        take(HEADER + ",Bệnh", f"{ROW},{NAME}")
        issue = RowIssue.objects.get()
        assert issue.code == "disease_unknown"
        assert "Bình" not in f"{issue.reason}{issue.next_step}{issue.params}"


class TestAnUnderlyingDisease:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [("Tăng huyết áp", True), ("ĐTĐ type 2", True), ("Có, hen", True), ("Không có", False),
         ("Chưa phát hiện", False), ("", False)],
    )  # fmt: skip
    def test_may_be_named_instead_of_said_to_be_there(self, take: Take, said: str, meant: bool) -> None:
        assert take(HEADER + ",Bệnh nền", [*ROW.split(","), said]).accepted == 1
        assert Person.objects.get().underlying is meant


class TestDoses:
    def test_out_of_order_are_no_residents(self, places: dict[str, Unit], write: WriteFile) -> None:
        header = "Họ tên,Năm sinh,Xã,Huyện,Mũi 1,Mũi 2"
        path = write(header, "An,1990,Cẩm Trung,Cẩm Phả,01/11/2021,01/08/2021")
        result = import_residents(path, by=None, at=AT)
        assert [r["code"] for r in result.refused] == ["dates_out_of_order"] and not Person.objects.exists()


class TestASampleOfTwoMinds:
    def test_keeps_the_first_and_the_second_is_told(self, places: dict[str, Unit], write: WriteFile) -> None:
        header = "Mã số mẫu,Họ tên,Xã,Huyện,Collection date,Phương pháp,Kết quả"
        row = "L1,An,Cẩm Trung,Cẩm Phả,03/03/2022,RT-PCR,Dương tính"
        result = import_lab(write(header, row, row.replace("Dương", "Âm")), by=None, at=AT)
        assert (result.accepted, [r["code"] for r in result.refused]) == (1, ["said_otherwise"])
        assert LabSample.objects.get().result == "positive"


class TestATotalAmongReturns:
    @pytest.mark.parametrize("total", ["Tổng cộng", "Cộng", "TỔNG SỐ (I+II)"])
    def test_is_not_counted_once_more(self, places: dict[str, Unit], write: WriteFile, total: str) -> None:
        header = "Địa bàn,Ngày,Chỉ số,Giá trị"
        path = write(header, "Cẩm Phả,05/03/2022,Ca mắc mới,12", f"{total},05/03/2022,Ca mắc mới,12")
        result = import_returns(path, by=None, at=AT)
        assert (result.accepted, [r["code"] for r in result.refused]) == (1, ["total_row"])
        assert Return.objects.count() == 1


class TestAFileOfVeryManyColumns:
    def test_is_refused_instead_of_asking_of_each(self, tmp_path: Path) -> None:
        path = tmp_path / "rong.csv"
        path.write_text(",".join(f"c{n}" for n in range(301)) + "\n")
        with pytest.raises(UserError) as refused:
            open_sheet(path)
        assert refused.value.code == "too_many_columns"


class TestAFileOfHeadingsAlone:
    def test_is_not_called_taken(
        self, places: dict[str, Unit], client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(clock, "now", lambda: AT)
        client.force_login(officer("district", places[small_tree.CAM_PHA]))
        page = client.get(send(client, "Mã ca bệnh,Họ tên,Ngày công bố\n").headers["Location"])
        assert Batch.objects.get().rows == 0
        shown = page.content.decode()
        assert "Tệp chỉ có dòng tên cột" in shown and "Mọi dòng đều đã được nhận" not in shown
