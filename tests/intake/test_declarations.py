"""A declaration is kept as received, once, and answered with a promise; nothing of it is seen by others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from giaoban.intake.declarations import queries, rules, sms
from giaoban.intake.declarations.actions import Receipt, receive, receive_sms
from giaoban.intake.declarations.models import Declaration
from giaoban.intake.declarations.rules import Declared, Household
from giaoban.intake.declarations.sms_files import import_sms
from giaoban.intake.outbox.models import OutboxMessage
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from tests.registry import small_tree

AT = datetime(2022, 3, 7, 8, 15)
TODAY = AT.date()
PHONE = "0900000001"
PERSON = Declared("Người Thử Không Có Thật", "1985-07-01", "year", "m", "rapid", "2022-03-06", True)


@pytest.fixture
def commune(db: None, settings: Any) -> Unit:
    settings.GIAOBAN_ROOT_PLACE = small_tree.QUANG_NINH
    return small_tree.load()[small_tree.CAM_TRUNG]


def declare(unit: Unit, token: str = "t", at: datetime = AT, origin: str = "", phone: str = PHONE) -> Receipt:
    household = Household(phone, (PERSON,), "Tổ 1, khu 5", "Số nhà 3")
    return receive(by=None, at=at, channel="page", unit=unit, household=household, token=token, origin=origin)


class TestReceiving:
    def test_it_promises_a_call_within_the_hours_of_the_rule(self, commune: Unit) -> None:
        assert declare(commune).declaration.call_by == datetime(2022, 3, 7, 12, 15)

    def test_a_form_sent_twice_is_one_declaration_and_one_answer(self, commune: Unit) -> None:
        first, again = declare(commune), declare(commune, at=AT + timedelta(minutes=5))
        assert (first.number, first.code) == (again.number, again.code)
        assert again.repeated
        assert Declaration.objects.count() == AuditEvent.objects.count() == 1

    def test_names_and_phones_are_sealed_and_nowhere_else(self, commune: Unit) -> None:
        made = declare(commune).declaration
        assert PHONE.encode() not in bytes(made.sealed)
        assert queries.content(made).persons == (PERSON,)
        event = AuditEvent.objects.get()
        assert PERSON.name not in f"{event.data}{event.subject}"

    def test_the_number_opens_only_with_the_code_or_a_year_of_birth(self, commune: Unit) -> None:
        receipt = declare(commune)
        assert queries.opens(receipt.declaration, receipt.code)
        assert queries.opens(receipt.declaration, "1985")
        for wrong in ("", "1986", "000000", "19", "85", str(receipt.number)):
            assert not queries.opens(receipt.declaration, wrong)


class TestLimits:
    def test_a_dormitory_at_one_phone_and_address_is_marked_and_never_refused(self, commune: Unit) -> None:
        made = [declare(commune, str(n), origin="10.0.0.1").declaration for n in range(70)]
        assert [d.crowded for d in made] == [False] * 10 + [True] * 60

    def test_many_phones_behind_one_address_are_marked_later(self, commune: Unit) -> None:
        made = [
            declare(commune, str(n), origin="10.0.0.1", phone=f"09000{n:05}").declaration for n in range(62)
        ]
        assert [d.crowded for d in made] == [False] * 60 + [True] * 2

    def test_the_count_begins_anew_after_the_window(self, commune: Unit) -> None:
        for n in range(11):
            declare(commune, str(n))
        assert not declare(commune, "later", AT + timedelta(minutes=61)).declaration.crowded

    def test_a_flood_from_one_address_is_refused_and_others_are_not(
        self, commune: Unit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        integer = rules_integer({"limits.origin_refused": 3})
        monkeypatch.setattr("giaoban.policy.rule.Rule.integer", integer)
        for n in range(3):
            declare(commune, str(n), origin="10.0.0.1")
        with pytest.raises(UserError, match="quá nhiều"):
            declare(commune, "more", origin="10.0.0.1")
        declare(commune, "other", origin="10.0.0.2")
        assert Declaration.objects.count() == 4


def rules_integer(changed: dict[str, int]) -> Callable[..., Any]:
    from giaoban.policy.rule import Rule

    before = Rule.integer
    return lambda self, key, on=None: changed.get(key) or before(self, key, on)


class TestMessages:
    def test_a_household_by_text_message(self) -> None:
        read = sms.read(
            "KB 06793 Nguyen Van A 1985 nam test nhanh 6/3 sot; Tran Thi B 12/05/1990 nu pcr", TODAY
        )
        assert (read.place, read.faults) == ("06793", ())
        first, second = read.persons
        assert (first.name, first.birth, first.sex, first.tested_on) == (
            "Nguyen Van A", "1985-07-01", "m", "2022-03-06",
        )  # fmt: skip
        assert first.symptoms is True
        assert (second.birth, second.precision, second.sex, second.test) == ("1990-05-12", "day", "f", "pcr")
        assert (second.tested_on, second.symptoms) == ("2022-03-07", None)

    @pytest.mark.parametrize(
        ("said", "name"),
        [("kb 06793\nNguyễn Thị Nữ 1960", "Nguyễn Thị Nữ"), ("KB:06793,Bùi Nam 2001 nam", "Bùi Nam")],
    )
    def test_marks_lines_and_commas_do_not_matter(self, said: str, name: str) -> None:
        read = sms.read(said, TODAY)
        assert not read.faults
        assert read.persons[0].name == name

    @pytest.mark.parametrize(
        ("said", "symptoms"),
        [
            ("khong ho khong met", False), ("khong sot, ho nhieu", True), ("ktc", False), ("ko bi ho", False),
            ("không có triệu chứng", False), ("mat mui", True), ("2 mui", None),
        ],
    )  # fmt: skip
    def test_what_is_denied_is_not_said(self, said: str, symptoms: bool | None) -> None:
        (person,) = sms.read(f"KB 06793 Nguyen Van A 1985 nam {said}", TODAY).persons
        assert person.symptoms is symptoms

    @pytest.mark.parametrize(
        ("said", "fault"),
        [
            ("toi bi covid", "bắt đầu bằng KB"),
            ("KB Nguyen Van A 1985", "mã xã"),
            ("KB 06793", "họ tên và năm sinh"),
            ("KB 06793 Nguyen Van A", "Người thứ 1"),
            ("KB 06793 Nguyen Van A 1985; Le Van B 2035", "Người thứ 2"),
            ("KB 06793 Nguyen Van A 1985 test 40/3", "ngày xét nghiệm"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, said: str, fault: str) -> None:
        assert fault in " ".join(sms.read(said, TODAY).faults)

    def test_the_answer_waits_in_the_outbox_with_number_and_hour(self, commune: Unit) -> None:
        receipt = receive_sms(
            at=AT, sender="+84 900 000 001", text=f"KB {commune.code} Nguyen Van A 1985 nam"
        )
        message = OutboxMessage.objects.get()
        assert unseal(message.to) == {"phone": PHONE}
        assert rules.number_said(receipt.number) in message.text
        assert "12:15 07/03" in message.text
        assert "115" in message.text
        assert message.text.isascii()
        assert "Nguyen Van A" not in message.text

    def test_the_same_message_brought_twice_is_kept_once(self, commune: Unit) -> None:
        for _ in range(2):
            receive_sms(at=AT, sender=PHONE, text=f"KB {commune.code} Nguyen Van A 1985 nam")
        assert Declaration.objects.count() == OutboxMessage.objects.count() == 1

    def test_a_message_nobody_can_read_is_kept_and_told_how_to_write(self, commune: Unit) -> None:
        receipt = receive_sms(at=AT, sender=PHONE, text="con toi 2 vach")
        assert receipt.declaration.persons == 0
        assert queries.content(receipt.declaration).message == "con toi 2 vach"
        assert sms.EXAMPLE in OutboxMessage.objects.get().text

    def test_an_unknown_code_is_told(self, commune: Unit) -> None:
        receive_sms(at=AT, sender=PHONE, text="KB 99999 Nguyen Van A 1985")
        assert "99999" in OutboxMessage.objects.get().text


    @pytest.mark.parametrize("result", ["am tinh", "âm tính", "test nhanh 6/3 khong duong tinh", "pcr (-)"])
    def test_a_negative_result_is_no_declaration_and_the_answer_says_so(
        self, commune: Unit, result: str
    ) -> None:
        receive_sms(at=AT, sender=PHONE, text=f"KB 06793 Nguyen Van A 1985 nam {result}")
        assert Declaration.objects.get().persons == 0
        assert "am tinh thi khong phai khai bao" in OutboxMessage.objects.get().text


class TestReading:
    @pytest.mark.parametrize(
        "said", ["0900000001", "+84900000001", "84 900 000 001", "0900.000.001", "0084900000001"]
    )
    def test_a_phone_is_one_number_however_written(self, said: str) -> None:
        assert rules.read_phone(said) == PHONE

    @pytest.mark.parametrize(
        "said", ["", "900000001", "09000", "0900000001x", "115", "0900 000 01", "090 000 0001 1"]
    )
    def test_what_is_no_phone(self, said: str) -> None:
        with pytest.raises(ValueError, match="phone"):
            rules.read_phone(said)

    @pytest.mark.parametrize(
        ("said", "today", "day"),
        [
            ("6/3", TODAY, date(2022, 3, 6)),
            ("06.03.2022", TODAY, date(2022, 3, 6)),
            ("30/12", date(2022, 1, 2), date(2021, 12, 30)),
        ],
    )
    def test_a_test_day(self, said: str, today: date, day: date) -> None:
        assert rules.read_test_day(said, today) == day

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ("8/3", "future"),
            ("1/4", "future"),
            ("1/1/2022", "old"),
            ("hôm qua", "unread"),
            ("31/2", "unread"),
            ("44626", "unread"),  # a spreadsheet's number of 6 March 2022: nobody types that
        ],
    )
    def test_what_is_no_test_day(self, said: str, why: str) -> None:
        with pytest.raises(ValueError, match=why):
            rules.read_test_day(said, TODAY)

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ("", "unread"), ("2023", "future"), ("1850", "old"), ("8/3/2022", "future"),
            ("20155", "unread"),  # 2015 with one digit too many, not a spreadsheet's day in 1955
        ],
    )
    def test_what_is_no_birth(self, said: str, why: str) -> None:
        with pytest.raises(ValueError, match=why):
            rules.read_birth(said, TODAY)


class TestMessageFiles:
    def test_every_row_is_accounted_for_and_a_second_time_nothing_is_new(
        self, commune: Unit, write: Callable[..., Any]
    ) -> None:
        rows = [
            ["2022-03-07 08:00", PHONE, f"KB {commune.code} Nguyen Van A 1985 nam"],
            ["2022-03-07 08:01", "0900000002", "con toi 2 vach"],
            ["hom qua", PHONE, f"KB {commune.code} Le Van B 1990"],
        ]
        path = write("at,sender,text", *rows)
        first, again = (import_sms(path, by=None, at=AT) for _ in range(2))
        assert (first.rows, first.accepted, len(first.refused)) == (3, 2, 1)
        assert (again.rows, again.unchanged, len(again.refused)) == (3, 2, 1)
        assert Declaration.objects.count() == 2

    @pytest.mark.parametrize(
        ("at", "sender", "text", "code"),
        [
            ("2022-03-07T08:00+07:00", PHONE, "KB", "date_unreadable"),
            ("2022-03-09 08:00", PHONE, "KB", "date_in_future"),
            ("2022-03-07 08:00", "", "KB", "message_empty"),
        ],
    )
    def test_what_is_no_message_is_told_with_its_reason(
        self, at: str, sender: str, text: str, code: str, commune: Unit, write: Callable[..., Any]
    ) -> None:
        result = import_sms(write("at,sender,text,network", [at, sender, text, "A"]), by=None, at=AT)
        assert [refused["code"] for refused in result.refused] == [code]
        assert [line["column"] for line in result.left] == ["network"]

    def test_every_message_has_its_own_words(self, commune: Unit, write: Callable[..., Any]) -> None:
        path = write("at,sender", ["2022-03-07 08:00", PHONE])
        with pytest.raises(UserError, match="text"):
            import_sms(path, by=None, mapping={"constants": {"text": "KB"}}, at=AT)
