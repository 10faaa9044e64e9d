"""Who reads the import's pages in English is told there in English why a row or a file is not taken."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from giaoban.intake.models import Batch
from giaoban.kernel import clock
from giaoban.places.models import Unit
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.officers import officer
from tests.registry.test_mapping_page import STRANGE, TOLD, send

HEADER = "Mã ca bệnh,Họ tên,Tỉnh,Huyện,Xã,Ngày lấy mẫu,Ngày công bố,Mức độ,Ngày ra viện\n"
FAULTY = (
    "P1,Kim,Quảng Ninh,Cẩm Phả,Cẩm Trung,,hôm qua,,\n"
    "P2,Kim,Quảng Ninh,Cẩm Phả,Cẩm Trung,,07/03/2022,,\n"
    "P3,Kim,Quảng Ninh,Cẩm Phả,Cẩm Trung,05/03/2022,04/03/2022,,\n"
    "P4,Kim,Quảng Ninh,Cẩm Phả,Cẩm Trung,,04/03/2022,ốm,\n"
    "P5,Kim,Quảng Ninh,Cẩm Phả,Cẩm Trung,,,,\n"
    "P6,Kim,Quảng Ninh,Cẩm Phả,Nơi Nào Đó,,04/03/2022,,\n"
)
SAID = (
    "The date announced in this cell is not understood.",
    "The date announced in this cell, 7 March 2022, lies in the future.",
    "Sampled on 5 March 2022, after the announcement on 4 March 2022.",
    "Use one of: Không triệu chứng",  # cells stay Vietnamese, so do the words that may stand in them
    "The date announced is missing.",
    "The commune is not recognised",
    "Write commune, district and province in full in the file, then import it again.",
)


@pytest.fixture
def reader(places: dict[str, Unit], client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: AT)
    client.force_login(officer("district", places[small_tree.CAM_PHA]))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


class TestInEnglish:
    def test_a_page_says_why_a_row_is_not_taken(self, reader: Client) -> None:
        page = reader.get(send(reader, HEADER + FAULTY).headers["Location"]).content.decode()
        for sentence in SAID:
            assert sentence in page
        assert not re.search("Không hiểu|Kiểm tra|Chọn|Thiếu", page)

    def test_a_preview_does(self, reader: Client) -> None:
        page = reader.post(
            send(reader, STRANGE).headers["Location"], {**TOLD, "do": "preview"}
        ).content.decode()
        assert "The date announced in this cell is not understood." in page and "Không hiểu" not in page

    def test_a_file_that_cannot_be_read_is_refused(self, reader: Client) -> None:
        page = send(reader, 'Họ tên\n"An,2\n').content.decode()
        assert "is broken around line 2." in page and "Nothing was written." in page

    def test_the_report_to_take_away_stays_vietnamese(self, reader: Client) -> None:
        send(reader, HEADER + FAULTY)
        report = reader.get(f"/nhap/{Batch.objects.get().id}/ket-qua.csv").content.decode()
        assert "Không hiểu ngày công bố trong ô này." in report and "Việc cần làm" in report
