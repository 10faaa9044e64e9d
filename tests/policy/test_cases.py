"""Every rule answers as stated on its edges."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.kernel.vietnamese import rounded
from tests.policy.edge_cases import RULES, answer, cases, contents

CASES = cases()
IN_FORCE = [
    (path.parent.name, entry) for path, content in contents() for entry in content.get("in_force", ())
]


@pytest.mark.parametrize(("title", "rule", "on", "facts", "case"), CASES, ids=[c[0] for c in CASES])
class TestEveryCase:
    def test_it_gives_the_stated_result(self, title, rule, on, facts, case):
        result = answer(rule, on, facts).result
        if isinstance(case["expect"], dict):
            result = {key: result[key] for key in case["expect"]}
        assert result == case["expect"], title

    def test_it_says_how_sure_the_result_is(self, title, rule, on, facts, case):
        status = answer(rule, on, facts).status
        assert status == case.get("status", status), title
        assert rule.id in answer(rule, on, facts).rules


class TestRuleInForce:
    @pytest.mark.parametrize(
        ("subject", "entry"),
        IN_FORCE,
        ids=[f"{s} {e['date']} {e['at']} {e.get('applied', '')}" for s, e in IN_FORCE],
    )
    def test_it_is_the_stated_one_on_the_day_before_and_the_day_of(self, subject, entry):
        rule = RULES.in_force(
            subject,
            date.fromisoformat(entry["date"]),
            entry["at"],
            applied=entry.get("applied", False),
            disease=entry.get("disease"),
        )
        assert (rule.id if rule else None) == entry["rule"]


class TestPublishedDeterminations:
    PUBLISHED = [c for c in CASES if "published" in c[4] or "known_difference" in c[4]]

    def test_they_are_seven(self):
        named = {title.split(": ")[1].split(" ")[0] for title, *_ in self.PUBLISHED}
        assert named == {f"E{n}" for n in range(1, 8)}

    def test_each_is_reproduced_or_its_difference_is_stated(self):
        for title, rule, on, facts, case in self.PUBLISHED:
            same = answer(rule, on, facts).result["level"] == case["published"]["level"]
            assert same != ("known_difference" in case), title

    def test_published_rates_are_reproduced_to_their_last_figure(self):
        for title, rule, on, facts, case in self.PUBLISHED:
            if "rate" in case["published"]:
                rate = answer(rule, on, facts).reasons[0].value
                assert float(rounded(rate, 1)) == pytest.approx(case["published"]["rate"]), title
