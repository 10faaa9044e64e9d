"""A task's moves: who, from which state, on what evidence; of two at once one wins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from giaoban.accounts.models import User
from giaoban.directives import actions, records
from giaoban.directives.actions import permits
from giaoban.directives.models import Conclusion, Task, TaskStatus
from giaoban.intake.models import Batch
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from tests.clock import FakeClock
from tests.directives.conftest import DUE, line

Person = Callable[..., User]


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


class TestTheTrail:
    def test_it_goes_from_given_to_signed_off(
        self, task: Task, person: Person, fake_clock: FakeClock
    ) -> None:
        officer, office = person("commune", "06778"), person("office", "22")
        actions.receive(by=officer, task=task)
        fake_clock.advance(hours=1)
        actions.report(by=officer, task=task, note="Đã rà 3 trong 7 khu", value=90.0)
        fake_clock.advance(hours=1)
        actions.answer(by=officer, task=task, note="Đã rà đủ 7 khu", value=75.0)
        fake_clock.advance(hours=1)
        actions.sign_off(by=office, task=task)
        rows = task.statuses.order_by("seq")
        assert [(r.seq, r.move, r.state) for r in rows] == [
            (1, "given", "given"),
            (2, "receive", "received"),
            (3, "report", "progress"),
            (4, "answer", "done"),
            (5, "sign_off", "accepted"),
        ]
        assert [r.by for r in rows] == [None, officer, officer, officer, office]
        assert again(task).state == "accepted"
        actions_of = AuditEvent.objects.filter(subject=f"task:{task.pk}").values_list("action", flat=True)
        assert set(actions_of) == {f"directives.{m}" for m in ("receive", "report", "answer", "sign_off")}

    def test_work_sent_back_can_be_answered_again(self, task: Task, person: Person) -> None:
        officer, office = person("commune", "06778"), person("office", "22")
        actions.answer(by=officer, task=task, note="Xong")
        with pytest.raises(UserError, match="lý do"):
            actions.return_(by=office, task=task, note=" ")
        actions.return_(by=office, task=task, note="Thiếu danh sách")
        actions.answer(by=officer, task=task, note="Đã gửi danh sách")
        assert again(task).state == "done"
        assert task.statuses.filter(move="answer").count() == 2

    def test_an_obstacle_says_what_stands_in_the_way_and_is_replied_to(
        self, task: Task, person: Person
    ) -> None:
        officer = person("commune", "06778")
        with pytest.raises(UserError):
            actions.stuck(by=officer, task=task, note="")
        actions.stuck(by=officer, task=task, note="Thiếu người tiêm, đề nghị tăng cường 2 người")
        actions.reply(by=person("leader", "22"), task=task, note="Huyện cử 2 người trong ngày")
        assert again(task).state == "stuck"  # only its owner says that it goes on
        actions.report(by=officer, task=task, note="Đã có người")
        assert again(task).state == "progress"


class TestWhoMay:
    @pytest.mark.parametrize(
        ("role", "code"),
        [
            ("commune", "06781"),
            ("station", "06778"),
            ("district", "195"),
            ("office", "22"),
            ("leader", "22"),
            ("analyst", "22"),
            ("admin", "22"),
            ("partner", "22"),
            ("hospital", "22"),
            ("office", "24"),
        ],
    )
    def test_nobody_but_its_owner_answers(self, task: Task, person: Person, role: str, code: str) -> None:
        with pytest.raises(UserError, match="không làm được"):
            actions.answer(by=person(role, code), task=task, note="Xong")
        assert again(task).state == "given"
        assert not Batch.objects.filter(kind="answer").exists()

    @pytest.mark.parametrize(
        ("role", "code"),
        [("commune", "06778"), ("district", "195"), ("analyst", "22"), ("office", "24"), ("leader", "24")],
    )
    def test_nobody_but_its_giver_signs_off(self, task: Task, person: Person, role: str, code: str) -> None:
        actions.answer(by=None, task=task, note="Xong")
        with pytest.raises(UserError, match="không làm được"):
            actions.sign_off(by=person(role, code), task=task)
        assert again(task).state == "done"

    def test_somebody_without_a_posting_does_nothing(self, task: Task) -> None:
        with pytest.raises(UserError, match="phân công"):
            actions.receive(by=User.objects.create(username="moi"), task=task)


class TestAnswer:
    def test_it_becomes_a_field_record_exactly_as_received(
        self, task: Task, person: Person, tmp_path: Path
    ) -> None:
        file = tmp_path / "danh sách.csv"
        file.write_bytes("họ tên\r\nN. V. A.\r\n".encode())
        officer = person("commune", "06778")
        status = actions.answer(by=officer, task=task, note="  Đã rà đủ  ", value=75.0, file=file)
        assert status.evidence is not None
        batch = Batch.objects.get(pk=status.evidence.pk)
        assert (batch.kind, batch.by, batch.place, batch.source, batch.rows, batch.accepted) == (
            "answer", officer, task.unit, f"task:{task.pk}", 1, 1,
        )  # fmt: skip
        record = records.opened(batch)
        assert (record["note"], record["value"], record["body"]) == ("  Đã rà đủ  ", 75.0, "UBND phường Một")
        assert records.file_of(record) == ("danh sách.csv", "họ tên\r\nN. V. A.\r\n".encode())

    def test_what_lies_on_the_disk_is_sealed(self, task: Task, settings: Any) -> None:
        status = actions.answer(by=None, task=task, note="Gia đình ông A đã tiêm")
        assert status.evidence
        sealed = (Path(settings.STATE) / "received" / f"{status.evidence.sha256}.sealed").read_bytes()
        assert "Gia đình".encode() not in sealed

    def test_an_empty_answer_is_refused(self, task: Task) -> None:
        with pytest.raises(UserError, match="trống"):
            actions.answer(by=None, task=task, note=" ")

    @pytest.mark.parametrize(("size", "why"), [(0, "trống"), (records.LARGEST + 1, "lớn hơn")])
    def test_a_file_that_cannot_be_kept_is_refused_and_nothing_is_written(
        self, task: Task, tmp_path: Path, size: int, why: str
    ) -> None:
        file = tmp_path / "anh.jpg"
        with file.open("wb") as out:
            out.truncate(size)
        with pytest.raises(UserError, match=why):
            actions.answer(by=None, task=task, note="Xong", file=file)
        assert again(task).state == "given" and not Batch.objects.exists()

    def test_a_second_answer_finds_the_first(self, task: Task) -> None:
        actions.answer(by=None, task=task, note="Lần một")
        with pytest.raises(UserError, match="đã báo cáo kết quả"):
            actions.answer(by=None, task=task, note="Lần hai")
        assert task.statuses.filter(move="answer").count() == 1
        assert Batch.objects.filter(kind="answer").count() == 1

    def test_of_two_answers_in_the_same_second_one_wins(
        self, task: Task, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The other one arrives between our look at the task and our write."""
        look, others = permits.must_move, []

        def late_look(by: Any, seen: Task, move: str) -> None:
            look(by, seen, move)
            if len(others) == 1:  # the second look is the one inside the transaction
                monkeypatch.setattr(permits, "must_move", look)
                actions.answer(by=None, task=task, note="Người kia")
            others.append(seen)

        monkeypatch.setattr(permits, "must_move", late_look)
        with pytest.raises(UserError, match="vừa được người khác cập nhật"):
            actions.answer(by=None, task=task, note="Tôi")

    def test_two_rows_cannot_be_the_same_move(self, task: Task) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            TaskStatus.objects.create(task=task, seq=1, move="receive", state="received", at=DUE)

    def test_an_answer_without_evidence_is_refused_by_the_database(self, task: Task) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            TaskStatus.objects.create(task=task, seq=2, move="answer", state="done", at=DUE)


class TestExtension:
    def test_it_is_asked_for_and_granted(self, task: Task, person: Person) -> None:
        later = DUE + timedelta(days=2)
        actions.ask_extension(by=person("commune", "06778"), task=task, due_at=later, note="Mưa lũ")
        assert again(task).due_at == DUE
        actions.extend(by=person("office", "22"), task=task, due_at=later)
        assert (again(task).due_at, again(task).state) == (later, "given")
        assert task.statuses.get(seq=1).due_at == DUE  # the first deadline stays on record

    def test_it_is_refused_with_a_reason(self, task: Task, person: Person) -> None:
        office = person("office", "22")
        with pytest.raises(UserError, match="Không có đề nghị"):
            actions.refuse_extension(by=office, task=task, note="Không")
        actions.ask_extension(by=None, task=task, due_at=DUE + timedelta(days=2), note="Mưa lũ")
        actions.refuse_extension(by=office, task=task, note="Đã có lực lượng tăng cường")
        assert again(task).due_at == DUE

    def test_it_goes_forward_only(self, task: Task) -> None:
        with pytest.raises(UserError, match="muộn hơn"):
            actions.ask_extension(by=None, task=task, due_at=DUE, note="x")

    def test_a_commune_does_not_grant_itself_time(self, task: Task, person: Person) -> None:
        with pytest.raises(UserError, match="không làm được"):
            actions.extend(by=person("commune", "06778"), task=task, due_at=DUE + timedelta(days=1))


class TestAllAtOnce:
    def test_every_answered_task_is_signed_off_and_no_other(
        self, conclusion: Conclusion, person: Person
    ) -> None:
        one, two, three = conclusion.tasks.order_by("unit__code")
        for task in (one, two):
            actions.answer(by=None, task=task, note="Xong")
        assert actions.sign_off_all(by=person("office", "22"), conclusion=conclusion) == 2
        assert [again(t).state for t in (one, two, three)] == ["accepted", "accepted", "given"]
        assert one.statuses.order_by("seq").last().move == "sign_off"

    def test_a_conclusion_taken_back_withdraws_what_is_open(
        self, conclusion: Conclusion, person: Person
    ) -> None:
        actions.answer(by=None, task=conclusion.tasks.earliest("pk"), note="Xong")
        assert actions.withdraw_all(by=person("leader", "22"), conclusion=conclusion, note="Ghi nhầm") == 2
        assert sorted(conclusion.tasks.values_list("state", flat=True)) == ["done", "withdrawn", "withdrawn"]

    def test_what_a_district_gave_is_the_districts_to_sign_off(
        self, tree: dict[str, Unit], conclusion: Conclusion, person: Person
    ) -> None:
        district = person("district", "195")
        (parent,) = actions.cascade(
            by=None, conclusion=conclusion, line=line("unit", "district", unit=tree["195"])
        )
        part, _ = actions.cascade(by=district, conclusion=conclusion, line=line(), parent=parent)
        actions.answer(by=None, task=part, note="Xong")
        assert actions.sign_off_all(by=person("office", "22"), conclusion=conclusion) == 0
        actions.sign_off(by=district, task=part)
        assert again(part).state == "accepted"
