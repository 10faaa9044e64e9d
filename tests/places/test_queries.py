"""Reads by code and date, announced levels, facilities, and the commands over them."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from giaoban.kernel.errors import UserError
from giaoban.places import actions, announcements, matcher_store, queries
from giaoban.places.actions import Announcement, FacilityRow
from giaoban.places.cli import app
from giaoban.places.models import AnnouncedLevel, Facility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]

THEN, LATER = date(2022, 3, 6), date(2026, 1, 1)
NOON = datetime(2022, 3, 6, 12, 0)


class TestResolve:
    def test_one_code_is_another_place_on_another_tree(self) -> None:
        assert queries.resolve("06793", THEN).full_name == "Phường Cẩm Trung"
        assert queries.resolve("06793", LATER).full_name == "Phường Cẩm Phả"

    def test_a_code_of_the_other_tree_names_its_dates_and_its_successors(self) -> None:
        with pytest.raises(UserError) as caught:
            queries.resolve("195", LATER)
        assert caught.value.code == "unit_not_valid_then"
        assert "30/6/2025" in caught.value.message
        assert "Phường Quang Hanh (06778)" in caught.value.next_step

    def test_an_unknown_code_says_how_to_find_one(self) -> None:
        with pytest.raises(UserError, match="places find"):
            queries.resolve("99999", THEN)

    def test_the_last_day_of_a_tree_belongs_to_it(self) -> None:
        assert queries.resolve("195", date(2025, 6, 30)).level == "district"
        with pytest.raises(UserError):
            queries.resolve("195", date(2025, 7, 1))

    def test_the_root_is_the_setting(self, settings: pytest.FixtureRequest) -> None:
        settings.GIAOBAN_ROOT_PLACE = "22"  # type: ignore[attr-defined]
        assert queries.root(THEN).path == "VN/22"
        assert queries.root().valid_from == date(2025, 7, 1)


class TestSubtree:
    def test_it_stays_on_one_tree(self) -> None:
        assert queries.subtree(queries.resolve("22", THEN)).count() == 1 + 13 + 177
        assert queries.subtree(queries.resolve("22", LATER), "commune").count() == 54

    def test_the_country_is_asked_with_a_date(self) -> None:
        country = queries.resolve("VN", LATER)
        assert queries.subtree(country, "province", on=LATER).count() == 34
        assert queries.subtree(country, "province", on=THEN).count() == 63
        assert queries.children(country, on=LATER).count() == 34

    def test_ancestors_go_from_the_country_down(self) -> None:
        above = queries.ancestors(queries.resolve("06793", THEN))
        assert [unit.code for unit in above] == ["VN", "22", "195"]


class TestAnnouncedLevels:
    def row(self, level: int = 3, at: datetime = NOON) -> Announcement:
        unit = queries.resolve("06793", THEN)
        return Announcement(unit.id, level, "12/TB-UBND", "UBND tỉnh", at)

    def test_the_newest_in_force_counts(self) -> None:
        rows = [self.row(3), self.row(4, datetime(2022, 3, 8))]
        actions.announce_levels(rows, by=None, recorded_at=NOON)
        unit = rows[0].unit_id
        assert queries.announced_levels(date(2022, 3, 7))[unit].level == 3
        assert queries.announced_levels(date(2022, 3, 8))[unit].level == 4
        assert unit not in queries.announced_levels(datetime(2022, 3, 6, 11, 59))

    def test_announcing_again_changes_nothing(self) -> None:
        actions.announce_levels([self.row()], by=None, recorded_at=NOON)
        again = actions.announce_levels([self.row(), self.row()], by=None, recorded_at=NOON)
        assert again == (0, 2)

    def test_another_level_at_the_same_hour_is_refused(self) -> None:
        actions.announce_levels([self.row(3)], by=None, recorded_at=NOON)
        with pytest.raises(UserError, match="đã có công bố cấp 3"):
            actions.announce_levels([self.row(4)], by=None, recorded_at=NOON)

    def test_one_bad_row_leaves_nothing_written(self) -> None:
        rows = [self.row(), self.row(5, datetime(2022, 3, 8))]
        with pytest.raises(UserError):
            actions.announce_levels(rows, by=None, recorded_at=NOON)
        assert not AnnouncedLevel.objects.exists()


class TestFacilities:
    def test_a_known_code_is_not_added_twice(self) -> None:
        unit = queries.resolve("06793", THEN)
        row = FacilityRow("TYT-06793", "Trạm Y tế phường Cẩm Trung", "station", unit.id, THEN)
        assert actions.add_facilities([row], by=None) == (1, 0)
        assert actions.add_facilities([row, row], by=None) == (0, 1)
        assert Facility.objects.get().unit == unit


class TestAnnouncementFile:
    HEAD = "unit,level,number,issuer,effective_at\n"

    def file(self, folder: Path, text: str) -> Path:
        path = folder / "levels.csv"
        path.write_text(self.HEAD + text, encoding="utf-8")
        return path

    def test_each_bad_row_says_where_and_what_next(self, tmp_path: Path) -> None:
        path = self.file(
            tmp_path,
            "06793,3,12/TB,UBND,2022-03-06\n"
            "06793,7,12/TB,UBND,2022-03-06\n"
            "99999,3,12/TB,UBND,2022-03-06\n"
            "06793,3,12/TB,UBND,hôm qua\n"
            "06793,3,,UBND,2022-03-07\n",
        )
        found = announcements.read(path)
        assert len(found.rows) == 1
        assert [(r.row, r.column) for r in found.refused] == [
            (3, "level"), (4, "unit"), (5, "effective_at"), (6, "number"),
        ]  # fmt: skip
        assert all(r.next for r in found.refused)

    def test_a_file_without_a_column_is_unreadable(self, tmp_path: Path) -> None:
        path = tmp_path / "levels.csv"
        path.write_text("unit,level\n06793,3\n", encoding="utf-8")
        with pytest.raises(UserError, match="thiếu cột: number"):
            announcements.read(path)

    def test_the_command_takes_it_and_takes_nothing_the_second_time(self, tmp_path: Path) -> None:
        path = self.file(tmp_path, "06793,3,12/TB,UBND,2022-03-06\n06793,9,1,U,2022-03-06\n")
        first, second = (CliRunner().invoke(app, ["announcements", str(path), "--json"]) for _ in range(2))
        assert first.exit_code == second.exit_code == 3
        said = json.loads(first.stdout), json.loads(second.stdout)
        assert [(s["rows"], s["accepted"], s["unchanged"]) for s in said] == [(2, 1, 0), (2, 0, 1)]


class TestFind:
    def find(self, *words: str) -> dict[str, object]:
        result = CliRunner().invoke(app, ["find", *words, "--json"])
        assert result.exit_code == 0
        answer: dict[str, object] = json.loads(result.stdout)
        return answer

    def test_it_answers_for_the_date_asked(self) -> None:
        said = self.find("cam trung, cam pha, quang ninh", "--on", "2022-03-06")
        assert (said["code"], said["sure"]) == ("06793", True)
        now = self.find("Cẩm Trung, Cẩm Phả, Quảng Ninh", "--on", "2026-01-01")
        assert (now["full_name"], now["reason"], now["sure"]) == (
            "Phường Cẩm Phả, Tỉnh Quảng Ninh", "former", True
        )  # fmt: skip

    def test_it_says_in_words_how_sure_it_is(self) -> None:
        result = CliRunner().invoke(app, ["find", "Yên Viên, Gia Lâm, Hà Nội", "--on", "2022-03-06"])
        assert "Nhiều địa bàn cùng tên" in result.stdout
        assert "Chắc chắn đến: Huyện Gia Lâm" in result.stdout

    def test_the_matcher_is_built_once_for_a_tree(self) -> None:
        assert matcher_store.matcher(THEN) is matcher_store.matcher(date(2021, 5, 1))
        assert matcher_store.matcher(THEN) is not matcher_store.matcher(LATER)
        assert len(matcher_store.matcher(date(2020, 1, 1))) == 0
