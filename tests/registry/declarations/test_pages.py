"""The officer's page chooses nothing for the officer, and loses nothing that was chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from giaoban.intake.declarations.actions import receive_sms
from giaoban.registry.declarations.rules import NOBODY_SHOWN
from giaoban.registry.models import Case, DeclarationDecision
from tests.registry.declarations.test_deciding import AN, AT, BINH, Desk, desk

__all__ = ["desk"]
NOBODY = str(NOBODY_SHOWN)


@pytest.fixture
def officer(client: Client, desk: Desk) -> Client:
    client.force_login(desk.first)
    return client


def page_of(declaration: Any) -> str:
    return f"/ca-benh/khai-bao/{declaration.number}/"


def chosen(page: str) -> list[str]:
    return re.findall(r'name="([a-z]+\d+)" value="[^"]*" checked', page)


class TestNothingIsChosenBeforehand:
    def test_neither_the_decision_nor_who_it_is(self, desk: Desk, officer: Client) -> None:
        desk.known(AN)
        page = officer.get(page_of(desk.declared(AN, BINH))).text
        assert "trùng khớp" in page  # as sure as a match can be
        assert chosen(page) == []

    def test_and_a_page_sent_untouched_decides_nobody(self, desk: Desk, officer: Client) -> None:
        answer = officer.post(page_of(desk.declared(AN)), {"act": "decide", "person0": NOBODY})
        assert answer.status_code == 422 and "Chưa chọn gì" in answer.text
        assert not DeclarationDecision.objects.exists()

    def test_who_was_passed_over_is_told_of_and_who_waits_on_purpose_is_not(
        self, desk: Desk, officer: Client
    ) -> None:
        declaration = desk.declared(AN, BINH)
        said = {"act": "decide", "act0": "confirmed", "person0": NOBODY, "person1": NOBODY}
        answer = officer.post(page_of(declaration), said, follow=True)
        assert "Còn 1 người chưa chọn" in answer.text
        assert answer.redirect_chain[-1][0] == page_of(declaration)
        other = desk.declared(replace(AN, birth="1971-01-01"), BINH, phone="0900000044")
        answer = officer.post(page_of(other), said | {"act1": "later"}, follow=True)
        assert "chưa chọn" not in answer.text

    def test_what_was_chosen_is_kept_where_something_is_wrong(self, desk: Desk, officer: Client) -> None:
        known = desk.known(AN)
        said = {"act": "decide", "act0": "confirmed", "person0": str(known.pk), "act1": "rejected",
                "person1": NOBODY, "reason1": ""}  # fmt: skip
        answer = officer.post(page_of(desk.declared(AN, BINH)), said)
        assert answer.status_code == 422
        assert chosen(answer.text) == ["person0", "act0", "act1"]

    def test_a_whole_household_is_chosen_at_once_when_the_officer_asks(
        self, desk: Desk, officer: Client
    ) -> None:
        where = page_of(desk.declared(AN, BINH))
        assert "?act=confirmed" in officer.get(where).text
        assert chosen(officer.get(where + "?act=confirmed").text) == ["act0", "act1"]


class TestSomebodyAlikeCameMeanwhile:
    def test_so_the_officer_is_asked_and_no_second_person_is_made(self, desk: Desk, officer: Client) -> None:
        declaration = desk.declared(AN)
        assert f'value="{NOBODY}"' in officer.get(page_of(declaration)).text
        desk.known(AN)  # a colleague confirmed another slip of the same household
        said = {"act": "decide", "act0": "confirmed", "person0": NOBODY}
        answer = officer.post(page_of(declaration), said)
        assert answer.status_code == 422 and "trùng khớp" in answer.text
        assert not Case.objects.exists()

    def test_one_who_stands_twice_on_a_slip_is_pointed_out(self, desk: Desk, officer: Client) -> None:
        again = replace(AN, name="TRAN THU AN", birth="1985-01-01", precision="year")
        page = officer.get(page_of(desk.declared(BINH, AN, again))).text
        assert page.count("với người thứ 2 của phiếu") == 1 and "người thứ 1 của phiếu" not in page

    def test_two_namesakes_of_one_household_are_two_without_being_asked(
        self, desk: Desk, officer: Client
    ) -> None:
        said = {"act": "decide"} | {f"act{n}": "confirmed" for n in (0, 1)}
        said |= {f"person{n}": NOBODY for n in (0, 1)}
        officer.post(page_of(desk.declared(AN, AN)), said)
        assert Case.objects.count() == 2
        assert len(set(Case.objects.values_list("person", flat=True))) == 2


class TestATextMessage:
    @pytest.mark.parametrize(
        ("said", "asks"), [("nam", True), ("nam 6/3", True), ("nam test nhanh 6/3 sot", False), ("", True)]
    )
    def test_that_leaves_the_test_open_says_what_was_assumed(
        self, desk: Desk, officer: Client, said: str, asks: bool
    ) -> None:
        text = f"KB {desk.unit.code} Nguyen Thu A 1985 {said}"
        receipt = receive_sms(at=AT, sender="0900000001", text=text)
        assert ("tạm hiểu là test nhanh" in officer.get(page_of(receipt.declaration)).text) is asks


class TestAHouseholdOfAnotherCommune:
    def test_is_sent_on_by_name_and_one_of_those_found_is_chosen(self, desk: Desk, officer: Client) -> None:
        where = page_of(desk.declared(AN))
        asked = officer.post(where, {"act": "forward", "to": "cam thach"})
        assert (asked.status_code, [code for code, _ in asked.context["towards"]]) == (422, ["06775"])
        sent = officer.post(where, {"act": "forward", "to": "06775"}, follow=True)
        assert "Đã chuyển phiếu đến Phường Cẩm Thạch" in sent.text

    def test_is_not_sent_where_no_name_is_like_it(self, desk: Desk, officer: Client) -> None:
        answer = officer.post(page_of(desk.declared(AN)), {"act": "forward", "to": "xyz"})
        assert answer.status_code == 422 and "viết cách khác" in answer.text
