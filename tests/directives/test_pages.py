"""Conclusions and tasks on the screen, by role and from the wrong place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.accounts.models import AccessLog, User
from giaoban.briefing.models import Briefing
from giaoban.directives import actions
from giaoban.directives.models import Conclusion, Task
from giaoban.places.models import Unit
from tests.directives.conftest import DUE

Person = Callable[..., User]
Tree = dict[str, Unit]
SignIn = Callable[[str, str], Client]
TYPED = {
    "n_lines": "1",
    "text": "Các địa phương rà soát, tiêm vét.",
    "chair": "Chủ tịch",
    "theme": "Tiêm chủng",
    "concluded_on": "07/3/2022",
    "line0-text": "",
    "line0-whom": "communes",
    "line0-unit": "",
    "line0-role": "commune",
    "line0-due": "trước ngày 15/3",
    "line0-measure": "active",
    "line0-direction": "down",
    "line0-goal": "giảm 20%",
}


def look_and_save(client: Client, typed: dict[str, str]) -> Any:
    """The look, then the saving of what was looked at."""
    page = client.post("/nhiem-vu/ket-luan/moi/", {**typed, "do": "preview"})
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    assert seen
    return client.post("/nhiem-vu/ket-luan/moi/", {**typed, "do": "save", "seen": seen[1]})


@pytest.mark.slow
class TestTypingAConclusion:
    def test_it_is_looked_at_before_anything_is_given_out(self, sign_in: SignIn, briefing: Briefing) -> None:
        page = sign_in("office", "22").post(
            "/nhiem-vu/ket-luan/moi/", {**TYPED, "briefing": briefing.slug, "do": "preview"}
        )
        assert "Sẽ giao 3 nhiệm vụ" in page.text
        assert "hết ngày 14/3/2022" in page.text and "trước ngày 15/3/2022" in page.text
        assert "có số liệu của 3 trong 3 đơn vị" in page.text
        assert not Conclusion.objects.exists()

    def test_saving_gives_every_commune_its_task_measured_from_the_briefing(
        self, sign_in: SignIn, briefing: Briefing
    ) -> None:
        answer = look_and_save(sign_in("office", "22"), {**TYPED, "briefing": briefing.slug})
        made = Conclusion.objects.get()
        assert answer.headers["Location"] == f"/nhiem-vu/ket-luan/{made.pk}/"
        tasks = made.tasks.order_by("unit__code")
        assert [(t.start_value, t.target_change, t.direction) for t in tasks] == [
            (100.0, -20.0, "down"), (80.0, -20.0, "down"), (120.0, -20.0, "down"),
        ]  # fmt: skip
        assert {t.due_text for t in tasks} == {"trước ngày 15/3"}
        assert made.briefing == briefing

    def test_what_was_changed_after_the_look_is_shown_again_not_given_out(
        self, sign_in: SignIn, briefing: Briefing
    ) -> None:
        client = sign_in("office", "22")
        page = client.post("/nhiem-vu/ket-luan/moi/", {**TYPED, "do": "preview"})
        seen = re.search(r'name="seen" value="(\w+)"', page.text)
        assert seen
        changed = {**TYPED, "line0-whom": "districts", "line0-role": "district"}
        page = client.post("/nhiem-vu/ket-luan/moi/", {**changed, "do": "save", "seen": seen[1]})
        assert page.status_code == 200 and "Sẽ giao 2 nhiệm vụ" in page.text
        assert not Conclusion.objects.exists()

    def test_a_second_tap_gives_the_work_once(self, sign_in: SignIn, briefing: Briefing) -> None:
        client = sign_in("office", "22")
        look_and_save(client, TYPED)
        again = look_and_save(client, TYPED)
        assert again.status_code == 422 and "đã được ghi" in again.text
        assert Task.objects.count() == 3

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"text": ""}, "Ghi nội dung kết luận"),
            ({"line0-due": "sớm nhất"}, "ghi ngày"),
            ({"line0-due": ""}, "Ghi thời hạn"),
            ({"line0-role": "district"}, "không có ở cấp"),
            ({"line0-whom": "unit"}, "Chọn đơn vị nhận việc"),
            ({"line0-goal": ""}, "Ghi một số"),
            ({"line0-goal": "nhiều"}, "Ghi một số"),
            ({"concluded_on": "32/13/2022"}, "Ngày kết luận"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
        self, sign_in: SignIn, briefing: Briefing, change: dict[str, str], why: str
    ) -> None:
        page = sign_in("office", "22").post("/nhiem-vu/ket-luan/moi/", {**TYPED, **change, "do": "save"})
        assert page.status_code == 422
        assert why in page.text and "Tiêm chủng" in page.text
        assert not Conclusion.objects.exists()

    def test_a_second_line_can_be_added_and_keeps_the_first(
        self, sign_in: SignIn, briefing: Briefing
    ) -> None:
        client = sign_in("office", "22")
        page = client.post("/nhiem-vu/ket-luan/moi/", {**TYPED, "do": "add"})
        assert 'name="line1-due"' in page.text and "trước ngày 15/3" in page.text
        second = {k.replace("line0", "line1"): v for k, v in TYPED.items() if k.startswith("line0")}
        second |= {"line1-whom": "unit", "line1-unit": "195", "line1-role": "district", "n_lines": "2"}
        look_and_save(client, {**TYPED, **second})
        assert Conclusion.objects.get().tasks.count() == 4

    @pytest.mark.parametrize(("role", "code"), [("station", "06778"), ("agency", "22"), ("analyst", "22")])
    def test_who_does_not_conclude_is_refused(self, sign_in: SignIn, role: str, code: str) -> None:
        assert sign_in(role, code).get("/nhiem-vu/ket-luan/moi/").status_code == 403

    def test_a_briefing_of_another_province_does_not_exist(self, sign_in: SignIn, briefing: Briefing) -> None:
        client = sign_in("office", "24")
        assert client.get(f"/nhiem-vu/ket-luan/moi/?briefing={briefing.slug}").status_code == 404


class TestAnsweringATask:
    def test_an_officer_receives_reports_and_answers_and_the_evidence_opens(
        self, sign_in: SignIn, task: Task
    ) -> None:
        client = sign_in("commune", "06778")
        assert client.post(f"/nhiem-vu/{task.pk}/receive/").status_code == 302
        report = {"report-note": "Đã rà 3 khu", "report-value": "1.090,5"}
        assert client.post(f"/nhiem-vu/{task.pk}/report/", report).status_code == 302
        answer = {
            "answer-note": "Đã rà đủ",
            "answer-value": "75",
            "answer-file": SimpleUploadedFile("danh sách.csv", "họ tên".encode()),
        }
        assert client.post(f"/nhiem-vu/{task.pk}/answer/", answer).status_code == 302
        rows = list(task.statuses.order_by("seq"))
        assert [(r.move, r.value) for r in rows] == [
            ("given", None), ("receive", None), ("report", 1090.5), ("answer", 75.0),
        ]  # fmt: skip
        page = client.get(f"/nhiem-vu/{task.pk}/minh-chung/{rows[-1].pk}/")
        assert "Đã rà đủ" in page.text and "danh sách.csv" in page.text
        file = client.get(f"/nhiem-vu/{task.pk}/minh-chung/{rows[-1].pk}/tep/")
        assert file.content == "họ tên".encode()
        assert file.headers["Content-Disposition"].startswith("attachment")
        assert AccessLog.objects.filter(subject=f"task:{task.pk}").count() == 2

    def test_the_report_and_the_records_stand_side_by_side(self, sign_in: SignIn, task: Task) -> None:
        actions.report(by=None, task=task, note="Đã xong nhiều", value=40.0)
        page = sign_in("office", "22").get(f"/nhiem-vu/{task.pk}/").text
        assert "Báo cáo của đơn vị khác số liệu" in page
        assert ">100 <small>" in page and ">40 <small>" in page

    def test_an_empty_answer_comes_back_with_the_reason(self, sign_in: SignIn, task: Task) -> None:
        page = sign_in("commune", "06778").post(f"/nhiem-vu/{task.pk}/answer/", {"answer-note": ""})
        assert page.status_code == 422 and "Báo cáo kết quả trống" in page.text

    def test_an_extension_without_a_date_is_asked_again(self, sign_in: SignIn, task: Task) -> None:
        typed = {"ask_extension-due": "khi xong", "ask_extension-note": "Mưa lũ"}
        page = sign_in("commune", "06778").post(f"/nhiem-vu/{task.pk}/ask_extension/", typed)
        assert page.status_code == 422
        assert "ghi ngày" in page.text and "Mưa lũ" in page.text

    def test_a_page_shows_only_the_moves_its_reader_may_make(
        self, sign_in: SignIn, task: Task, person: Person, client: Client
    ) -> None:
        offered = {
            ("commune", "06778"): {"receive", "answer", "report", "stuck", "ask_help", "ask_extension"},
            ("station", "06778"): set(),
            ("district", "195"): set(),
            ("office", "22"): {"reply", "extend", "withdraw"},
        }
        for (role, code), moves in offered.items():
            page = sign_in(role, code).get(f"/nhiem-vu/{task.pk}/").text
            assert {m for m in actions_in(page, task)} == moves, role

    def test_a_request_for_time_is_what_its_giver_sees_first(self, sign_in: SignIn, task: Task) -> None:
        actions.ask_extension(by=None, task=task, due_at=DUE + timedelta(days=1), note="Mưa")
        client = sign_in("office", "22")
        page = client.get(f"/nhiem-vu/{task.pk}/").text
        assert actions_in(page, task)[:2] == ["extend", "refuse_extension"]
        assert 'value="17 giờ 00 ngày 10/03/2022"' in page  # as asked for: granting it is one tap
        client.post(f"/nhiem-vu/{task.pk}/extend/", {"extend-due": "17 giờ 00 ngày 10/03/2022"})
        task.refresh_from_db()
        assert task.due_at == DUE + timedelta(days=1)


def actions_in(page: str, task: Task) -> list[str]:
    return re.findall(rf'action="/nhiem-vu/{task.pk}/(\w+)/"', page)


class TestFromTheWrongPlace:
    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [
            ("leader", "24", 404),
            ("office", "24", 404),
            ("district", "196", 404),
            ("commune", "06781", 404),
            ("station", "06781", 404),
            ("hospital", "22", 404),
            ("analyst", "22", 403),
            ("admin", "22", 403),
            ("partner", "22", 403),
        ],
    )
    def test_a_task_of_others_does_not_exist(
        self, sign_in: SignIn, task: Task, role: str, code: str, status: int
    ) -> None:
        answered = actions.answer(by=None, task=task, note="Gia đình ông A")
        client = sign_in(role, code)
        for path in ("", f"minh-chung/{answered.pk}/", f"minh-chung/{answered.pk}/tep/"):
            page = client.get(f"/nhiem-vu/{task.pk}/{path}")
            assert page.status_code == status and "ông A" not in page.text
        assert client.post(f"/nhiem-vu/{task.pk}/sign_off/").status_code in (403, 404)
        task.refresh_from_db()
        assert task.state == "done"

    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [("office", "24", 404), ("commune", "07000", 404), ("hospital", "22", 404), ("partner", "22", 403)],
    )
    def test_a_conclusion_of_others_does_not_exist(
        self, sign_in: SignIn, conclusion: Conclusion, role: str, code: str, status: int
    ) -> None:
        client = sign_in(role, code)
        for path in ("", "tai-ve.csv"):
            got = client.get(f"/nhiem-vu/ket-luan/{conclusion.pk}/{path}").status_code
            assert got in (status, 403), path

    def test_another_commune_cannot_answer(self, sign_in: SignIn, task: Task) -> None:
        client = sign_in("commune", "06781")
        assert client.post(f"/nhiem-vu/{task.pk}/answer/", {"answer-note": "Xong"}).status_code == 404
        assert task.statuses.count() == 1

    def test_a_district_outside_its_scope_cannot_be_filtered_for(
        self, sign_in: SignIn, conclusion: Conclusion
    ) -> None:
        client = sign_in("district", "195")
        assert client.get("/nhiem-vu/?place=195").status_code == 200
        assert client.get("/nhiem-vu/?place=196").status_code == 404
        assert client.get("/nhiem-vu/?place=nowhere").status_code == 404

    def test_evidence_is_asked_for_by_its_own_task(self, sign_in: SignIn, conclusion: Conclusion) -> None:
        one, two, _ = conclusion.tasks.order_by("unit__code")
        theirs = actions.answer(by=None, task=two, note="Xong")
        client = sign_in("commune", "06778")
        assert client.get(f"/nhiem-vu/{one.pk}/minh-chung/{theirs.pk}/").status_code == 404
