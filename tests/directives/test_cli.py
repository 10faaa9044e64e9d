"""The operator's commands."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from giaoban.directives import actions
from giaoban.directives.cli import app
from giaoban.directives.models import Conclusion, Task
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

WORDS = ["conclude", "--place", "22", "--text", "Rà soát.", "--due", "trước ngày 15/3"]


def run(*words: str) -> str:
    result = CliRunner().invoke(app, [*words], catch_exceptions=False, standalone_mode=False)
    return result.output


class TestTasks:
    def test_it_prints_the_tasks_of_a_place_as_json(self, conclusion: Conclusion) -> None:
        told = json.loads(run("tasks", "--place", "195", "--json"))
        assert [t["place"] for t in told["tasks"]] == ["06778", "06781"]
        assert told["tasks"][0]["target"] == pytest.approx(80.0)

    def test_it_filters_by_state(self, task: Task) -> None:
        actions.stuck(by=None, task=task, note="Thiếu người")
        assert "1 nhiệm vụ" in run("tasks", "--place", "22", "--state", "stuck")

    def test_an_unknown_state_is_refused(self, conclusion: Conclusion) -> None:
        with pytest.raises(UserError, match="tình trạng"):
            run("tasks", "--place", "22", "--state", "lost")


class TestConclude:
    def test_it_gives_out_at_once(self, tree: dict[str, Unit]) -> None:
        told = json.loads(run(*WORDS, "--json"))
        assert (told["tasks"], told["due"]) == (3, "2022-03-14T23:59:00")

    def test_one_unit_is_named_by_its_code(self, tree: dict[str, Unit]) -> None:
        run(*WORDS, "--whom", "06790", "--role", "station")
        assert Task.objects.get().body == "Trạm Y tế xã Ba"

    def test_words_without_a_date_are_refused(self, tree: dict[str, Unit]) -> None:
        with pytest.raises(UserError, match="ghi ngày"):
            run(*WORDS[:-1], "khi xong")
        assert not Conclusion.objects.exists()
