"""The five published notices, judged by offsets and hash only; they are not in the repository."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from giaoban.kernel.text import fold
from giaoban.reading import check, read
from giaoban.reading.text import canonical
from tests.reading import score

GOLD = yaml.safe_load((Path(__file__).parent / "seeds.yaml").read_text(encoding="utf-8"))


def _text(seeds: list[Path], name: str) -> str:
    return canonical(next(p for p in seeds if p.name.startswith(name)).read_text(encoding="utf-8"))


def _cut(text: str, span: list[int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


@pytest.fixture(scope="module")
def judged(seeds) -> tuple[score.Score, list[tuple[str, dict[str, Any], dict[str, Any]]]]:
    result, pairs = score.Score(), []
    for name, gold in GOLD.items():
        text = _text(seeds, name)
        assert hashlib.sha256(text.encode()).hexdigest() == gold["sha256"]
        for task in gold["tasks"]:
            task["assignee"] = (
                task["assignee"] if not isinstance(task["assignee"], list) else _cut(text, task["assignee"])
            )
        score.score_one(name, text, {"tasks": gold["tasks"], "figures": gold["figures"], "fails": []}, result)
        pairs.append((text, gold, read(text).as_dict()))
    return result, pairs


class TestSeeds:
    def test_tasks_and_their_bodies(self, judged):
        result, _ = judged
        assert result.tasks.f1 >= 0.90, result.notes
        assert result.assignees.precision >= 0.90, result.notes

    def test_figures(self, judged):
        result, _ = judged
        assert result.figures.f1 >= 0.92, result.notes

    def test_head_recipients_and_signature(self, judged):
        for text, gold, reading in judged[1]:
            assert (reading["kind"], reading["date"]) == (gold["kind"], gold["date"])
            assert reading["date_resolved"] == gold["resolved"]
            assert len(reading["legal_bases"]) == gold["bases"]
            assert reading["recipients"] == [_cut(text, span) for span in gold["recipients"]]
            for key in ("chair", "signer", "signer_title", "body"):
                wanted = _cut(text, gold[key])
                assert fold(reading[key] or "") == fold(wanted or ""), key

    def test_every_figure_stands_where_it_says(self, judged):
        for text, _, reading in judged[1]:
            for item in [*reading["figures"], *reading["tasks"]]:
                assert text[item["start"] : item["end"]] == item["text"]


def _relations(report: dict[str, Any], kind: str, verdict: str) -> list[dict[str, Any]]:
    return [r for r in report["relations"] if r["kind"] == kind and r["verdict"] == verdict]


class TestArithmeticOfTheSeeds:
    def test_the_tiers_of_hanoi_do_not_add_up(self, seeds):
        report = check(_text(seeds, "004"))
        (total,) = _relations(report, "sum", "fails")
        assert (total["stated"], total["computed"]) == (40040, 42040)
        shares = {(r["stated"], r["computed"]) for r in _relations(report, "share", "fails")}
        assert {(3.25, 5.29), (1.55, 1.54), (100, 97.8)} <= shares
        (week,) = _relations(report, "window", "fails")
        assert (week["stated"], week["computed"]) == (7, 9)

    def test_single_changes_are_listed_and_no_culprit_is_named(self, seeds):
        repairs = check(_text(seeds, "004"))["repairs"]
        assert {(r["stated"], r["would_be"]) for r in repairs} == {
            (40040, 42040),
            (39167, 37167),
            (2225, 225),
        }
        assert [r["would_be"] for r in repairs if r["supported_by_shares"]] == [42040]
        assert all("không kết luận" in r["note"] for r in repairs)

    def test_a_fall_of_34_1_percent_has_no_whole_base(self, seeds):
        (change,) = _relations(check(_text(seeds, "002")), "change", "fails")
        assert change["stated"] == 34.1
        assert all(word in change["explanation"] for word in ("485", "34,0%", "486", "34,2%", "34,16%"))

    def test_62_is_50_and_12_and_bac_duong_is_no_province(self, seeds):
        report = check(_text(seeds, "003"))
        assert [(r["stated"], r["computed"]) for r in _relations(report, "sum", "holds")] == [(62, 62)]
        assert not [r for r in report["relations"] if r["verdict"] == "fails"]
        (place,) = [p for p in report["places"] if p["verdict"] != "holds"]
        assert place["text"] == "Bắc Dương"
        assert {"Bắc Giang", "Hải Dương", "Bình Dương"} <= set(place["suggestions"])

    @pytest.mark.parametrize("name", ["000", "001"])
    def test_it_is_silent_where_nothing_is_wrong(self, seeds, name):
        report = check(_text(seeds, name))
        assert not [r for r in report["relations"] if r["verdict"] == "fails"]
        assert not [p for p in report["places"] if p["verdict"] == "fails"]


class TestBulletins:
    def _report(self, seeds: list[Path], name: str) -> dict[str, Any]:
        path = seeds[0].parents[1] / "data" / "bulletins" / name
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        return check("\n".join(lines))

    def test_the_provinces_of_the_ministry_add_up(self, seeds):
        for name in ("moh_2021-12-15.txt", "moh_2022-01-14.txt", "moh_2022-03-03.txt"):
            report = self._report(seeds, name)
            assert len(_relations(report, "sum", "holds")) == 2
            assert not [r for r in report["relations"] if r["verdict"] == "fails"]
            assert not [p for p in report["places"] if p["verdict"] == "fails"]

    def test_299_against_319(self, seeds):
        report = self._report(seeds, "qn_2022-01-13.txt")
        found = {(r["stated"], r["computed"]) for r in _relations(report, "sum", "fails")}
        assert found == {(299, 319), (319, 299)}

    def test_1898_against_1899_and_shares_that_hold(self, seeds):
        report = self._report(seeds, "qn_2022-02-21.txt")
        found = {(r["stated"], r["computed"]) for r in _relations(report, "sum", "fails")}
        assert found == {(1898, 1899), (1899, 1898)}
        assert {22.2, 2.11, 17.8, 89.93, 5.26, 4.81} <= {
            r["stated"] for r in _relations(report, "share", "holds")
        }
