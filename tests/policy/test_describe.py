"""The rules as a document."""

from __future__ import annotations

from giaoban.policy.describe import describe, describe_all
from tests.policy.edge_cases import RULES


class TestDescribe:
    def test_every_value_of_a_rule_stands_in_its_table(self):
        for rule in RULES.all():
            text = describe(RULES, rule.id)
            assert all(f"`{key}`" in text for key in rule.steps), rule.id
            assert text.count("\n| ") >= len(rule.steps)

    def test_a_hole_is_shown_as_a_hole(self):
        text = describe(RULES, "epidemic_level/218-qd-byt")
        assert "chưa có – per_100k_week" in text
        assert "chưa có (có thể: grade, level)" in text
        assert "> hoặc ≥ 600 (per_100k_week)" in text

    def test_the_whole_names_every_rule_once(self):
        text = describe_all(RULES)
        assert all(text.count(f"`{rule.id}` ·") == 1 for rule in RULES.all())
