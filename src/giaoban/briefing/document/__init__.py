"""The weekly *Báo cáo* as an official paper: the same model for screen, DOCX and PDF."""

from __future__ import annotations

from giaoban.briefing.document import (
    added,
    annexes,
    care,
    cases,
    home,
    levels,
    protection,
    quality,
    testing,
    vaccination,
)
from giaoban.briefing.document.bodies import bodies_of
from giaoban.briefing.document.facts import Facts
from giaoban.briefing.models import Briefing
from giaoban.documents.model import Annex, Block, Document, Paragraph, Run, Signer
from giaoban.kernel.vietnamese import datetime_vi

CHAPTERS = (cases, levels, care, home, protection, vaccination, testing, quality, added)


def build(briefing: Briefing) -> Document:
    """The whole paper. Number and date are the clerk's; a name stands only once it was signed."""
    f = Facts(briefing)
    bodies = bodies_of(briefing.place, briefing.created_at.date())
    signed = briefing.states.filter(state="signed").select_related("by").first()
    return Document(
        form="state",
        superior_body=bodies.superior,
        issuing_body=bodies.issuing,
        symbol=bodies.symbol,
        place=bodies.seat,
        date=briefing.created_at.date(),
        date_blank=True,
        title="BÁO CÁO",
        abstract=abstract(f),
        signer=Signer(bodies.signer, name=signed.by.get_full_name() if signed and signed.by else None),
        blocks=tuple(body(f)),
        recipients=bodies.recipients,
        annexes=annexed(f),
        numbering="arabic",
        kind="briefing",
    )


def abstract(f: Facts) -> str:
    week = f"{f.period} {f.week_number} " if f.week_number else ""
    return f"Tình hình dịch {f.disease} và công tác phòng, chống dịch\n{week}({f.between})"


def body(f: Facts) -> list[Block]:
    """The chapters; the paper closes with whence its figures come."""
    blocks: list[Block] = [block for chapter in CHAPTERS for block in chapter.blocks(f)]
    known = datetime_vi(f.evaluation.snapshot.known_at)
    closing = (
        f"Mọi số liệu trong báo cáo tính từ bản chốt số liệu số {f.evaluation.snapshot_id} ({known}), mở "
        "được đến "
        f"danh sách gốc; mã báo cáo {f.briefing.slug}."
    )
    return [*blocks, Paragraph((Run(closing),))]


def annexed(f: Facts) -> tuple[Annex, ...]:
    return annexes.annexes(f)
