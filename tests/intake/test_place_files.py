"""Announced levels and facilities."""

from __future__ import annotations

import pytest

from giaoban.intake.models import RowIssue
from giaoban.intake.place_files import import_announcements, import_facilities
from giaoban.kernel.errors import UserError
from giaoban.places.models import AnnouncedLevel, Facility, Unit
from tests.registry.conftest import AT, WriteFile

LEVELS = "unit,level,number,issuer,effective_at"
SITES = "code,name,kind,province,district,commune,valid_from"
STATION = "TYT1,Trạm Y tế Cẩm Trung,station,Quảng Ninh,Cẩm Phả,Cẩm Trung,2021-01-01"


class TestAnnouncements:
    def test_every_row_is_accounted_for(self, places: dict[str, Unit], write: WriteFile) -> None:
        path = write(LEVELS, "06778,3,1/QĐ-UBND,UBND thành phố,2022-03-05", "06778,9,1/QĐ,UBND,2022-03-05")
        result = import_announcements(path, by=None, at=AT)
        assert (result.rows, result.accepted, [r["code"] for r in result.refused]) == (
            2,
            1,
            ["level_unknown"],
        )
        assert RowIssue.objects.get().row == 3
        assert import_announcements(path, by=None, at=AT).unchanged == 1

    def test_a_contradiction_leaves_nothing_written(self, places: dict[str, Unit], write: WriteFile) -> None:
        row = "06778,{},1/QĐ-UBND,UBND thành phố,2022-03-05"
        with pytest.raises(UserError):
            import_announcements(write(LEVELS, row.format(3), row.format(4)), by=None, at=AT)
        assert not AnnouncedLevel.objects.exists()


class TestFacilities:
    def test_they_stand_in_their_commune(self, places: dict[str, Unit], write: WriteFile) -> None:
        result = import_facilities(write(SITES, STATION), by=None, at=AT)
        assert (result.accepted, Facility.objects.get().unit) == (1, places["06778"])
        assert import_facilities(write(SITES, STATION), by=None, at=AT).unchanged == 1

    def test_what_is_wrong_is_named_and_the_rest_taken(
        self, places: dict[str, Unit], write: WriteFile
    ) -> None:
        path = write(
            SITES, STATION, STATION.replace("TYT1", ""),
            STATION.replace("TYT1", "B").replace("2021-01-01", "x"),
            STATION.replace("TYT1", "C").replace("Cẩm Trung,2021", "Cẩm Xa,2021"),
        )  # fmt: skip
        result = import_facilities(path, by=None, at=AT)
        assert [(r["row"], r["column"], r["code"]) for r in result.refused] == [
            (3, "code", "value_missing"),
            (4, "valid_from", "date_unreadable"),
        ]
        assert ([h["row"] for h in result.held], result.accepted, result.rows) == ([5], 1, 4)

    def test_a_column_nobody_knows_and_a_total_are_told(
        self, places: dict[str, Unit], write: WriteFile
    ) -> None:
        result = import_facilities(
            write(f"{SITES},giám đốc", f"{STATION},A", "Tổng cộng,,,,,,,1"), by=None, at=AT
        )
        assert [line["column"] for line in result.left] == ["giám đốc"]
        assert ([line["what"] for line in result.passed_over], result.rows) == (["total"], 1)

    def test_a_file_without_codes_is_refused(self, places: dict[str, Unit], write: WriteFile) -> None:
        with pytest.raises(UserError, match="code"):
            import_facilities(write("name,kind", "Trạm,station"), by=None, at=AT)
