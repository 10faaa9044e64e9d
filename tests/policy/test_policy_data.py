"""The policy data tested as data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from giaoban.policy import Rule, danger
from giaoban.policy.levels import scale_method
from giaoban.policy.status import STATUSES
from tests.policy.edge_cases import RULES, answer, cases

ALL = RULES.all()
PROFILES = [found.facts for found in RULES.diseases.values()]
SUBJECTS = (
    "epidemic_level",
    "case_definition",
    "cut_off",
    "isolation_end",
    "age_bands",
    "protected_groups",
    "tier_model",
    "severity",
)


@pytest.mark.parametrize("rule", ALL + PROFILES, ids=lambda rule: rule.id)
class TestEveryValue:
    def test_it_has_unit_status_label_and_source(self, rule: Rule):
        for steps in rule.steps.values():
            for _, param in steps:
                assert param.unit and param.label and param.sources, param.key
                assert param.status in STATUSES, param.key

    def test_confirmed_means_two_sources(self, rule: Rule):
        for steps in rule.steps.values():
            for _, param in steps:
                if param.status == "confirmed":
                    assert len({source.title for source in param.sources}) >= 2, param.key

    def test_anything_surer_than_unverified_names_a_source_that_is_not_memory(self, rule: Rule):
        for steps in rule.steps.values():
            for _, param in steps:
                memory = all("trí nhớ" in s.title or "chưa tìm" in s.title for s in param.sources)
                assert not memory or param.status == "unverified", param.key

    def test_a_value_left_out_says_so_or_offers_candidates(self, rule: Rule):
        for param in rule.params():
            assert param.known or param.status == "unverified", param.key
            assert len(param.cmp) <= 2

    def test_dated_steps_rise(self, rule: Rule):
        for key, steps in rule.steps.items():
            days = [day for day, _ in steps]
            assert days == sorted(set(days)), key


class TestPeriods:
    def test_rules_of_one_subject_and_place_never_overlap(self):
        for one, other in combinations(ALL, 2):
            if (one.subject, one.disease, one.at) == (other.subject, other.disease, other.at):
                first, second = sorted((one, other), key=lambda r: r.valid_from)
                assert first.valid_to is not None and first.valid_to < second.valid_from

    def test_every_subject_of_the_profile_has_a_rule(self):
        for disease in RULES.diseases.values():
            for subject in disease.subjects:
                assert any(r.disease == disease.id for r in RULES.all(subject)), subject

    def test_covid_has_every_subject_of_the_ring(self):
        assert set(SUBJECTS) <= set(RULES.diseases["covid-19"].subjects)


class TestParametersAreUsed:
    def test_every_value_takes_part_in_a_case_or_is_declared_descriptive(self, monkeypatch):
        asked: set[tuple[str, str]] = set()
        read = Rule.param

        def watched(self, key, on=None):
            asked.add((self.id, key))
            return read(self, key, on)

        monkeypatch.setattr(Rule, "param", watched)
        danger.signs.cache_clear()  # what an earlier test asked is not asked again
        for _, rule, on, facts, _ in cases():
            answer(rule, on, facts)
        for rule in RULES.all("epidemic_level"):
            for scale in ("commune", "district", "province"):
                assert scale_method(rule, scale) == "direct"
        waiting = RULES.find("218")
        numbers = {
            key: tuple((day, replace(param, value=7)) for day, param in steps)
            for key, steps in waiting.steps.items()
            if not steps[-1][1].known and not steps[-1][1].candidates
        }
        filled = replace(waiting, steps={**waiting.steps, **numbers})
        answer(filled, date(2022, 3, 6), {"population": 1000, "oxygen_cases_7d": 1})
        unused = [
            (rule.id, key)
            for rule in ALL
            for key, steps in rule.steps.items()
            if (rule.id, key) not in asked and not steps[-1][1].descriptive
        ]
        # A value carried over by `extends` counts as used where a rule of its subject uses it.
        own = {(rule_id.split("/")[0], key) for rule_id, key in asked}
        assert [entry for entry in unused if (entry[0].split("/")[0], entry[1]) not in own] == []
