"""The level as a function over arrays: properties, reasons, what brings it down."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.policy.levels import (
    LevelInputs,
    elderly_age,
    elderly_ages,
    needed_inputs,
    propose,
    ways,
    what_lowers,
)
from tests.policy.edge_cases import RULES

R4800, R218 = RULES.find("4800"), RULES.find("218")
DAYS = {R4800.id: date(2021, 12, 1), R218.id: date(2022, 3, 6)}
SHARE = st.floats(0, 120)
COUNT = st.integers(0, 5000)
MAYBE = st.one_of(st.just(float("nan")), st.floats(allow_nan=True, allow_infinity=True))


def known_inputs(draw: st.DrawFn) -> dict[str, float]:
    return {
        "population": draw(st.integers(1, 2_000_000)),
        "community_cases_14d": draw(COUNT),
        "cases_7d": draw(COUNT),
        "deaths_7d": draw(st.integers(0, 20)),
        "adult_dose1_pct": draw(SHARE),
        "elderly_full_pct": draw(SHARE),
        "full_pct": draw(SHARE),
        "high_risk_full_pct": draw(SHARE),
        "free_beds_per_100k": draw(st.floats(0, 60)),
        "capacity_plan_met": draw(st.sampled_from((0, 1))),
        "previous_level": draw(st.integers(0, 4)),
    }


KNOWN = st.composite(known_inputs)()
NAME = st.sampled_from(("4800", "218"))
FIELDS = tuple(LevelInputs.__dataclass_fields__)


@pytest.mark.slow
class TestProperties:
    @settings(max_examples=150, deadline=None)
    @given(NAME, KNOWN, st.integers(1, 5000))
    def test_more_cases_never_lower_the_range(self, name, known, more):
        rule = RULES.find(name)
        field = "community_cases_14d" if rule is R4800 else "cases_7d"
        raised = {**known, field: known[field] + more}
        before, after = (
            propose(rule, DAYS[rule.id], LevelInputs.of(1, **f), with_reasons=False) for f in (known, raised)
        )
        assert after.low[0] >= before.low[0] and after.high[0] >= before.high[0]

    @settings(max_examples=150, deadline=None)
    @given(NAME, KNOWN, st.sets(st.sampled_from(FIELDS)))
    def test_forgetting_a_figure_only_widens_the_range(self, name, known, forgotten):
        rule = RULES.find(name)
        less = {k: v for k, v in known.items() if k not in forgotten - {"previous_level"}}
        full, partial = (
            propose(rule, DAYS[rule.id], LevelInputs.of(1, **f), with_reasons=False) for f in (known, less)
        )
        assert partial.low[0] <= full.low[0] <= full.high[0] <= partial.high[0]
        assert full.level[0] in (0, full.low[0])

    @settings(max_examples=150, deadline=None)
    @given(NAME, st.fixed_dictionaries({name: MAYBE for name in FIELDS}))
    def test_no_input_whatever_raises_and_the_range_holds_the_level(self, name, wild):
        rule = RULES.find(name)
        proposal = propose(rule, DAYS[rule.id], LevelInputs.of(2, **wild))
        assert np.all((proposal.low >= 1) & (proposal.high <= 4) & (proposal.low <= proposal.high))
        determined = proposal.level > 0
        assert np.array_equal(determined, proposal.low == proposal.high)
        assert all(reason.text_vi for unit in proposal.reasons for reason in unit)

    @settings(max_examples=60, deadline=None)
    @given(NAME, st.lists(KNOWN, min_size=2, max_size=5))
    def test_units_do_not_see_each_other(self, name, units):
        rule = RULES.find(name)
        columns = {name: np.array([unit[name] for unit in units]) for name in units[0]}
        together = propose(rule, DAYS[rule.id], LevelInputs.of(len(units), **columns))
        alone = [propose(rule, DAYS[rule.id], LevelInputs.of(1, **unit)) for unit in units]
        assert together.level.tolist() == [one.level[0] for one in alone]
        assert together.reasons == [one.reasons[0] for one in alone]
        assert together.status == [one.status[0] for one in alone]

    @settings(max_examples=60, deadline=None)
    @given(NAME, KNOWN)
    def test_every_way_named_really_lowers_the_level(self, name, known):
        rule = RULES.find(name)
        inputs, on = LevelInputs.of(1, **known), DAYS[rule.id]
        now = propose(rule, on, inputs, with_reasons=False)
        for way in ways(rule, on, inputs):
            if way.changes:
                then = propose(rule, on, inputs.with_values(**way.changes), with_reasons=False)
                assert then.high[0] == way.level < now.high[0], way.text_vi


class TestNoRule:
    def test_a_date_before_any_rule_says_no_rule(self):
        on = date(2021, 5, 1)
        proposal = propose(RULES.in_force("epidemic_level", on), on, LevelInputs.of(3))
        assert proposal.outcome == "no_rule"
        assert proposal.level.tolist() == [0, 0, 0]
        assert "01/5/2021" in proposal.reasons[0][0].text_vi
        assert what_lowers(None, on, LevelInputs.of(1)) == []

    def test_a_rule_passed_before_its_time_is_labelled_hypothetical(self):
        inputs = LevelInputs.of(1, population=10_000, community_cases_14d=10)
        reasons = propose(R4800, date(2021, 6, 1), inputs).reasons[0]
        assert reasons[0].code == "hypothetical"
        after = propose(R4800, date(2021, 10, 12), inputs).reasons[0]
        assert all(reason.code != "hypothetical" for reason in after)

    def test_a_rule_of_another_subject_is_refused(self):
        from giaoban.kernel.errors import UserError

        with pytest.raises(UserError):
            propose(RULES.find("4111"), date(2022, 1, 1), LevelInputs.of(1))


class TestReasons:
    def test_they_read_as_an_official_would_write(self):
        inputs = LevelInputs.of(
            1,
            population=9_145_000,
            community_cases_14d=13_450,
            adult_dose1_pct=99,
            elderly_full_pct=92,
        )
        texts = [r.text_vi for r in propose(R4800, date(2021, 10, 24), inputs).reasons[0]]
        assert texts[0] == ("Tỷ lệ ca mắc mới trong cộng đồng 73,5/100.000 dân/tuần: mức 3 (50 – dưới 150)")
        assert "Người từ 65 tuổi tiêm đủ liều 92% (yêu cầu từ 80% trở lên)" in texts

    def test_a_figure_is_never_rounded_over_its_bound(self):
        inputs = LevelInputs.of(1, population=1_000_000, community_cases_14d=399.9)
        text = propose(R4800, date(2021, 12, 1), inputs).reasons[0][0].text_vi
        assert "19,995" in text and "mức 1" in text

    def test_criteria_without_a_number_are_named(self):
        codes = {r.code for r in propose(R218, date(2022, 3, 6), LevelInputs.of(1)).reasons[0]}
        assert {"omitted_oxygen", "omitted_managed_f0", "omitted_icu"} <= codes

    def test_missing_figures_are_named(self):
        for rule in (R4800, R218):
            inputs = LevelInputs.of(1, previous_level=2)
            codes = {r.code for r in propose(rule, DAYS[rule.id], inputs).reasons[0]}
            assert {"missing_" + name for name in needed_inputs(rule)} <= codes

    def test_a_share_over_100_is_said_to_be_a_fault_of_the_denominator(self):
        inputs = LevelInputs.of(1, full_pct=104.5)
        texts = [r.text_vi for r in propose(R218, date(2022, 3, 6), inputs).reasons[0]]
        assert any("mẫu số" in text and "104,5%" in text for text in texts)

    def test_the_status_is_that_of_the_values_that_decided(self):
        base = {"population": 100_000, "adult_dose1_pct": 95, "elderly_full_pct": 90}
        inputs = LevelInputs.of(3, community_cases_14d=[20, 80, 400], **base)
        proposal = propose(R4800, date(2021, 12, 1), inputs)
        assert proposal.level.tolist() == [1, 1, 3]
        assert proposal.status == ["confirmed", "inferred", "confirmed"]


class TestElderlyAge:
    def test_it_is_65_until_october_2021_and_50_after(self):
        assert elderly_age(R4800, date(2021, 10, 31)) == 65
        assert elderly_age(R4800, date(2021, 11, 1)) == 50
        assert elderly_ages(R4800) == (65, 50)
        assert elderly_age(R218, date(2022, 3, 6)) is None


class TestWhatLowers:
    BASE = {
        "population": 15_000,
        "deaths_7d": 0,
        "full_pct": 80,
        "high_risk_full_pct": 95,
        "free_beds_per_100k": 50,
    }

    def lowers(self, **figures):
        return what_lowers(R218, date(2022, 3, 6), LevelInputs.of(1, **{**self.BASE, **figures}))

    def test_fewer_cases_are_counted_to_the_last_one(self):
        assert self.lowers(cases_7d=95) == [
            "Giảm số ca mắc mới 7 ngày từ 95 xuống còn tối đa 89 ca → cấp 2",
            "Giảm số ca mắc mới 7 ngày từ 95 xuống còn tối đa 67 ca → cấp 1",
        ]

    def test_coverage_is_named_where_it_is_what_holds_the_level(self):
        said = self.lowers(cases_7d=80, full_pct=70)
        assert "Nâng tỷ lệ người dân tiêm đủ liều từ 70% lên ít nhất 75% → cấp 2" in said

    def test_two_measures_together_are_named_where_no_one_measure_suffices(self):
        inputs = LevelInputs.of(
            1, population=100_000, community_cases_14d=50, adult_dose1_pct=90,
            elderly_full_pct=60, capacity_plan_met=0, previous_level=2,
        )  # fmt: skip
        said = what_lowers(R4800, date(2021, 12, 1), inputs)
        assert said and all(" và " in text for text in said)
        assert any("tiêu chí 3" in text and "cao tuổi" in text for text in said)

    def test_level_one_needs_nothing(self):
        assert self.lowers(cases_7d=1) == []

    def test_an_undetermined_level_asks_for_the_missing_figures_first(self):
        said = self.lowers(cases_7d=95, free_beds_per_100k=float("nan"))
        assert said[0].startswith("Bổ sung số giường trống")


@pytest.mark.parametrize("rule", [R4800, R218], ids=["4800", "218"])
class TestSpeedOfTheArrays:
    def test_a_province_of_177_communes_is_one_call(self, rule):
        rng = np.random.default_rng(7)
        inputs = LevelInputs.of(
            177,
            population=rng.integers(1000, 20_000, 177),
            cases_7d=rng.integers(0, 400, 177),
            community_cases_14d=rng.integers(0, 400, 177),
        )
        proposal = propose(rule, DAYS[rule.id], inputs, with_reasons=False)
        assert len(proposal.level) == len(proposal.status) == 177
        assert proposal.reasons == [[]] * 177
