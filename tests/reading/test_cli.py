"""The two commands: tables for people, JSON for machines, refusals with the next step."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from giaoban.reading.cli import app
from tests.reading import score

READ_KEYS = {
    "kind",
    "number",
    "date",
    "date_resolved",
    "date_rule",
    "place",
    "body",
    "chair",
    "legal_bases",
    "figures",
    "tasks",
    "recipients",
    "signer",
    "signer_title",
}
FIGURE_KEYS = {"text", "indicator", "value", "unit", "period", "approx", "compare", "start", "end"}
TASK_KEYS = {
    "assignee",
    "partners",
    "text",
    "deadline",
    "deadline_text",
    "deadline_resolved",
    "deadline_rule",
    "section",
    "start",
    "end",
}


@pytest.fixture
def run():
    return lambda *args, **kw: CliRunner().invoke(app, list(args), **kw)


@pytest.fixture
def dispatch() -> str:
    return str(score.CORPUS / "dispatch_dengue.txt")


class TestRead:
    def test_json_has_the_published_fields(self, run, dispatch):
        data = json.loads(run("read", dispatch, "--json").output)
        assert set(data) == READ_KEYS
        assert {frozenset(f) for f in data["figures"]} == {frozenset(FIGURE_KEYS)}
        assert {frozenset(t) for t in data["tasks"]} == {frozenset(TASK_KEYS)}

    def test_text_is_what_the_offsets_count_into(self, run, dispatch):
        text = run("read", dispatch, "--text").output
        data = json.loads(run("read", dispatch, "--json").output)
        assert all(text[t["start"] : t["end"]] == t["text"] for t in data["tasks"])

    def test_tables_show_bodies_and_deadlines(self, run, dispatch):
        shown = run("read", dispatch, env={"COLUMNS": "200"}).output
        assert "Giám đốc" in shown or "Sở Y tế" in shown
        assert "14/CĐ-UBND" in shown

    def test_standard_input_is_read(self, run):
        data = json.loads(
            run("read", "-", "--json", input="UBND tỉnh họp. UBND tỉnh yêu cầu các xã lập danh sách.").output
        )
        assert [t["assignee"] for t in data["tasks"]] == ["các xã"]

    def test_today_resolves_a_year_the_text_lacks(self, run):
        words = "Ngày 15-11, UBND tỉnh họp đánh giá công tác phòng, chống dịch."
        data = json.loads(run("read", "-", "--json", input=words).output)
        assert (data["date"], data["date_resolved"]) == ("--11-15", None)
        data = json.loads(run("read", "-", "--json", "--today", "2022-03-07", input=words).output)
        assert data["date_resolved"] == "2021-11-15"

    def test_a_refusal_says_what_to_do_and_exits_2(self, run):
        refused = run("read", "-", input="UBND TỈNH\nTUYỆT MẬT\nNội dung")
        assert refused.exit_code == 2
        assert "bí mật nhà nước" in refused.stderr


class TestCheck:
    def test_json_has_relations_repairs_and_places(self, run):
        data = json.loads(run("check", str(score.CORPUS / "press_covid_sum_bad.txt"), "--json").output)
        assert set(data) == {"relations", "repairs", "places"}
        (relation,) = [r for r in data["relations"] if r["verdict"] == "fails"]
        assert set(relation) == {"kind", "verdict", "stated", "computed", "explanation", "spans"}
        assert (relation["stated"], relation["computed"]) == (350, 340)

    def test_what_holds_is_only_counted(self, run):
        shown = run("check", str(score.CORPUS / "press_covid_sum_ok.txt"), env={"COLUMNS": "160"}).output
        assert "KHÔNG KHỚP" not in shown
        assert "0 cần xem lại" in shown
