"""The protocol of an inspection as an official paper: the same model for DOCX and PDF."""

from __future__ import annotations

from giaoban.briefing.document.facts import in_sentence
from giaoban.directives.notices.issuers import issuer
from giaoban.directives.programmes.models import Finding, Visit
from giaoban.directives.programmes.queries import inspections as queries
from giaoban.documents.model import Block, Bullets, Column, Document, Heading, Run, Signer, Table, paragraph
from giaoban.kernel.vietnamese import date_vi

# A signed paper is Vietnamese whoever makes it.
_SEVERITIES = {"grave": "nghiêm trọng", "serious": "đáng kể", "minor": "nhẹ"}
_COLUMNS = (
    Column("TT", "center", 0.5), Column("Phát hiện", "left", 3.2), Column("Mức độ", "left", 1.2),
    Column("Việc khắc phục", "left", 3.2), Column("Đơn vị thực hiện", "left", 2),
    Column("Thời hạn", "left", 1.6),
)  # fmt: skip


def protocol(visit: Visit) -> Document:
    """Number, date of issue and names are left to those who sign: nobody is signed for."""
    body = issuer("state", visit.place)
    where = f"{visit.facility.name}, {in_sentence(visit.unit.full_name)}" if visit.facility else (
        in_sentence(visit.unit.full_name))  # fmt: skip
    findings = queries.findings(visit)
    return Document(
        form="state",
        superior_body=body.superior,
        issuing_body=body.issuing,
        issuing_name=body.name,
        symbol="BB-UBND",
        place=body.seat,
        date=visit.on,
        title="BIÊN BẢN",
        abstract=f"Kiểm tra {visit.theme} tại {where}",
        blocks=tuple(_blocks(visit, where, findings)),
        recipients=(f"UBND {in_sentence(visit.unit.full_name)} (để thực hiện)", *body.recipients),
        signer=Signer("TRƯỞNG ĐOÀN KIỂM TRA"),
        numbering="arabic",
        kind="inspection_protocol",
    )


def _blocks(visit: Visit, where: str, findings: list[Finding]) -> list[Block]:
    blocks: list[Block] = [
        paragraph(f"Ngày {date_vi(visit.on)}, {visit.team} kiểm tra {visit.theme} tại {where}."),
        *_earlier(visit),
        Heading("Kết quả kiểm tra"),
    ]
    if visit.summary:
        blocks.append(paragraph(visit.summary))
    elif not findings:
        blocks.append(paragraph("Chưa ghi kết quả."))
    if findings:
        rows = tuple(_row(n, one) for n, one in enumerate(findings, 1))
        blocks.append(Table(_COLUMNS, rows, title="Phát hiện và việc khắc phục", size=11.5))
    blocks.append(Heading("Ý kiến của đơn vị được kiểm tra"))
    blocks.append(paragraph("." * 120))
    blocks.append(
        paragraph(
            "Biên bản được đọc lại cho những người có mặt cùng nghe; đơn vị được kiểm tra giữ một bản. "
            "Đại diện đơn vị được kiểm tra ký, ghi rõ họ tên bên dưới."
        )
    )
    return blocks


def _earlier(visit: Visit) -> list[Block]:
    """What earlier visits left open is told first."""
    still = queries.open_before(visit)
    if not still:
        return []
    items = tuple(
        (Run(f"Ngày {date_vi(one.visit.on)}: {one.text.rstrip('.')} ({_SEVERITIES[one.severity]})."),)
        for one in still
    )
    return [Heading("Phát hiện của các lần trước chưa khắc phục xong"), Bullets(items)]


def _row(n: int, one: Finding) -> tuple[int | str, ...]:
    task = one.task
    if task is None or task.state == "withdrawn":
        return n, one.text, _SEVERITIES[one.severity], "chưa giao", "", ""
    return n, one.text, _SEVERITIES[one.severity], task.text, task.body, date_vi(task.due_at.date())
