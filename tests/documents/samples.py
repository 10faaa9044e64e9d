"""Papers to try the writers on; the figures are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from giaoban.documents.model import (
    Annex,
    Authority,
    Column,
    Document,
    Figure,
    Heading,
    Signer,
    Table,
    bold,
    bullets,
    paragraph,
)

LONG = (
    "Trong tuần, công tác phòng, chống dịch tiếp tục được triển khai quyết liệt; hệ thống chính "
    "trị từ tỉnh đến cơ sở đã tập trung rà soát, quản lý chặt chẽ người mắc COVID-19 (F0) điều trị "
    "tại nhà, bảo đảm thuốc, ô xy và an sinh xã hội, không để xảy ra quá tải ở tuyến cơ sở. "
)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" width="200" height="40">'
    '<rect width="200" height="40" fill="#0B5C8A"/></svg>'
)
DISTRICTS = (
    "Thành phố Hạ Long", "Thành phố Móng Cái", "Thành phố Cẩm Phả", "Thành phố Uông Bí",
    "Huyện Bình Liêu", "Huyện Tiên Yên", "Huyện Đầm Hà", "Huyện Hải Hà", "Huyện Ba Chẽ",
    "Huyện Vân Đồn", "Thị xã Đông Triều", "Thị xã Quảng Yên", "Huyện Cô Tô",
)  # fmt: skip


def district_table() -> Table:
    rows = tuple(
        (str(i), name, 1234 * i, 517 * i - 900, 96.72 - i / 10, i % 4 + 1, 3 * i)
        for i, name in enumerate(DISTRICTS, start=1)
    )
    return Table(
        columns=(
            Column("TT", "center", 0.5),
            Column("Địa phương", "left", 2.6),
            Column("Ca mắc mới"),
            Column("Tăng, giảm so với tuần trước", width=1.3),
            Column("Điều trị tại nhà (%)", width=1.2, places=2),
            Column("Cấp 3", group="Số xã theo cấp độ", width=0.8),
            Column("Cấp 4", group="Số xã theo cấp độ", width=0.8),
        ),
        rows=rows,
        total=("", "Toàn tỉnh", 112294, 34547, 96.02, 33, 273),
        title="Tình hình dịch theo địa phương, tuần 28/02–06/3/2022",
        note="Nguồn: danh sách ca bệnh của tỉnh, tính đến 16 giờ 00 ngày 06/3/2022.",
    )


def commune_annex(count: int = 177) -> Annex:
    rows = tuple((i, f"Phường số {i}", "Thành phố Hạ Long", i * 3, None) for i in range(1, count))
    columns = (
        Column("TT", "center", 0.5),
        Column("Xã, phường, thị trấn", "left", 2),
        Column("Huyện, thị xã, thành phố", "left", 2),
        Column("Ca mắc mới"),
        Column("Cấp độ đề xuất", "center"),
    )
    total = ("", "Tổng số", "", sum(i * 3 for i in range(1, count)), None)
    return Annex(
        "Tình hình dịch theo xã, phường, thị trấn",
        (Table(columns, rows, total),),
    )


def report() -> Document:
    blocks = (
        paragraph("Sở Y tế báo cáo ", bold("tình hình dịch"), " tuần từ 28/02 đến 06/3/2022."),
        Heading("Tình hình dịch"),
        paragraph(LONG, "Toàn tỉnh ghi nhận ", bold("45.200 ca mắc mới", ref="new"), "."),
        Heading("Theo địa phương", level=2),
        district_table(),
        paragraph(LONG * 3),
        Heading("Diễn biến", level=2),
        Figure(PICTURE, "Ca mắc mới theo ngày công bố", "Ca mắc mới tăng đều trong tuần."),
        Heading("Thu dung, điều trị"),
        paragraph(LONG * 2),
        bullets("Tầng 1: 2.964 người;", ["Tầng 2: ", bold("102 người"), ";"], "Tầng 3: 44 người."),
        Heading("Đề xuất, kiến nghị"),
        paragraph(LONG),
    )
    return Document(
        form="state",
        superior_body="UBND TỈNH QUẢNG NINH",
        issuing_body="SỞ Y TẾ",
        issuing_name="Sở Y tế tỉnh Quảng Ninh",
        symbol="BC-SYT",
        place="Quảng Ninh",
        date=date(2022, 3, 7),
        title="BÁO CÁO",
        abstract="Tình hình dịch và công tác phòng, chống dịch COVID-19 tuần 28/02–06/3/2022",
        legal_bases=(
            "Căn cứ Nghị quyết số 128/NQ-CP ngày 11/10/2021 của Chính phủ",
            "Căn cứ Quyết định số 218/QĐ-BYT ngày 27/01/2022 của Bộ Y tế",
        ),
        blocks=blocks,
        recipients=(
            "Thường trực Tỉnh ủy (b/c)",
            "UBND tỉnh (b/c)",
            "Ban Chỉ đạo phòng, chống dịch tỉnh",
            "Lưu: VT, NVY",
        ),
        signer=Signer("PHÓ GIÁM ĐỐC", (Authority("KT", "GIÁM ĐỐC"),)),
        annexes=(commune_annex(),),
    )


def notice() -> Document:
    return replace(
        report(),
        form="party",
        superior_body="ĐẢNG BỘ TỈNH QUẢNG NINH",
        issuing_body="TỈNH ỦY",
        issuing_name="Tỉnh ủy Quảng Ninh",
        symbol="TB/TU",
        place="Hạ Long",
        title="THÔNG BÁO",
        abstract="Kết luận của Thường trực Tỉnh ủy về công tác phòng, chống dịch COVID-19",
        legal_bases=(),
        numbering="arabic",
        recipients=("Ban cán sự đảng UBND tỉnh", "Các huyện, thị, thành ủy", "Lưu VPTU"),
        signer=Signer("PHÓ CHÁNH VĂN PHÒNG", (Authority("TL", "BAN THƯỜNG VỤ"),)),
        annexes=(),
    )
