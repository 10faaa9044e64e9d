"""The aims of reading, on the project's own texts (tests/reading/README.md says how they came)."""

from __future__ import annotations

import pytest

from tests.reading import score


@pytest.fixture(scope="module")
def result() -> score.Score:
    return score.score_all()


@pytest.mark.slow
class TestOwnTexts:
    def test_there_are_at_least_forty_with_fifteen_written_after_the_grammar(self):
        assert len(score.corpus()) >= 40
        assert len(score.corpus("unseen")) >= 15

    def test_tasks_reach_their_aim(self, result):
        assert result.tasks.f1 >= 0.90, result.notes

    def test_the_right_body_is_named(self, result):
        assert result.assignees.precision >= 0.90, result.notes

    def test_deadlines_are_resolved(self, result):
        assert result.deadlines.precision >= 0.90, result.notes

    def test_figures_reach_their_aim(self, result):
        assert result.figures.f1 >= 0.92, result.notes

    def test_failing_relations_are_found_without_false_alarms(self, result):
        assert result.fails.recall >= 0.9, result.notes
        assert result.fails.extra <= result.texts / 10, result.notes

    def test_heads_and_signatures_are_read(self, result):
        assert result.heads.precision >= 0.95, result.notes


class TestScorer:
    def test_it_counts_a_missed_and_an_invented_task(self):
        text = "Sở Y tế họp. UBND tỉnh yêu cầu các xã lập danh sách người chưa tiêm."
        gold = {"tasks": [{"assignee": "Sở Y tế", "start": 0, "end": 11}], "figures": [], "fails": []}
        counted = score.Score()
        score.score_one("one", text, gold, counted)
        assert (counted.tasks.hit, counted.tasks.extra, counted.tasks.missed) == (0, 1, 1)

    def test_two_spellings_of_a_body_are_one(self):
        assert score.same_body("Uỷ ban nhân dân các xã", "Ủy ban nhân dân các xã")
        assert not score.same_body("Sở Y tế", "Sở Tài chính")
