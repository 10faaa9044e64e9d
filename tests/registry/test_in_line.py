"""A large file sent by the browser: its page tells how far it is, whatever happens to who imports it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.intake.line import actions as line
from giaoban.intake.line import lane
from giaoban.intake.models import Batch, Upload
from giaoban.intake.uploads import actions as uploads
from giaoban.intake.uploads.models import State
from giaoban.kernel import clock
from giaoban.places.models import Unit
from giaoban.registry.imports import process, take, worker
from giaoban.registry.models import Case
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.officers import officer
from tests.registry.test_mapping_page import STRANGE, TOLD, sealed, send

PLAIN = "Mã ca bệnh,Tỉnh,Huyện,Xã,Ngày công bố\nP1,Quảng Ninh,Cẩm Phả,Cẩm Trung,04/03/2022\n"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def clerk(places: dict[str, Unit], client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """For whom every file is a large one."""
    monkeypatch.setattr(take, "_AT_ONCE", 0)
    client.force_login(officer("district", places[small_tree.CAM_PHA]))
    return client


@pytest.fixture
def nobody_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process does not begin, or has ended without a word."""
    monkeypatch.setattr(process, "start", lambda: None)


@pytest.fixture
def somebody_at_it(nobody_at_it: None) -> Iterator[None]:
    """A process holds the lane."""
    lock = lane.taken()
    assert lock is not None
    yield
    os.close(lock)


class TestALargeFile:
    def test_has_a_page_at_once_that_ends_as_the_report(self, clerk: Client) -> None:
        address = send(clerk, PLAIN).headers["Location"]
        upload = Upload.objects.get()
        assert address == f"/nhap/cho/{upload.id}/"
        batch = Batch.objects.get()
        assert clerk.get(address).headers["Location"] == f"/nhap/{batch.id}/"
        assert (batch.rows, batch.accepted, batch.by_id) == (1, 1, upload.by_id)

    def test_is_asked_about_where_it_does_not_explain_itself(self, clerk: Client) -> None:
        address = send(clerk, STRANGE).headers["Location"]
        assert "Báo ngày" in clerk.get(address).content.decode() and not Batch.objects.exists()
        assert clerk.post(address, {**TOLD, "do": "import"}).headers["Location"] == address
        assert (Batch.objects.get().rows, Batch.objects.get().accepted) == (3, 1)
        assert clerk.get(address).headers["Location"] == f"/nhap/{Batch.objects.get().id}/"

    def test_may_be_of_one_day_that_its_mapping_names(self, clerk: Client) -> None:
        mapping = SimpleUploadedFile("m.yaml", b"constants: {announced: 2022-03-04}")
        send(clerk, PLAIN.replace("Ngày công bố", "Ghi chú"), mapping=mapping)
        assert Case.objects.get().announced == date(2022, 3, 4)

    def test_is_shown_first_on_wish(self, clerk: Client) -> None:
        address = send(clerk, PLAIN, review="on").headers["Location"]
        assert "1 sẽ nhận" in clerk.get(address).content.decode() and not Batch.objects.exists()


class TestWhileItWaits:
    @pytest.fixture
    def page(self, clerk: Client, somebody_at_it: None) -> str:
        return clerk.get(send(clerk, PLAIN).headers["Location"]).content.decode()

    def test_its_page_says_so_and_loads_itself_anew_without_a_script(self, page: str) -> None:
        assert "Tệp chờ đến lượt" in page and "Có thể đóng trang" in page
        assert '<noscript><meta http-equiv="refresh"' in page

    def test_the_list_of_imports_leads_back_to_it(self, clerk: Client, page: str) -> None:
        listed = clerk.get("/nhap/").content.decode()
        assert f"/nhap/cho/{Upload.objects.get().id}/" in listed and "Tệp chờ đến lượt" in listed

    def test_the_next_one_says_how_many_come_first(self, clerk: Client, page: str) -> None:
        second = clerk.get(send(clerk, PLAIN.replace("P1", "P2")).headers["Location"])
        assert "sau 1 tệp" in second.content.decode()

    def test_it_can_be_given_up(self, clerk: Client, page: str) -> None:
        clerk.post(f"/nhap/cho/{Upload.objects.get().id}/", {"do": "drop"})
        assert not Upload.objects.exists() and not sealed(settings)

    def test_it_is_not_given_up_once_its_turn_came(self, clerk: Client, page: str) -> None:
        asked = Upload.objects.get()
        assert line.begin(by=asked.by, upload=Upload.objects.get())
        assert not uploads.drop(by=asked.by, upload=asked) and len(sealed(settings)) == 1
        assert Upload.objects.get().state == State.READING

    def test_what_is_being_read_is_neither_begun_twice_nor_dropped(self, clerk: Client, page: str) -> None:
        upload = Upload.objects.get()
        assert line.begin(by=upload.by, upload=upload) and not line.begin(by=upload.by, upload=upload)
        line.count(by=upload.by, upload=upload, rows=3_000)
        address = f"/nhap/cho/{upload.id}/"
        shown = clerk.get(address).content.decode()
        assert "Đang nhập tệp" in shown and "đã đọc 3.000 dòng" in shown
        for act in ("again", "columns", "drop"):
            clerk.post(address, {"do": act})
        assert Upload.objects.get().state == State.READING


class TestAnImportCutOff:
    @pytest.fixture
    def address(self, clerk: Client, nobody_at_it: None, monkeypatch: pytest.MonkeyPatch) -> str:
        address = send(clerk, PLAIN).headers["Location"]
        upload = Upload.objects.get()
        assert line.begin(by=upload.by, upload=upload)
        monkeypatch.undo()
        monkeypatch.setattr(clock, "now", lambda: AT)
        return str(address)

    def test_says_so_and_goes_on_when_asked(self, clerk: Client, address: str) -> None:
        page = clerk.get(address).content.decode()
        assert "bị ngắt giữa chừng" in page and "Nhập tiếp" in page and "refresh" not in page
        assert clerk.post(address, {"do": "again"}).headers["Location"] == address
        assert Upload.objects.get().state == State.DONE and Case.objects.count() == 1

    def test_says_so_and_tells_of_a_folder_that_cannot_be_written(
        self, clerk: Client, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.open

        def refused(path: Any, *asked: Any, **more: Any) -> int:
            if str(path).endswith(".lock"):
                raise PermissionError(errno.EROFS, "read-only")
            return real(path, *asked, **more)

        with monkeypatch.context() as patched:
            patched.setattr(os, "open", refused)
            patched.setattr(process, "start", lane.taken)
            page = clerk.post(address, {"do": "again"}, follow=True).content.decode()
        assert "không ghi được vào thư mục dữ liệu" in page and "bị ngắt giữa chừng" in page

    def test_is_marked_as_such_by_whoever_comes_next(self, clerk: Client, address: str) -> None:
        worker.drain()
        assert Upload.objects.get().state == State.CUT
        assert "bị ngắt giữa chừng" in clerk.get("/nhap/").content.decode()


class TestAFileThatCannotBeImported:
    def test_says_why_and_what_to_do(self, clerk: Client) -> None:
        page = clerk.get(send(clerk, 'Họ tên\n"An,2\n').headers["Location"]).content.decode()
        assert "Chưa nhập được tệp" in page and "dấu ngoặc kép thừa hoặc thiếu" in page
        assert "Nhập tiếp" not in page and "Nhập tệp khác" in page  # it would fail again
        assert Upload.objects.get().trouble["code"] == "csv_broken" and not Batch.objects.exists()

    def test_by_our_fault_can_be_tried_again(
        self, clerk: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        name = "Nguyễn Văn Kín"

        def broken(**asked: Any) -> int:
            raise RuntimeError(name)

        with monkeypatch.context() as patched:
            patched.setattr(take, "take", broken)
            address = send(clerk, PLAIN).headers["Location"]
        page = clerk.get(address).content.decode()
        assert "Lỗi của hệ thống" in page and "Kín" not in page
        assert "RuntimeError" in caplog.text and "test_in_line.py" in caplog.text and "Kín" not in caplog.text
        clerk.post(address, {"do": "again"})
        assert Upload.objects.get().state == State.DONE and Case.objects.count() == 1


class TestABatchThatNeverEnded:
    @pytest.fixture
    def page(self, clerk: Client) -> Iterator[str]:
        send(clerk, PLAIN)
        Upload.objects.all().delete()
        batch = Batch.objects.get()
        Batch.objects.update(finished_at=None, rows=0)
        yield f"/nhap/{batch.id}/"

    def test_is_not_called_taken(self, clerk: Client, page: str) -> None:
        shown = clerk.get(page).content.decode()
        assert "đã bị ngắt giữa chừng" in shown and "Mọi dòng đều đã được nhận" not in shown

    def test_leads_to_the_one_that_did(self, clerk: Client, page: str) -> None:
        send(clerk, PLAIN)
        later = Batch.objects.exclude(finished_at=None).get()
        assert (later.accepted, later.unchanged) == (0, 1)
        assert f'href="/nhap/{later.id}/"' in clerk.get(page).content.decode()


class TestAnotherReader:
    """Of the whole installation, who may look at a batch that is not theirs."""

    def test_is_led_to_no_page_that_is_its_sender_s_alone(
        self, clerk: Client, nobody_at_it: None, places: dict[str, Unit]
    ) -> None:
        send(clerk, PLAIN)
        upload = Upload.objects.get()
        worker.drain()
        Batch.objects.update(finished_at=None)
        Upload.objects.update(state=State.READING)
        batch = f"/nhap/{Batch.objects.get().id}/"
        assert f"/nhap/cho/{upload.id}/" in clerk.get(batch).content.decode()
        clerk.force_login(officer("admin", places["22"]))
        page = clerk.get(batch).content.decode()
        assert "chưa xong" in page and f"/nhap/cho/{upload.id}/" not in page
