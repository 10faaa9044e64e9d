"""The letter that goes with a case beyond the province. It names the person: made when asked, not kept."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from giaoban.documents import pdf
from giaoban.documents.model import Document, Signer, bullets, paragraph
from giaoban.kernel.vietnamese import date_vi
from giaoban.registry.duplicates.presenters import birth
from giaoban.registry.models import Transfer


def letter(transfer: Transfer, identity: dict[str, str], on: date) -> bytes:
    """A PDF with number and signature left blank: nobody is signed for."""
    case, sender, receiver = transfer.case, transfer.sender, transfer.receiver
    told = [
        ("Họ và tên", identity.get("name", "")), ("Ngày sinh", birth(case.person)),
        ("Số giấy tờ", identity.get("cid", "")),
        ("Điện thoại", identity.get("phone", "")), ("Mã số ca bệnh", case.number),
        ("Ngày công bố", date_vi(case.announced)), ("Nơi đến", transfer.hamlet),
        ("Lý do", transfer.reason),
    ]  # fmt: skip
    document = Document(
        form="state", issuing_body=f"TRẠM Y TẾ\n{sender.full_name.upper()}", symbol="TYT",
        place=sender.name, date=on, date_blank=True, title="GIẤY CHUYỂN QUẢN LÝ NGƯỜI MẮC COVID-19",
        abstract=f"từ {sender.full_name} đến {receiver.full_name}", signer=Signer("TRẠM TRƯỞNG"),
        addressees=(f"Trạm Y tế {receiver.full_name}",),
        blocks=(
            paragraph("Trạm Y tế chuyển đến quý Trạm người mắc COVID-19 sau đây để tiếp tục quản lý:"),
            bullets(*(f"{label}: {value}" for label, value in told if value)),
            paragraph(
                "Đề nghị quý Trạm báo lại bằng văn bản khi đã tiếp nhận. Cho đến khi có giấy báo, "
                f"Trạm Y tế {sender.full_name} vẫn chịu trách nhiệm theo dõi."
            ),
        ),
        recipients=("Như trên;", "Lưu: TYT."),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "giay.pdf"
        pdf.write(document, path)
        return path.read_bytes()
