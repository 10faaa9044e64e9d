"""The disease of a row: by its profile's id or name, else the installation's."""

from __future__ import annotations

import pytest

from giaoban.registry.models import Case
from tests.registry.taking import HEADER, ROW, Take


class TestTheDiseaseOfARow:
    @pytest.mark.parametrize(
        ("words", "found"),
        [("", "covid-19"), ("COVID-19", "covid-19"), ("Covid 19", "covid-19"), ("dengue", "dengue"),
         ("Sốt xuất huyết Dengue", "dengue"), ("Sởi", "measles")],
    )  # fmt: skip
    def test_is_the_profile_its_words_mean(self, take: Take, words: str, found: str) -> None:
        take(f"{HEADER},disease", f"{ROW},{words}")
        assert Case.objects.get().disease == found

    def test_without_a_profile_the_row_is_refused_with_what_to_do(self, take: Take) -> None:
        result = take(f"{HEADER},disease", f"{ROW},Bệnh lạ")
        assert not Case.objects.exists()
        assert (
            result.refused[0]["code"] == "disease_unknown" and "policy/diseases" in result.refused[0]["next"]
        )

    def test_of_a_mapping_waits_for_its_profile(self, take: Take) -> None:
        take(HEADER, ROW, mapping={"constants": {"disease": "MERS"}})
        assert Case.objects.get().disease == "mers"
