"""Notices on the screen: read in, confirmed beside their text, written out; by role and place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.accounts.models import User
from giaoban.briefing.models import Briefing
from giaoban.directives.actions import add_body
from giaoban.directives.models import Conclusion, Notice, Task
from giaoban.directives.notices import queries
from giaoban.directives.notices.paper import document
from giaoban.documents.apart import set_apart
from giaoban.documents.model import paragraph
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from giaoban.reading import read
from tests.directives.notices.conftest import NOTICE

PAGE = "/nhiem-vu/thong-bao/"
SignIn = Callable[[str, str], Client]


@pytest.fixture
def sign_in(person: Callable[..., User], client: Client) -> SignIn:
    def enter(role: str, code: str) -> Client:
        client.force_login(person(role, code))
        return client

    return enter


@pytest.fixture
def office(sign_in: SignIn) -> Client:
    return sign_in("office", "22")


def paste(client: Client, text: str = NOTICE) -> Notice:
    answer = client.post(PAGE, {"text": text})
    assert answer.status_code == 302, answer.text
    return Notice.objects.get(pk=int(re.findall(r"\d+", answer.url)[-1]))


def as_shown(client: Client, notice: Notice) -> dict[str, str]:
    """What the form would send if nothing was changed."""
    page = client.get(f"{PAGE}{notice.pk}/").context["page"]
    fields = {name: page.head[name].value() or "" for name in page.head.fields}
    for line in page.lines:
        fields |= {line.add_prefix(name): line[name].value() or "" for name in line.fields}
    return fields


def sealed() -> set[Path]:
    return set((Path(settings.STATE) / "received").glob("*.sealed"))


class TestReadingIn:
    def test_a_pasted_notice_stands_beside_its_tasks(self, office: Client) -> None:
        notice = paste(office)
        page = office.get(f"{PAGE}{notice.pk}/").text
        assert "Thông báo kết luận số 12-TB/TU ngày 07/3/2022 của" in page
        assert "Rà soát, lập danh sách người chưa tiêm mũi 3" in page
        assert (notice.number, str(notice.date)) == ("12-TB/TU", "2022-03-07")

    def test_a_file_is_kept_sealed_and_its_text_too(self, office: Client) -> None:
        before = sealed()
        office.post(PAGE, {"file": SimpleUploadedFile("kl.txt", NOTICE.encode())})
        (file,) = sealed() - before
        notice = Notice.objects.get()
        assert notice.filename == "kl.txt" and file.stem == notice.sha256
        plain = "người chưa tiêm".encode()
        assert plain not in file.read_bytes() and plain not in bytes(notice.text_sealed)
        assert queries.text_of(notice) == NOTICE

    def test_the_same_text_again_is_the_same_notice(self, office: Client) -> None:
        assert paste(office) == paste(office)

    @pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
    def test_a_secret_document_is_refused_and_not_stored(self, office: Client, stamp: str) -> None:
        before = sealed()
        for sent in (
            {"text": f"{stamp}\n{NOTICE}"},
            {"file": SimpleUploadedFile("mat.txt", f"{stamp}\n{NOTICE}".encode())},
        ):
            answer = office.post(PAGE, sent)
            assert answer.status_code == 422
            assert f"Văn bản đóng dấu {stamp}" in answer.text and "nối mạng" in answer.text
            assert "lập danh sách người chưa tiêm" not in answer.text.split("<textarea")[0]
        assert not Notice.objects.exists() and sealed() == before
        assert not AuditEvent.objects.filter(action__startswith="notices").exists()

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", ["docx", "pdf"])
    def test_a_secret_paper_is_refused_as_word_and_as_pdf(
        self, office: Client, conclusion: Conclusion, kind: str
    ) -> None:
        paper = document([conclusion], "state")
        stamped = replace(paper, blocks=(paragraph("TỐI MẬT"), *paper.blocks))
        sent = SimpleUploadedFile(f"mat.{kind}", set_apart(stamped, kind))
        answer = office.post(PAGE, {"file": sent})
        assert answer.status_code == 422 and "Văn bản đóng dấu TỐI MẬT" in answer.text
        assert not Notice.objects.exists()

    def test_nothing_sent_is_said(self, office: Client) -> None:
        answer = office.post(PAGE, {"text": "  "})
        assert answer.status_code == 422 and "Chọn tệp hoặc dán nội dung" in answer.text

    def test_an_unreadable_file_says_what_to_do(self, office: Client) -> None:
        answer = office.post(PAGE, {"file": SimpleUploadedFile("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")})
        assert answer.status_code == 422 and ".docx" in answer.text


class TestTheTextOnTheScreen:
    def test_each_mark_holds_exactly_its_figures_text(self, office: Client) -> None:
        page = office.get(f"{PAGE}{paste(office).pk}/").text
        marked: dict[int, str] = {}
        for n, words in re.findall(r'data-figure="(\d+)"[^>]*>([^<]*)</a>', page):
            marked[int(n)] = marked.get(int(n), "") + unescape(words)
        assert marked == {n: f.text for n, f in enumerate(read(NOTICE).figures)}
        assert "310 ca" in marked.values()

    def test_the_whole_text_is_there_without_loss(self, office: Client) -> None:
        page = office.get(f"{PAGE}{paste(office).pk}/").text
        source = page.split('<div class="source">')[1].split("</div>")[0]
        source = re.sub(r'<a class="task-mark".*?</a>', "", source)
        assert unescape(re.sub(r"<[^>]+>", "", source)).strip() == NOTICE.strip()

    def test_every_link_into_the_text_has_its_place(self, office: Client) -> None:
        page = office.get(f"{PAGE}{paste(office).pk}/").text
        targets = set(re.findall(r'href="#([\w-]+)"', page)) - {"main"}
        assert targets and targets <= set(re.findall(r'id="([\w-]+)"', page))

    def test_a_relation_that_fails_shows_its_arithmetic(self, office: Client) -> None:
        page = office.get(f"{PAGE}{paste(office).pk}/").text
        assert "Cần xem lại trong văn bản" in page and "290" in page

    def test_what_the_records_say_stands_beside_the_figure(self, office: Client, told: Briefing) -> None:
        answer = office.get(f"{PAGE}{paste(office).pk}/")
        row = next(r for r in answer.context["figures"] if r["text"].startswith("310"))
        assert row["recorded"] == 300.0 and str(row["verdict"]) == "khác"


class TestConfirming:
    def confirm(self, client: Client, notice: Notice, **changed: str) -> Any:
        sent = as_shown(client, notice) | {"due_all": "trong tuần"} | changed
        return client.post(f"{PAGE}{notice.pk}/", sent)

    def test_it_becomes_a_conclusion_with_its_tasks(self, office: Client) -> None:
        notice = paste(office)
        assert self.confirm(office, notice).status_code == 302
        conclusion = Conclusion.objects.get()
        assert list(notice.conclusions.all()) == [conclusion]
        given = Task.objects.order_by("pk").values_list("unit__code", "role", "due_at__date")
        assert [(c, r, str(d)) for c, r, d in given] == [
            ("195", "district", "2022-03-14"), ("196", "district", "2022-03-14"),
            ("06778", "commune", "2022-03-13"),
        ]  # fmt: skip

    def test_each_task_is_tied_to_its_words(self, office: Client) -> None:
        notice = paste(office)
        self.confirm(office, notice)
        text = queries.text_of(notice)
        lines = list(notice.lines.order_by("seq"))
        assert [line.tasks.count() for line in lines] == [2, 1, 0]
        assert [text[line.start : line.end][:14] for line in lines] == [
            "Rà soát, lập d",
            "Mở thêm 2 điểm",
            "Chỉ đạo các cơ",
        ]
        for line in lines[:2]:
            assert set(line.tasks.values_list("text", flat=True)) == {line.text}

    def test_an_officer_corrects_who_what_and_until_when(self, office: Client) -> None:
        notice = paste(office)
        changed = {"line2-whom": "unit", "line2-unit": "Xã Ba (06790)", "line2-text": "Phát thanh hằng ngày",
                   "line2-due": "trước ngày 20/3/2022"}  # fmt: skip
        assert self.confirm(office, notice, **changed).status_code == 302
        task = Task.objects.get(unit__code="06790")
        assert task.text == "Phát thanh hằng ngày" and str(task.due_at.date()) == "2022-03-19"

    def test_a_task_without_a_deadline_is_not_given_out(self, office: Client) -> None:
        notice = paste(office)
        answer = self.confirm(office, notice, due_all="")
        assert answer.status_code == 422 and "Văn bản không ghi hạn" in answer.text
        assert not Task.objects.exists()

    def test_a_department_known_here_is_offered_its_task(self, office: Client, tree: dict[str, Unit]) -> None:
        body = add_body(
            by=None, place=tree["22"], name="Sở Y tế", kind="department", valid_from=date(2020, 1, 1)
        )
        text = NOTICE.replace("UBND phường Một", "Sở Y tế", 1)
        assert text != NOTICE
        notice = paste(office, text)
        fields = as_shown(office, notice)
        line = next(k.split("-")[0] for k, v in fields.items() if v == "body")
        assert fields[f"{line}-unit"] == "Sở Y tế"
        office.post(f"{PAGE}{notice.pk}/", {**fields, "due_all": "trong tuần"})
        assert Task.objects.get(agency=body).role == "agency"

    def test_a_unit_that_is_not_in_the_list_is_refused(self, office: Client) -> None:
        notice = paste(office)
        answer = self.confirm(office, notice, **{"line1-unit": "Xã Xa (07000)"})
        assert answer.status_code == 422 and not Task.objects.exists()

    def test_it_is_confirmed_once(self, office: Client) -> None:
        notice = paste(office)
        sent = as_shown(office, notice) | {"due_all": "trong tuần"}
        office.post(f"{PAGE}{notice.pk}/", sent)
        again = office.post(f"{PAGE}{notice.pk}/", sent)
        assert "Đã xác nhận và giao việc" in again.text and Conclusion.objects.count() == 1

    def test_afterwards_the_text_still_shows_what_became_tasks(self, office: Client) -> None:
        notice = paste(office)
        self.confirm(office, notice)
        page = office.get(f"{PAGE}{notice.pk}/").text
        assert "2 đơn vị" in page and "không giao trong hệ thống" in page and 'id="at-task-1"' in page

    def test_a_discarded_notice_leaves_nothing_but_its_audit(
        self, office: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        notice = paste(office, NOTICE.replace("310", "311"))
        assert notice.sha256 in {file.stem for file in sealed()}
        with django_capture_on_commit_callbacks(execute=True) as called:
            office.post(f"{PAGE}{notice.pk}/bo/")
        assert not Notice.objects.exists() and called
        assert notice.sha256 not in {file.stem for file in sealed()}
        assert AuditEvent.objects.filter(action="notices.discard").count() == 1


class TestWritingOut:
    def test_a_conclusion_has_a_button_and_the_paper_its_files(
        self, office: Client, conclusion: Conclusion
    ) -> None:
        assert f"{PAGE}soan/{conclusion.pk}/" in office.get(PAGE).text
        page = office.post(f"{PAGE}soan/{conclusion.pk}/", {"form": "party"}, follow=True)
        assert "chờ văn thư cấp" in page.text
        notice = Notice.objects.get()
        file = office.get(f"{PAGE}{notice.pk}/van-ban.docx")
        assert file.content[:2] == b"PK" and f"thong-bao-{notice.pk}.docx" in file["Content-Disposition"]

    def test_the_clerk_records_number_and_date(self, office: Client, conclusion: Conclusion) -> None:
        office.post(f"{PAGE}soan/{conclusion.pk}/", {"form": "state"})
        notice = Notice.objects.get()
        wrong = office.post(f"{PAGE}{notice.pk}/so/", {"number": "số 5", "date": "07/3/2022"})
        assert wrong.status_code == 422 and "Ghi số như 125" in wrong.text
        page = office.post(f"{PAGE}{notice.pk}/so/", {"number": "125", "date": "07/3/2022"}, follow=True)
        assert "125/TB-UBND" in page.text


class TestWhoMaySee:
    @pytest.mark.parametrize(
        ("role", "code"), [("station", "06778"), ("agency", "22"), ("partner", "22"), ("analyst", "22")]
    )
    def test_without_the_act_the_pages_are_closed(self, sign_in: SignIn, role: str, code: str) -> None:
        client = sign_in(role, code)
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"text": NOTICE}).status_code == 403
        assert not Notice.objects.exists()

    def test_another_province_does_not_learn_that_it_exists(self, sign_in: SignIn) -> None:
        notice = paste(sign_in("office", "22"))
        client = sign_in("office", "24")
        assert client.get(f"{PAGE}{notice.pk}/").status_code == 404
        assert client.post(f"{PAGE}{notice.pk}/bo/").status_code == 404
        assert NOTICE.split("\n")[0] not in client.get(PAGE).text
        assert Notice.objects.exists()

    def test_another_provinces_conclusion_is_not_written(
        self, sign_in: SignIn, conclusion: Conclusion
    ) -> None:
        client = sign_in("office", "24")
        assert client.post(f"{PAGE}soan/{conclusion.pk}/", {"form": "state"}).status_code == 404
        assert not Notice.objects.exists()
