"""Any text is read within bounds, the same way twice, and everything stands where it says."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.reading import check, read
from giaoban.reading.text import canonical

PIECES = [
    "Sở Y tế",
    "UBND các xã, phường",
    "yêu cầu",
    "đề nghị",
    "chủ trì, phối hợp với",
    "chịu trách nhiệm",
    ":",
    ";",
    ".",
    ",",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "3.1. ",
    "(1) ",
    "Điều 2. ",
    "II. ",
    "trên 90.000 ca",
    "34,1%",
    "giảm",
    "tăng",
    "so với tuần trước",
    "trong đó",
    "(",
    ")",
    "từ ngày 16-1 đến 24-1",
    "trước ngày 15/3",
    "tầng 1",
    "42/63 tỉnh",
    "gần",
    "3,82 triệu",
    "mười hai ca",
    "Nơi nhận:",
    "KT. CHỦ TỊCH",
    "Nguyễn Văn An",
    "tổng cộng",
    "đã",
    "rà soát",
    "công tác chỉ đạo",
    "Uỷ ban nhân dân",
    "\t",
    "…",
    "trong tuần",
    "lũy kế",
    "nâng tổng số",
    "lên",
    "xuống còn",
    "gồm",
    "huyện Lý Nhân",
    "các tỉnh là",
    "20-30",
    "năm",
    "%",
    "\u00a0",
]
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


@pytest.mark.slow
class TestAnyText:
    @given(texts)
    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_everything_read_stands_where_it_says(self, raw):
        text = canonical(raw)
        reading = read(raw).as_dict()
        for item in [*reading["figures"], *reading["tasks"]]:
            assert 0 <= item["start"] < item["end"] <= len(text)
            assert text[item["start"] : item["end"]] == item["text"]
        report = check(raw)
        for relation in report["relations"]:
            assert relation["verdict"] in {"holds", "fails", "undecided"}
            assert all(0 <= s["start"] < s["end"] <= len(text) for s in relation["spans"])
        for place in report["places"]:
            assert text[place["start"] : place["end"]] == place["text"]

    @given(texts)
    @settings(max_examples=40, deadline=None)
    def test_reading_twice_gives_the_same(self, raw):
        assert read(raw).as_dict() == read(raw).as_dict()
        assert check(raw) == check(raw)


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(2):
        begin = time.process_time()
        read(text)
        check(text)
        best = min(best, time.process_time() - begin)
    return best


class TestNoBacktracking:
    @pytest.mark.slow
    def test_long_runs_of_awkward_pieces_cost_linear_time(self):
        read("Sở Y tế họp.")
        for piece in PIECES:
            short, long = _seconds((piece + " ") * 50), _seconds((piece + " ") * 200)
            # Processor seconds: four times the text may cost four times, a square would cost sixteen. What
            # takes under a second is let pass: caches of a busy machine make small times jump.
            assert long < max(12 * short, 1.0), (piece, short, long)
