"""A notice of conclusions as an official paper: the same model for DOCX and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from giaoban import policy
from giaoban.briefing.document.facts import Facts, in_sentence
from giaoban.briefing.document.telling import paragraph as told
from giaoban.briefing.models import Briefing
from giaoban.directives.models import Conclusion
from giaoban.directives.notices.attended import attended
from giaoban.directives.notices.issuers import Issuer, issuer
from giaoban.directives.notices.models import Notice
from giaoban.directives.notices.orders import Order, by_body, orders
from giaoban.directives.notices.situation import situation
from giaoban.documents.model import Block, Bullets, Document, Heading, Run, Signer, paragraph
from giaoban.kernel.text import fold
from giaoban.kernel.vietnamese import date_vi
from giaoban.places.models import Unit

_NAMED = 12  # bodies named among the recipients; more are told together (a page holds about that many)


def build(notice: Notice) -> Document:
    """Of a notice written here. Without a number, number and date are left to the clerk."""
    found = list(notice.conclusions.select_related("place__parent", "briefing", "meeting").order_by("pk"))
    return document(found, notice.form, number=notice.number, issued=notice.date)


def document(
    conclusions: Sequence[Conclusion], form: str, *, number: str = "", issued: date | None = None
) -> Document:
    """The paper of these conclusions, all of one place."""
    first = conclusions[0]
    body = issuer(form, first.place)
    given = [order for conclusion in conclusions for order in orders(conclusion)]
    held = max(c.concluded_on for c in conclusions)
    return Document(
        form="party" if form == "party" else "state",
        superior_body=body.superior,
        issuing_body=body.issuing,
        issuing_name=body.name,
        symbol=body.symbol,
        number=number or None,
        place=body.seat,
        date=issued or held,
        date_blank=issued is None,
        title="THÔNG BÁO",
        abstract=_abstract(first, body, held),
        legal_bases=_legal_bases(first.place, held),
        blocks=tuple(_blocks(conclusions, body, given, held)),
        recipients=_recipients(body, given),
        signer=Signer(body.signer, body.authorities),
        numbering="arabic",
        kind="conclusion_notice",
    )


def numbered(notice: Notice) -> str:
    """ "125/TB-UBND", "125-TB/TU"; empty before the clerk gave the number."""
    if not notice.number:
        return ""
    return notice.number + ("-" if notice.form == "party" else "/") + issuer(notice.form, notice.place).symbol


def _abstract(first: Conclusion, body: Issuer, held: date) -> str:
    return f"Kết luận của {first.chair or body.name}\ntại cuộc họp giao ban ngày {date_vi(held)}"


def _legal_bases(place: Unit, on: date) -> tuple[str, ...]:
    """The rule by which levels were told, where it has a number."""
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("epidemic_level", on, place.path)
    if rule is None or not rule.number:
        return ()
    kind = _KIND.get(rule.number.split("/")[-1].split("-")[0], "văn bản")
    signed = f" ngày {date_vi(rule.signed)}" if rule.signed else ""
    return (f"Căn cứ {kind} số {rule.number}{signed} của {rule.issuer}",)


_KIND = {"QĐ": "Quyết định", "NQ": "Nghị quyết", "CV": "Công văn"}


def _blocks(
    conclusions: Sequence[Conclusion], body: Issuer, given: Sequence[Order], held: date
) -> list[Block]:
    """Situation, direction, tasks. What only directs says so, lest it be read as somebody's task."""
    first = conclusions[0]
    blocks: list[Block] = [paragraph(_opening(first, body, held, attended(first.meeting)))]
    briefing = next((c.briefing for c in conclusions if c.briefing), None)
    if briefing is not None:
        blocks += _situation(briefing)
    direction = [c.text for c in conclusions if not _said_by(c, given)]
    if direction:
        blocks.append(Heading("Nội dung chỉ đạo"))
        blocks += [paragraph(f"Quan điểm chỉ đạo: {' '.join(text.split())}") for text in direction]
    blocks.append(Heading("Nhiệm vụ cụ thể"))
    for name, items in by_body(given).items():
        blocks.append(Heading(name or "Các cơ quan, đơn vị", level=2))
        blocks.append(Bullets(tuple((Run(f"{item.text}."),) for item in items)))
    closing = f"Trên đây là kết luận của {body.name}, thông báo để các cơ quan, đơn vị biết."
    blocks.append(paragraph(closing))
    return blocks


def _opening(first: Conclusion, body: Issuer, held: date, guests: str) -> str:
    where = in_sentence(first.place.full_name)
    heard = f" Sau khi nghe báo cáo tình hình (mã {first.briefing.slug})," if first.briefing else ""
    who = first.chair or body.name
    what = "chủ trì" if first.chair else "tổ chức"
    verdict = f"{heard} {who} kết luận như sau:" if heard else f" {who} kết luận như sau:"
    meeting = f"cuộc họp giao ban về phòng, chống dịch trên địa bàn {where}"
    there = f" {guests}" if guests else ""
    return f"Ngày {date_vi(held)}, {who} {what} {meeting}.{there}{verdict}"


def _situation(briefing: Briefing) -> list[Block]:
    facts = Facts(briefing)
    lines = situation(facts)
    return [Heading("Tình hình dịch"), *(told(facts, line) for line in lines)] if lines else []


def _said_by(conclusion: Conclusion, given: Sequence[Order]) -> bool:
    """Whether a task says the same, so that it is not ordered twice."""
    plain = fold(conclusion.text).strip(" .;")
    return any(fold(order.text).startswith(plain) for order in given)


def _recipients(body: Issuer, given: Sequence[Order]) -> tuple[str, ...]:
    *others, archive = body.recipients
    bodies = [name for name in by_body(given) if name]
    named = bodies if len(bodies) <= _NAMED else ["Các cơ quan, đơn vị được giao nhiệm vụ"]
    return (*others, *(f"{name} (để thực hiện)" for name in named), archive)
