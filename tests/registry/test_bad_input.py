"""Bad input: a clear error with row, column and next step; nothing half-written, nothing lost."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import OperationalError, connection
from pytest_django import Settings

from giaoban.intake import received
from giaoban.intake.models import Batch, RowIssue
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.linelist import checked
from giaoban.registry.linelist import write as writing
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case, CaseState, Person
from tests.registry.conftest import AT, WriteFile
from tests.registry.taking import HEADER, OTHER, ROW, Take, everything

WIDE = HEADER + ",outcome,outcome_date,underlying"
WROW = ROW + ",,,"


class TestARefusedRow:
    @pytest.mark.parametrize(
        ("before", "after", "column", "code"),
        [
            ("04/03/2022", "31/02/2022", "announced", "date_unreadable"),
            ("04/03/2022", "07/03/2022", "announced", "date_in_future"),
            ("04/03/2022", "", "announced", "announced_absent"),
            ("03/03/2022", "05/03/2022", "sampled", "dates_out_of_order"),
            ("06/03/1975", "06/13/1975", "birth", "date_unreadable"),
            ("06/03/1975", "06/03/2030", "birth", "birth_impossible"),
            ("06/03/1975", "05/03/2022", "birth", "birth_impossible"),
            ("06/03/1975", "130 tuổi", "birth", "date_unreadable"),
            ("nhẹ", "ốm vừa phải", "severity", "code_unknown"),
            ("nam", "không biết", "sex", "code_unknown"),
            (",,,", ",tử vong,,", "outcome_date", "outcome_date_absent"),
            (",,,", ",,05/03/2022,", "outcome", "outcome_absent"),
            (",,,", ",,,có lẽ", "underlying", "flag_unknown"),
            ("0100000001", "=A1&B1", "phone", "formula"),
            ("04/03/2022", "=TODAY()", "announced", "formula"),
        ],
    )
    def test_it_names_row_column_and_next_step_and_the_rest_is_taken(
        self, take: Take, before: str, after: str, column: str, code: str
    ) -> None:
        result = take(WIDE, WROW.replace(before, after), OTHER + ",,,")
        (refused,) = result.refused
        assert refused.keys() == {"row", "column", "value", "code", "reason", "next"}
        assert (refused["row"], refused["column"], refused["code"]) == (2, column, code)
        assert refused["reason"] and refused["next"] and (result.accepted, result.exit_code) == (1, 3)

    def test_it_is_kept_sealed_as_it_came(self, take: Take) -> None:
        take(HEADER, ROW.replace("04/03/2022", "hôm qua"))
        assert unseal(RowIssue.objects.get().sealed)["cells"][10] == "hôm qua"

    def test_no_reason_ever_quotes_a_cell(self, take: Take) -> None:
        """In a list whose columns slipped, a name may stand in any of them."""
        name = "Nguyễn Văn Bình"
        for place in range(13):
            cells: list[str] = ROW.split(",")
            cells[place] = name
            take(HEADER, cells)
        assert RowIssue.objects.count() > 5
        for issue in RowIssue.objects.all():
            assert "Bình" not in issue.reason + issue.next_step + issue.column

    def test_a_row_without_number_and_name_is_refused(self, take: Take) -> None:
        result = take(HEADER, ROW.replace("QN1,Nguyễn Văn Bình", ","))
        assert result.refused[0]["code"] == "unrecognisable"


class TestTaken:
    @pytest.mark.parametrize(
        ("birth", "age", "born", "precision"),
        [
            ("3 tháng", 0, None, "year"), ("71 tuổi", 71, None, "year"),
            ("1975", 46, date(1975, 7, 1), "year"), ("06/03/75", 46, date(1975, 3, 6), "day"),
            ("2022", 0, date(2022, 7, 1), "year"), ("27459", 46, date(1975, 3, 6), "day"),
        ],
    )  # fmt: skip
    def test_births_as_lists_write_them(
        self, take: Take, birth: str, age: int, born: date | None, precision: str
    ) -> None:
        take(HEADER, ROW.replace("06/03/1975", birth))
        case = Case.objects.select_related("person").get()
        assert (case.age, case.person.birth, case.person.birth_precision) == (age, born, precision)

    def test_month_before_day_when_the_mapping_says_so(self, take: Take) -> None:
        take(
            HEADER,
            ROW.replace("04/03/2022", "03/04/2022").replace("03/03/2022", "03/03/2022"),
            mapping={"dates": "mdy"},
        )
        assert Case.objects.get().announced == date(2022, 3, 4)

    def test_a_text_that_a_spreadsheet_keeps_by_a_formula(self, take: Take) -> None:
        take(HEADER, [*ROW.split(",")[:5], '="0100000001"', *ROW.split(",")[6:]])
        assert Case.objects.count() == 1

    def test_a_workbook_with_merged_cells_dates_and_cached_formulas(
        self, places: dict[str, Unit], tmp_path: Path
    ) -> None:
        path = tmp_path / "f0.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            sheet.merge_range("A1:E1", "DANH SÁCH F0")
            for column, name in enumerate(("Họ tên", "Năm sinh", "Huyện", "Xã", "Ngày công bố")):
                sheet.write(1, column, name)
            sheet.merge_range("C3:C4", "Cẩm Phả")
            for row, (name, year, commune) in enumerate(
                [("An", 1975, "Cẩm Trung"), ("Chi", 1980, "Cẩm Thạch")], 2
            ):
                sheet.write_row(row, 0, [name, year])
                sheet.write(row, 3, commune)
            sheet.write_formula("E3", "=DATE(2022,3,4)", None, 44624)
            sheet.write_number("E4", 44625)
        result = import_linelist(path, by=None, at=AT)
        assert result.accepted == 2
        found = Case.objects.order_by("row").values_list("row", "unit__code", "announced", "age")
        assert list(found) == [(3, "06778", date(2022, 3, 4), 46), (4, "06775", date(2022, 3, 5), 41)]

    def test_totals_and_headers_printed_again_are_told_and_not_counted(self, take: Take) -> None:
        result = take(HEADER, ROW, HEADER, OTHER, "Tổng cộng,2,,,,,,,,,,,")
        assert (result.rows, result.accepted) == (2, 2)
        assert result.as_dict()["passed_over"] == [{"row": 3, "what": "header"}, {"row": 5, "what": "total"}]


class TestAnUnreadableFile:
    @pytest.fixture
    def nothing_written(self, places: dict[str, Unit]) -> Iterator[None]:
        yield
        assert not Batch.objects.exists() and not Case.objects.exists()

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "file_empty"), (b"\n\n", "file_empty"), (b"a,b\n1,2\n", "header_unrecognised"),
            (b"PK\x03\x04 cut", "xlsx_broken"), (b"case_id\n\xff\x81\x8d\n", "encoding_unknown"),
            (HEADER.encode() + b'\n"QN1,open quote\n' + b"x,y\n" * 3, "csv_broken"),
        ],
    )  # fmt: skip
    def test_nothing_is_written(
        self, nothing_written: None, tmp_path: Path, content: bytes, code: str
    ) -> None:
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        with pytest.raises(UserError) as caught:
            import_linelist(path, by=None, at=AT)
        assert caught.value.code == code and caught.value.next_step

    def test_nor_when_the_fault_stands_in_its_last_line(
        self, nothing_written: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(checked, "BATCH", 2)
        path = tmp_path / "x.csv"
        path.write_text("\n".join([HEADER, *[ROW] * 9, '"QN2,open quote']))
        with pytest.raises(UserError, match="dòng 11"):
            import_linelist(path, by=None, at=AT)


def numbered(n: int) -> list[str]:
    return [ROW.replace("QN1", f"QN{i}").replace("000175000001", f"0001750{i:05d}") for i in range(n)]


class TestABatch:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checked, "BATCH", 3)

    @pytest.mark.parametrize("after", [0, 1, 2])
    def test_a_kill_leaves_whole_batches_and_the_same_command_finishes_the_file(
        self, take: Take, write: WriteFile, monkeypatch: pytest.MonkeyPatch, after: int
    ) -> None:
        batches = iter(range(9))
        states = writing.insert_states

        def killed(rows: list[Any]) -> None:
            if next(batches) == after:
                raise KeyboardInterrupt  # between the cases and their states
            states(rows)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(writing, "insert_states", killed)
            take(HEADER, *numbered(8))
        assert (Case.objects.count(), CaseState.objects.count()) == (3 * after, 6 * after)
        result = take(HEADER, *numbered(8))
        assert (result.accepted, result.unchanged) == (8 - 3 * after, 3 * after)
        assert (Case.objects.count(), Person.objects.count(), CaseState.objects.count()) == (8, 8, 16)

    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (OperationalError("database or disk is full"), "disk_full"),
            (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
            (OperationalError("database is locked"), "database_busy"),
        ],
    )
    def test_a_full_disk_or_a_locked_database_is_told_and_costs_one_batch(
        self, take: Take, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
    ) -> None:
        batches = iter(range(9))
        states = writing.insert_states

        def failing(rows: list[Any]) -> None:
            if next(batches) == 1:
                raise error
            states(rows)

        with monkeypatch.context() as patch, pytest.raises(UserError) as caught:
            patch.setattr(writing, "insert_states", failing)
            take(HEADER, *numbered(8))
        assert caught.value.code == code and "nhập lại" in caught.value.next_step
        assert Case.objects.count() == 3
        assert take(HEADER, *numbered(8)).accepted == 5

    def test_a_case_may_stand_in_several_batches(self, take: Take) -> None:
        result = take(HEADER, *numbered(4), numbered(1)[0].replace("nhẹ", "nặng"))
        assert (result.accepted, result.corrected) == (4, 1)


class TestTheFileAndTheState:
    def test_a_file_changed_meanwhile_is_refused_and_nothing_written(
        self, places: dict[str, Unit], write: WriteFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = write(HEADER, ROW)

        def meanwhile(block: bytes) -> bytes:
            path.write_bytes(block + b"more")
            return block

        monkeypatch.setattr(received, "seal_bytes", meanwhile)
        with pytest.raises(UserError, match="đang được ghi"):
            import_linelist(path, by=None, at=AT)
        assert not Batch.objects.exists()

    def test_a_state_directory_that_cannot_be_made_is_told(
        self, places: dict[str, Unit], write: WriteFile, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*given: Any, **more: Any) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "mkdir", refused)
        with pytest.raises(UserError) as caught:
            import_linelist(write(HEADER, ROW), by=None, at=AT)
        assert caught.value.code == "state_not_writable"

    @pytest.mark.skipif(
        connection.vendor != "sqlite", reason="after an error PostgreSQL takes no more statements"
    )
    def test_an_absent_database_is_told(self, places: dict[str, Unit], write: WriteFile) -> None:
        path = write(HEADER, ROW)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE intake_batch RENAME TO intake_batch_away")
        with pytest.raises(UserError) as caught:
            import_linelist(path, by=None, at=AT)
        connection.needs_rollback = False
        assert caught.value.code == "database_absent"

    def test_everything_is_as_it_was_after_a_refusal(self, take: Take) -> None:
        take(HEADER, ROW)
        before = everything()
        with pytest.raises(UserError):
            take("a,b", "1,2")
        assert everything() == before
