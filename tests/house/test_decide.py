"""`giaoban decide`: any rule of the law asked by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from giaoban.config import cli
from giaoban.places.models import Unit

START = {"start": "2022-03-05"}


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """(exit code, JSON) of one question."""

    def asked(rule: str, on: str, facts: dict[str, Any], *more: str, at: str = "VN/22") -> tuple[int, Any]:
        file = tmp_path / "facts.json"
        file.write_text(json.dumps(facts), encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            cli.main(["decide", rule, "--on", on, "--at", at, "--facts", str(file), "--json", *more])
        return int(ended.value.code or 0), json.loads(capsys.readouterr().out)

    return asked


class TestDecide:
    def test_it_answers_result_reasons_rules_and_status(self, ask: Any) -> None:
        code, answer = ask("isolation_end", "2022-03-06", START)
        assert code == 0 and list(answer) == ["result", "reasons", "rules", "status"]
        assert answer["result"]["first"] == "2022-03-12"
        assert answer["rules"] == ["isolation_end/250-qd-byt"] and answer["status"] == "unverified"
        assert all(isinstance(reason, str) for reason in answer["reasons"]) and answer["reasons"]

    def test_another_day_gives_another_outcome(self, ask: Any) -> None:
        _, before = ask("isolation_end", "2022-01-27", START)
        _, after = ask("isolation_end", "2022-01-28", START)
        assert (before["result"]["first"], after["result"]["first"]) == ("2022-03-15", "2022-03-12")

    def test_another_place_gives_another_outcome(self, ask: Any) -> None:
        moment = {"moment": "2022-03-06T16:00:01"}
        _, here = ask("cut_off", "2022-03-06", moment, at="VN/22/195")
        _, elsewhere = ask("cut_off", "2022-03-06", moment, at="VN/01")
        assert here["rules"] != elsewhere["rules"]

    def test_a_rule_that_is_not_in_force_is_asked_as_a_hypothesis(self, ask: Any) -> None:
        _, answer = ask("isolation_end/ten-days-2021", "2022-03-06", START)
        assert answer["result"]["first"] == "2022-03-15" and "giả định" in answer["reasons"][0]

    def test_where_nothing_is_in_force_it_says_so(self, ask: Any) -> None:
        code, answer = ask("isolation_end", "2021-01-01", START)
        assert code == 0 and answer["result"] is None
        assert answer["status"] == "no_rule" and answer["rules"] == []

    def test_a_rule_of_another_disease_is_asked_by_its_name(self, ask: Any) -> None:
        _, answer = ask("isolation_end", "2022-03-06", START, "--disease", "measles")
        assert answer["rules"] == ["isolation_end/measles"]

    @pytest.mark.parametrize(
        ("rule", "facts", "code"),
        [
            ("isolation_end", {"begin": "2022-03-05"}, "fact_unknown"),
            ("isolation_end", {}, "fact_missing"),
            ("isolation_ends", START, "rule_unknown"),
        ],
    )
    def test_what_it_cannot_use_is_refused_with_a_next_step(
        self, ask: Any, rule: str, facts: dict[str, Any], code: str
    ) -> None:
        exit_code, answer = ask(rule, "2022-03-06", facts)
        assert exit_code == 2 and answer["error"]["code"] == code and answer["error"]["next"]

    def test_facts_that_are_no_object_are_refused(self, ask: Any) -> None:
        exit_code, answer = ask("isolation_end", "2022-03-06", ["start"])  # type: ignore[arg-type]
        assert exit_code == 2 and answer["error"]["code"] == "facts_unreadable"


@pytest.mark.django_db
class TestThePlace:
    def test_a_bare_code_is_the_unit_of_that_day(self, ask: Any) -> None:
        Unit.objects.create(
            code="22",
            level="province",
            kind="Tỉnh",
            name="Quảng Ninh",
            full_name="Tỉnh Quảng Ninh",
            path="VN/22",
            valid_from="2021-01-01",
        )
        _, answer = ask("cut_off", "2022-03-06", {"moment": "2022-03-06T12:00:00"}, at="22")
        assert answer["rules"] == ["cut_off/quang-ninh"]

    def test_an_unknown_code_is_refused(self, ask: Any) -> None:
        exit_code, answer = ask("cut_off", "2022-03-06", {"moment": "2022-03-06T12:00:00"}, at="99")
        assert exit_code == 2 and answer["error"]["code"] == "unit_unknown"
