"""Loading, checking and overriding rules."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from giaoban.kernel.errors import UserError
from giaoban.policy import load
from giaoban.policy.levels import LevelInputs, propose
from giaoban.policy.load import nearest_first
from tests.policy.edge_cases import RULES

OVERRIDE = """
id: epidemic_level/tinh-22
subject: epidemic_level
form: rate_by_coverage
extends: epidemic_level/4800-qd-byt
title_vi: Tỉnh điều chỉnh tiêu chí
document: {number: 1/QĐ-UBND, issuer: UBND tỉnh, signed: 2021-11-01}
in_force: {from: 2021-11-01, to: 2021-11-30, status: single-source}
at: "22"
sources:
  decision: {title: Quyết định của tỉnh, url: null}
values:
  bands:
    band_2: {label: mức 2, value: 10, cmp: gte, unit: per_100k_week,
             status: single-source, source: [decision]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES.root, tmp_path / "policy"))


def write(folder: Path, text: str, name: str = "epidemic_level/tinh-22.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.slow
class TestOverride:
    def test_the_nearest_place_on_the_path_wins_while_it_lasts(self, folder):
        write(folder, OVERRIDE)
        rules = load(folder)
        ids = [
            rules.in_force("epidemic_level", day, place).id
            for day, place in (
                (date(2021, 10, 31), "VN/22/195"),
                (date(2021, 11, 1), "VN/22/195"),
                (date(2021, 11, 30), ("06778", "195", "22", "VN")),
                (date(2021, 12, 1), "VN/22"),
                (date(2021, 11, 15), "VN/01"),
            )
        ]
        assert [rule_id.split("/")[1] for rule_id in ids] == [
            "4800-qd-byt",
            "tinh-22",
            "tinh-22",
            "4800-qd-byt",
            "4800-qd-byt",
        ]

    def test_it_changes_only_what_it_says(self, folder):
        write(folder, OVERRIDE)
        rule = load(folder).get("epidemic_level/tinh-22")
        assert rule.param("bands.band_2").value == 10
        assert rule.param("bands.band_3").value == 50
        inputs = LevelInputs.of(
            1, population=1e6, community_cases_14d=300, adult_dose1_pct=60, elderly_full_pct=90
        )
        day = date(2021, 11, 15)
        assert propose(rule, day, inputs).level[0] == 2
        assert propose(RULES.find("4800"), day, inputs).level[0] == 1

    def test_numbers_filled_in_later_are_used_without_code(self, folder):
        path = folder / "epidemic_level" / "218-qd-byt.yaml"
        text = path.read_text(encoding="utf-8")
        for grade, bound in (("grade_2", 5), ("grade_3", 10), ("grade_4", 15)):
            start = text.index("  oxygen:")
            at = text.index(f"    {grade}:", start)
            text = text[:at] + text[at:].replace("value: null", f"value: {bound}", 1)
        path.write_text(text, encoding="utf-8")
        inputs = LevelInputs.of(
            2,
            population=100_000,
            cases_7d=10,
            oxygen_cases_7d=[0, 12],
            deaths_7d=0,
            full_pct=90,
            high_risk_full_pct=95,
            free_beds_per_100k=50,
        )
        proposal = propose(load(folder).find("218"), date(2022, 3, 6), inputs)
        assert proposal.level.tolist() == [1, 2]
        assert not any(r.code == "omitted_oxygen" for r in proposal.reasons[0])


class TestFingerprint:
    def test_it_changes_with_a_rule_and_not_with_a_case(self, folder):
        before = load(folder).fingerprint()
        assert before == RULES.fingerprint() and len(before) == 64
        cases = folder / "epidemic_level" / "4800-qd-byt.cases.yaml"
        cases.write_text(cases.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert load(folder).fingerprint() == before
        write(folder, OVERRIDE)
        assert load(folder).fingerprint() != before


@pytest.mark.slow
class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (OVERRIDE.replace("status: single-source, source: [decision]", "source: [decision]"),
             "policy_invalid"),
            (OVERRIDE.replace("unit: per_100k_week", "unit: furlongs"), "policy_invalid"),
            (OVERRIDE.replace("source: [decision]", "source: [nowhere]"), "policy_invalid"),
            (OVERRIDE.replace("from: 2021-11-01", "from: 2021-12-01"), "policy_invalid"),
            (OVERRIDE.replace("2021-11-01, to", "2021-13-01, to"), "policy_invalid"),
            (OVERRIDE.replace('at: "22"', ""), "policy_overlap"),
            (OVERRIDE.replace("id: epidemic_level/tinh-22", "id: epidemic_level/x"),
             "policy_invalid"),
            (OVERRIDE.replace("value: 10", "value: null"), "policy_invalid"),
            (OVERRIDE.replace("epidemic_level/4800-qd-byt", "epidemic_level/none"),
             "policy_invalid"),
            (OVERRIDE + "values: {}\n", "policy_unreadable"),
            ("a: [", "policy_unreadable"),
        ],
    )  # fmt: skip
    def test_a_faulty_file_is_refused_with_its_name_and_the_next_step(self, folder, text, code):
        write(folder, text)
        with pytest.raises(UserError) as refused:
            load(folder)
        assert refused.value.code == code
        assert "tinh-22" in refused.value.message
        assert refused.value.next_step

    def test_an_unknown_rule_names_the_known_ones(self):
        with pytest.raises(UserError) as refused:
            RULES.find("9999", "epidemic_level")
        assert "epidemic_level/4800-qd-byt" in refused.value.next_step

    def test_a_missing_value_names_rule_and_key(self):
        with pytest.raises(UserError) as refused:
            RULES.find("4800").param("bands.band_9")
        assert "bands.band_9" in refused.value.message

    def test_an_absent_directory_is_named(self, monkeypatch, tmp_path):
        monkeypatch.setenv("GIAOBAN_POLICY", str(tmp_path / "nowhere"))
        with pytest.raises(UserError) as refused:
            load()
        assert "GIAOBAN_POLICY" in refused.value.next_step

    def test_the_environment_names_the_directory(self, monkeypatch, folder):
        write(folder, OVERRIDE)
        monkeypatch.setenv("GIAOBAN_POLICY", str(folder))
        assert load().get("epidemic_level/tinh-22").at == "22"


class TestFinding:
    def test_a_rule_is_found_by_number_by_its_start_and_by_id(self):
        assert {RULES.find(n).id for n in ("4800", "4800/QĐ-BYT", "epidemic_level/4800-qd-byt")} == {
            "epidemic_level/4800-qd-byt"
        }

    def test_a_path_reads_from_either_end(self):
        up = ("06778", "195", "22", "VN")
        assert nearest_first("VN/22/195/06778") == nearest_first(up) == up
        assert nearest_first(("VN", "22")) == ("22", "VN")

    def test_breaks_of_a_definition_are_dated(self):
        days = [day for day, _ in RULES.timeline("case_definition")]
        assert {date(2021, 12, 29), date(2022, 3, 14), date(2022, 4, 15)} <= set(days)
