"""Determinations published as counts only (E8–E14): their bookkeeping."""

from __future__ import annotations

import numpy as np
import pytest

from giaoban.policy import files
from giaoban.policy.levels import tally
from tests.policy.edge_cases import RULES, TALLIES

PUBLISHED = files.read(TALLIES, RULES.root)["tallies"]


class TestPublishedTallies:
    def test_e8_to_e14_are_all_there(self):
        assert {entry["id"] for entry in PUBLISHED} == {f"E{n}" for n in range(8, 15)}

    @pytest.mark.parametrize("entry", PUBLISHED, ids=[f"{e['id']} {e['unit']}" for e in PUBLISHED])
    def test_the_levels_add_up_to_the_stated_number_or_the_gap_is_stated(self, entry):
        levels = np.repeat(np.arange(1, 5, dtype=np.int8), entry["counts"])
        counted = tally(levels)
        assert [counted[level] for level in (1, 2, 3, 4)] == entry["counts"]
        assert counted[0] == 0
        assert (sum(counted.values()) == entry["stated"]) != ("known_difference" in entry)

    def test_stated_shares_follow_from_the_counts(self):
        entry = next(e for e in PUBLISHED if "shares" in e)
        shares = [100 * count / entry["stated"] for count in entry["counts"]]
        assert shares == pytest.approx(entry["shares"], abs=0.1)  # the source cuts some, rounds one
