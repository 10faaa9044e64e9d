"""Movement on the screen: in, out, absent; the case's page; the letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pypdf import PdfReader

from giaoban.places.models import Unit
from giaoban.registry.models import Absence, Case, Transfer
from giaoban.registry.transfers.duties import duties, pairs_to_see
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.duplicates.conftest import scope_of
from tests.registry.duplicates.test_pages import SignIn, sign_in

__all__ = ["sign_in"]
pytestmark = pytest.mark.django_db


def send(browser: object, f0: Case, code: str = small_tree.CAM_THACH) -> Transfer:
    given = {"act": "transfer", "receiver": code, "reason": "về quê", "hamlet": ""}
    browser.post(f"/ca-benh/{f0.ref}/chuyen/", given)  # type: ignore[attr-defined]
    return Transfer.objects.latest("id")


class TestTransfer:
    def test_from_the_case_to_the_receiver_and_taken_over(self, f0: Case, sign_in: SignIn) -> None:
        sender, receiver = sign_in(), sign_in("station", small_tree.CAM_THACH)
        found = sender.get(f"/ca-benh/{f0.ref}/chuyen/?q=thạch").content.decode()
        assert small_tree.CAM_THACH in found
        sent = send(sender, f0)
        assert "Tiếp nhận</button>" not in sender.get(f"/chuyen-dia-ban/{sent.id}/").content.decode()
        assert "Tiếp nhận</button>" in receiver.get(f"/chuyen-dia-ban/{sent.id}/").content.decode()
        receiver.post(f"/chuyen-dia-ban/{sent.id}/", {"act": "take", "note": ""})
        assert Case.objects.get().unit.code == small_tree.CAM_THACH
        assert sender.get(f"/ca-benh/{f0.ref}/").status_code == 404

    def test_receivers_nearby_are_offered_first_and_others_with_their_province(
        self, f0: Case, sign_in: SignIn
    ) -> None:
        sender = sign_in()
        page = sender.get(f"/ca-benh/{f0.ref}/chuyen/?q=phuong").content.decode()  # without marks
        assert page.index("Cẩm Thạch") < page.index("Hồng Gai")  # the own district before the next
        assert 'value="06778"' not in page  # where the patient is already
        page = sender.get(f"/ca-benh/{f0.ref}/chuyen/?q=thọ xương").content.decode()
        assert "Phường Thọ Xương, Thành phố Bắc Giang, Tỉnh Bắc Giang" in page

    def test_lists_in_and_out(self, f0: Case, sign_in: SignIn) -> None:
        sender = sign_in()
        send(sender, f0)
        for browser in (sender, sign_in("district", small_tree.CAM_PHA)):
            assert "Cẩm Thạch" in browser.get("/chuyen-dia-ban/").content.decode()
        assert "Cẩm Thạch" not in sign_in(code=small_tree.HONG_GAI).get("/chuyen-dia-ban/").content.decode()

    def test_a_place_outside_and_a_role_without_the_act(self, f0: Case, sign_in: SignIn) -> None:
        sent = send(sign_in(), f0)
        assert sign_in(code=small_tree.HONG_GAI).get(f"/chuyen-dia-ban/{sent.id}/").status_code == 404
        assert sign_in("partner").get("/chuyen-dia-ban/").status_code == 403

    def test_a_slip_keeps_what_was_typed(self, f0: Case, sign_in: SignIn) -> None:
        answer = sign_in().post(
            f"/ca-benh/{f0.ref}/chuyen/?q=thạch", {"act": "transfer", "receiver": "", "reason": "về quê"}
        )
        assert answer.status_code == 422
        assert "về quê" in answer.content.decode()

    def test_the_second_who_answers_is_told(self, f0: Case, sign_in: SignIn) -> None:
        sender, receiver = sign_in(), sign_in(code=small_tree.CAM_THACH)
        sent = send(sender, f0)
        sender.post(f"/chuyen-dia-ban/{sent.id}/", {"act": "cancel"})
        assert receiver.post(f"/chuyen-dia-ban/{sent.id}/", {"act": "take"}).status_code == 409


@pytest.mark.slow
def test_the_letter_names_the_person_and_signs_for_nobody(f0: Case, sign_in: SignIn) -> None:
    import io

    sender = sign_in()
    sent = send(sender, f0, "07210")
    pdf = sender.get(f"/chuyen-dia-ban/{sent.id}/giay.pdf")
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf.content)).pages).split())
    assert "Nguyễn Thị Thu Hương" in text
    assert "Thọ Xương" in text
    assert sign_in(code=small_tree.HONG_GAI).get(f"/chuyen-dia-ban/{sent.id}/giay.pdf").status_code == 404


class TestDuties:
    def test_the_receiver_is_asked_then_the_district_then_the_province(
        self, f0: Case, sign_in: SignIn, places: dict[str, Unit]
    ) -> None:
        sent = send(sign_in(), f0)
        codes = (small_tree.CAM_THACH, small_tree.CAM_PHA, small_tree.QUANG_NINH)
        scopes = [scope_of(places[code]) for code in codes]
        for hours, asked in ((0, [1, 0, 0]), (24, [1, 1, 0]), (48, [1, 1, 1])):
            at = sent.asked_at + timedelta(hours=hours)
            assert [len(list(duties(scope, at))) for scope in scopes] == asked

    def test_an_absence_is_a_duty_of_its_place_until_found(
        self, f0: Case, sign_in: SignIn, places: dict[str, Unit]
    ) -> None:
        browser, scope = sign_in(), scope_of(places[small_tree.CAM_TRUNG])
        browser.post(f"/ca-benh/{f0.ref}/chuyen/", {"act": "absent", "note": "khóa cửa"})
        assert [d.kind for d in duties(scope, AT)] == ["absence"]
        assert "khóa cửa" in browser.get("/chuyen-dia-ban/").content.decode()
        browser.post(f"/ca-benh/{f0.ref}/chuyen/", {"act": "found"})
        assert not list(duties(scope, AT))
        assert Absence.objects.get().ended == "found"

    def test_without_pairs_nothing_is_asked(self, places: dict[str, Unit]) -> None:
        assert not list(pairs_to_see(scope_of(places[small_tree.CAM_TRUNG]), AT))
