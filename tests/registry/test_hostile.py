"""Lists as somebody else would write them: each row is taken right, or told with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.test import Client

from giaoban.intake.models import Batch, RowIssue
from giaoban.kernel import clock
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case, Identity
from tests.registry import small_tree
from tests.registry.conftest import AT
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


class TestANameInAStrangeColumn:
    def test_is_not_quoted_as_a_disease(self, take: Take) -> None:
        take(HEADER + ",Bệnh", f"{ROW},{NAME}")
        issue = RowIssue.objects.get()
        assert issue.code == "disease_unknown"
        assert "Bình" not in f"{issue.reason}{issue.next_step}{issue.params}"


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
