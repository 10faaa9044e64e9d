"""The ten lines: what they say of a place, and what they never say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from giaoban.briefing.quick import picture, rules
from giaoban.briefing.quick.rules import Report

NOW = Report(
    place="Tỉnh Mẫu", disease="COVID-19", as_of=datetime(2022, 3, 6, 17, 5),
    start=date(2022, 2, 28), end=date(2022, 3, 6), slug=None, signed=False,
    values={"new": 1_200, "new_ministry": 900, "back_fill": 0, "active": 2_000, "care_home": 1_900,
            "overdue": 12, "hospital": 40, "beds_free": None, "recovered": 30, "deaths": 1,
            "tests_done": 5_000, "tests_positive": 1_200},
    before={"new": 1_000}, last_day=170, levels={1: 1, 2: 3, 3: 0, 4: 2},
    by_unit=[("Thành phố A", 700), ("Huyện B", 500), ("Huyện C", 0)], silent=["Xã X"], communes=6,
)  # fmt: skip
FROZEN = replace(NOW, slug="22-2022W09-1", signed=True, as_of=datetime(2022, 3, 6, 16))
COMMUNE = replace(NOW, by_unit=[], communes=1, levels={1: 0, 2: 0, 3: 1, 4: 0}, silent=[])


class TestTheLines:
    @pytest.mark.parametrize("report", [NOW, FROZEN, COMMUNE])
    def test_are_ten(self, report: Report) -> None:
        assert len(rules.lines(report)) == rules.LINES

    def test_say_that_nothing_is_frozen_and_as_of_when(self) -> None:
        basis = rules.lines(NOW)[1]
        assert basis.startswith("CHƯA CHỐT") and "17 giờ 05 ngày 06/3/2022" in basis

    def test_name_the_frozen_briefing_and_its_signature(self) -> None:
        basis = rules.lines(FROZEN)[1]
        assert "22-2022W09-1, đã ký" in basis and "CHƯA" not in basis
        assert "chưa ký" in rules.lines(replace(FROZEN, signed=False))[1]

    def test_set_the_new_cases_beside_those_before(self) -> None:
        line = rules.lines(NOW)[2]
        told = "Ca mắc mới 7 ngày: 1.200 (kỳ trước 1.000, tăng 20,0%); riêng ngày 06/3/2022: 170"
        assert line == told

    @pytest.mark.parametrize(
        ("now", "before", "told"),
        [
            (5, 10, "giảm 50,0%"), (10, 10, "không đổi"), (4, 0, "tăng 4"), (0, 0, "không đổi"),
            (None, 3, "chưa có số liệu"), (3, None, ": 3;"),
        ],
    )  # fmt: skip
    def test_compare_only_what_is_known(self, now: float, before: float, told: str) -> None:
        report = replace(NOW, values={**NOW.values, "new": now}, before={"new": before})
        assert told in rules.lines(report)[2]

    def test_print_nothing_as_zero_that_is_not_known(self) -> None:
        assert "giường trống: chưa có số liệu" in "\n".join(rules.lines(NOW))
        without = replace(NOW, values={**NOW.values, "tests_done": None})
        assert rules.lines(without)[6].endswith("xét nghiệm: chưa có số liệu")
        nothing = replace(NOW, values={}, before={}, last_day=None, levels={})
        assert not any(f": {n}" in "\n".join(rules.lines(nothing)[2:9]) for n in range(10))

    def test_name_places_with_cases_and_those_not_heard_from(self) -> None:
        *_, most, silent = rules.lines(NOW)
        assert most == "Nhiều ca mới nhất: Thành phố A 700, Huyện B 500"
        assert silent == "Chưa báo cáo trong kỳ: 1 trên 6 xã (Xã X)"

    def test_of_a_commune_tell_its_level_and_its_own_report(self) -> None:
        told = rules.lines(COMMUNE)
        assert "Cấp độ dịch đã công bố: 3" in told and told[-1] == "Báo cáo trong kỳ: đã gửi"
        assert rules.lines(replace(COMMUNE, silent=["x"]))[-1] == "Báo cáo trong kỳ: chưa gửi"


class TestThePicture:
    def test_holds_the_same_words(self) -> None:
        drawn = picture.svg(rules.lines(NOW), frozen=False)
        said = " ".join(part.split("<")[0] for part in drawn.split(">"))
        assert " ".join(said.split()) == " ".join(" ".join(rules.lines(NOW)).split())

    def test_marks_what_is_not_frozen(self) -> None:
        assert "#8A5A00" in picture.svg(rules.lines(NOW), frozen=False)
        assert "#8A5A00" not in picture.svg(rules.lines(FROZEN), frozen=True)

    @pytest.mark.slow
    def test_is_a_png_1080_dots_wide(self) -> None:
        made = picture.png(rules.lines(NOW), frozen=False)
        assert made.startswith(b"\x89PNG") and int.from_bytes(made[16:20]) == 1080
        assert int.from_bytes(made[20:24]) < 2_000
