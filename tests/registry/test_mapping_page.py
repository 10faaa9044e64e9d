"""A file whose columns a person tells in the browser: preview, import, the mapping kept for the next file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from giaoban.intake.models import Batch, SavedMapping, Upload
from giaoban.kernel import clock
from giaoban.places.models import Unit
from giaoban.registry.models import Case
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.officers import officer

STRANGE = (
    "Mã số,Tên gọi,Năm,Phường nào,Thành phố nào,Báo ngày,Cân nặng\n"
    "K1,Nguyễn Văn Thử,1975,Cẩm Trung,Cẩm Phả,03/04/2022,50\n"
    "K2,Trần Thị Thử,1980,Cẩm Nào Đó,Cẩm Phả,03/05/2022,60\n"
    "K3,Lê Thị Thử,1990,Cẩm Thạch,Cẩm Phả,hôm qua,55\n"
)
TOLD = {
    "column_0": "case_id", "column_1": "name", "column_2": "birth", "column_3": "commune",
    "column_4": "district", "column_5": "announced", "column_6": "", "dates": "mdy",
}  # fmt: skip


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def clerk(places: dict[str, Unit], client: Client) -> Iterator[Client]:
    client.force_login(officer("district", places[small_tree.CAM_PHA]))
    yield client


def send(client: Client, text: str, **more: Any) -> Any:
    file = SimpleUploadedFile("danh sách.csv", text.encode())
    return client.post("/nhap/", {"kind": "linelist", "file": file, **more})


def sealed(settings: Settings) -> list[Path]:
    return list((settings.STATE / "received").glob("*.sealed"))


class TestAFileWithStrangeHeadings:
    def test_waits_and_shows_its_columns_with_their_first_cells(self, clerk: Client) -> None:
        answer = send(clerk, STRANGE)
        upload = Upload.objects.get()
        assert answer.headers["Location"] == f"/nhap/cho/{upload.id}/"
        page = clerk.get(answer.headers["Location"]).content.decode()
        assert "Báo ngày" in page and "03/04/2022 · 03/05/2022 · hôm qua" in page
        assert not Batch.objects.exists() and not Case.objects.exists()

    def test_is_previewed_as_it_would_be_taken_and_nothing_is_written(self, clerk: Client) -> None:
        address = send(clerk, STRANGE).headers["Location"]
        page = clerk.post(address, {**TOLD, "do": "preview"}).content.decode()
        assert "1 sẽ nhận · 1 sẽ từ chối · 1 sẽ chờ địa bàn" in page
        assert "Phường Cẩm Trung" in page and "04/3/2022" in page
        assert "Không hiểu ngày công bố" in page
        assert not Batch.objects.exists() and not Case.objects.exists()

    def test_what_was_previewed_is_what_is_imported(self, clerk: Client, settings: Settings) -> None:
        address = send(clerk, STRANGE).headers["Location"]
        answer = clerk.post(address, {**TOLD, "do": "import"})
        batch = Batch.objects.get()
        assert answer.headers["Location"] == f"/nhap/{batch.id}/"
        assert (batch.rows, batch.accepted) == (3, 1)
        assert not Upload.objects.exists()
        assert len(sealed(settings)) == 1  # what a batch refers to is kept

    def test_a_known_row_is_previewed_as_unchanged(self, clerk: Client) -> None:
        clerk.post(send(clerk, STRANGE).headers["Location"], {**TOLD, "do": "import"})
        address = send(clerk, STRANGE).headers["Location"]
        assert "1 đã có, không đổi" in clerk.post(address, {**TOLD, "do": "preview"}).content.decode()

    def test_without_a_number_or_name_says_so_and_stays(self, clerk: Client) -> None:
        address = send(clerk, STRANGE).headers["Location"]
        answer = clerk.post(address, {**TOLD, "column_0": "", "column_1": "", "do": "import"})
        assert answer.status_code == 422
        assert "mã ca bệnh hay họ tên" in answer.content.decode()
        assert Upload.objects.exists() and not Batch.objects.exists()

    def test_dropped_it_leaves_the_disk(self, clerk: Client, settings: Settings) -> None:
        address = send(clerk, STRANGE).headers["Location"]
        assert sealed(settings)
        clerk.post(address, {"do": "drop"})
        assert not Upload.objects.exists() and not sealed(settings)

    def test_a_constant_place_holds_for_every_row(self, clerk: Client) -> None:
        told = {
            **TOLD,
            "column_3": "",
            "column_4": "",
            "constant_place": "Cẩm Thạch, Cẩm Phả",
            "do": "preview",
        }
        page = clerk.post(send(clerk, STRANGE).headers["Location"], told).content.decode()
        assert "2 sẽ nhận" in page and "Phường Cẩm Thạch" in page


@pytest.mark.slow
class TestASavedMapping:
    def test_is_offered_for_the_next_file_with_the_same_headings(self, clerk: Client) -> None:
        told = {**TOLD, "do": "import", "save_as": "Danh sách phường"}
        clerk.post(send(clerk, STRANGE).headers["Location"], told)
        address = send(clerk, STRANGE.replace("K1", "K9")).headers["Location"]
        page = clerk.get(address).content.decode()
        assert 'value="use-' in page and "sẽ nhận" in page
        assert Upload.objects.get().mapping == SavedMapping.objects.get().mapping

    def test_is_not_offered_for_other_headings(self, clerk: Client) -> None:
        clerk.post(send(clerk, STRANGE).headers["Location"], {**TOLD, "do": "import", "save_as": "Riêng"})
        address = send(clerk, STRANGE.replace("Cân nặng", "Chiều cao")).headers["Location"]
        assert 'value="use-' not in clerk.get(address).content.decode()

    def test_of_another_district_is_not_seen(self, clerk: Client, places: dict[str, Unit]) -> None:
        clerk.post(send(clerk, STRANGE).headers["Location"], {**TOLD, "do": "import", "save_as": "Riêng"})
        other = Client()
        other.force_login(officer("district", places[small_tree.HA_LONG]))
        address = send(other, STRANGE).headers["Location"]
        assert 'value="use-' not in other.get(address).content.decode()


class TestWhoMaySee:
    def test_a_waiting_file_is_its_senders_alone(self, clerk: Client, places: dict[str, Unit]) -> None:
        address = send(clerk, STRANGE).headers["Location"]
        other = Client()
        other.force_login(officer("analyst", places[small_tree.QUANG_NINH]))
        assert other.get(address).status_code == 404


@pytest.mark.slow
class TestPlainFiles:
    PLAIN = "Mã ca bệnh,Tỉnh,Huyện,Xã,Ngày công bố\nP1,Quảng Ninh,Cẩm Phả,Cẩm Trung,04/03/2022\n"

    def test_what_explains_itself_goes_straight_in(self, clerk: Client) -> None:
        send(clerk, self.PLAIN)
        assert Batch.objects.get().accepted == 1

    def test_on_wish_it_is_shown_first(self, clerk: Client) -> None:
        assert "/nhap/cho/" in send(clerk, self.PLAIN, review="on").headers["Location"]

    def test_rows_pasted_from_a_spreadsheet_are_a_file(self, clerk: Client) -> None:
        pasted = self.PLAIN.replace(",", "\t")
        answer = clerk.post("/nhap/", {"kind": "linelist", "pasted": pasted})
        assert answer.status_code == 302 and Batch.objects.get().accepted == 1

    def test_neither_file_nor_rows_is_told(self, clerk: Client) -> None:
        answer = clerk.post("/nhap/", {"kind": "linelist"})
        assert answer.status_code == 422 and "dán các dòng" in answer.content.decode()


@pytest.mark.slow
class TestAFileWithMonthsFirst:
    ROWS = "Họ tên,Ngày công bố\nAn,02/25/2022\nBình,02/03/2022\nChi,02/26/2022\n"

    def test_waits_until_the_order_is_told_and_is_then_read_so(self, clerk: Client) -> None:
        address = send(clerk, self.ROWS).headers["Location"]
        assert "ghi tháng trước ngày" in clerk.get(address).content.decode()
        told = {"column_0": "name", "column_1": "announced", "do": "import"}
        assert clerk.post(address, told).status_code == 422 and not Case.objects.exists()
        clerk.post(address, {**told, "dates": "mdy"})
        days = Case.objects.order_by("row").values_list("announced", flat=True)
        assert [day.isoformat() for day in days] == ["2022-02-25", "2022-02-03", "2022-02-26"]


def test_the_report_names_what_was_passed_over(clerk: Client) -> None:
    rows = "Họ tên,Ngày công bố,Ghi chú,Lớp\nI. Cẩm Phả,,,\nAn,02/03/2022,x,\nTổng cộng: 1 ca,,,\n"
    told = {"column_0": "name", "column_1": "announced", "do": "import"}
    page = clerk.post(send(clerk, rows).headers["Location"], told, follow=True).content.decode()
    assert "Cột không dùng đến: “Ghi chú”; “Lớp”" in page and "Dòng tổng, không tính: 4." in page
    assert "Dòng chỉ có tên nhóm, không phải ca bệnh: 2." in page
