"""A disease is a profile: the second one needs no code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from giaoban.policy.isolation import counted_from, normal_days
from giaoban.policy.levels import LevelInputs, propose
from tests.policy.edge_cases import RULES

DAY = date(2024, 10, 1)


class TestSecondDisease:
    def test_measles_loads_with_what_covid_has(self):
        measles, covid = RULES.diseases["measles"], RULES.diseases["covid-19"]
        assert measles.name == "Sởi"
        assert set(measles.outcomes) == set(covid.outcomes)
        assert measles.param("report_within").value == 24

    def test_no_code_names_it(self):
        package = Path(__file__).resolve().parents[2] / "src" / "giaoban"
        named = [p for p in package.rglob("*.py") if "measles" in p.read_text(encoding="utf-8")]
        assert named == []

    def test_it_has_its_own_isolation_rule(self):
        rule = RULES.in_force("isolation_end", DAY, "VN/22", disease="measles")
        assert rule is not None
        assert (normal_days(rule), counted_from(rule)) == (4, "onset")
        covid = RULES.in_force("isolation_end", DAY, "VN/22")
        assert covid is not None and covid.id != rule.id

    def test_without_a_level_rule_it_has_no_rule(self):
        rule = RULES.in_force("epidemic_level", DAY, disease="measles")
        assert propose(rule, DAY, LevelInputs.of(2)).outcome == "no_rule"


class TestDefault:
    def test_one_profile_is_the_default(self):
        assert [d.id for d in RULES.diseases.values() if d.default] == [RULES.default_disease]

    def test_its_group_changes_with_the_date(self):
        covid = RULES.diseases["covid-19"]
        assert covid.param("group", date(2022, 3, 6)).value == "A"
        assert covid.param("group", date(2023, 10, 20)).value == "B"
