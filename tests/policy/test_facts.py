"""What a rule may be told."""

from __future__ import annotations

import pytest

from giaoban.kernel.errors import UserError
from giaoban.policy.facts import checked, of_subject
from tests.policy.edge_cases import RULES, cases

CASES = cases()
SEVERITY = RULES.get("severity/250-qd-byt")


def refusal(rule_id: str, given: dict[str, object]) -> UserError:
    with pytest.raises(UserError) as refused:
        checked(RULES, RULES.get(rule_id), given)
    return refused.value


class TestChecked:
    @pytest.mark.parametrize(("title", "rule", "on", "facts", "case"), CASES, ids=[c[0] for c in CASES])
    def test_it_takes_the_facts_of_every_case(self, title, rule, on, facts, case):
        assert checked(RULES, rule, facts).keys() == facts.keys()

    def test_it_takes_the_nan_of_a_table_as_not_known(self):
        assert checked(RULES, SEVERITY, {"rr": float("nan"), "spo2": 95}) == {"rr": None, "spo2": 95}

    def test_it_names_the_fact_meant_instead_of_an_unknown_one(self):
        told = refusal(SEVERITY.id, {"spo": 93})
        assert told.code == "fact_unknown" and "“spo2”" in told.next_step and "rr" in told.next_step

    def test_it_takes_a_fact_that_only_a_later_rule_of_the_subject_uses(self):
        assert "ards" not in {param.fact for param in SEVERITY.params()}
        assert checked(RULES, SEVERITY, {"ards": True}) == {"ards": True}

    @pytest.mark.parametrize(
        ("rule_id", "given"),
        [
            ("severity/250-qd-byt", {"rr": "24"}),
            ("severity/250-qd-byt", {"rr": True}),
            ("severity/250-qd-byt", {"rr": float("inf")}),
            ("severity/250-qd-byt", {"shock": 1}),
            ("isolation_end/250-qd-byt", {"start": "06/03/2022"}),
            ("cut_off/bulletin-byt", {"moment": "16 giờ"}),
            ("tier_model/4111-qd-byt", {"severity": "fatal"}),
            ("case_definition/11042-byt-dp", {"found": "street"}),
            ("packs/261-qd-byt", {"pack": "B"}),
        ],
    )
    def test_it_refuses_what_the_fact_cannot_be(self, rule_id, given):
        told = refusal(rule_id, given)
        assert told.code == "fact_unfit" and next(iter(given)) in told.message and told.next_step

    @pytest.mark.parametrize(
        ("rule_id", "given", "missing"),
        [
            ("isolation_end/250-qd-byt", {}, "start"),
            ("cut_off/bulletin-byt", {"moment": None}, "moment"),
            ("case_definition/11042-byt-dp", {"metres": 1, "minutes": 5}, "masked"),
        ],
    )
    def test_it_refuses_to_go_without_what_the_rule_needs(self, rule_id, given, missing):
        told = refusal(rule_id, given)
        assert told.code == "fact_missing" and f"“{missing}”" in told.message


class TestOfSubject:
    def test_every_subject_can_be_told_something(self):
        assert all(of_subject(RULES, rule.subject) for rule in RULES.all())

    def test_a_value_without_a_content_asks_for_nothing(self):
        assert "not_found" not in of_subject(RULES, "risk_group")
