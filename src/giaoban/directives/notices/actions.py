"""Every write of notices: read in, confirmed into a conclusion, discarded, written out, numbered."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from giaoban import reading as grammar
from giaoban.briefing.models import Briefing
from giaoban.directives import actions as directives
from giaoban.directives.actions import permits
from giaoban.directives.lines import TaskLine
from giaoban.directives.models import Conclusion, Task
from giaoban.directives.notices.models import Notice, NoticeLine
from giaoban.directives.queries.addressees import addressees
from giaoban.intake import received
from giaoban.intake.models import Batch
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal
from giaoban.places.models import Unit

FORMS = ("state", "party")
_PASTED = "dan-vao.txt"


@dataclass(frozen=True)
class Confirmed:
    """A stretch of the text as the officer leaves it; `line` None: given to nobody here."""

    start: int
    end: int
    text: str
    line: TaskLine | None
    section: str = ""
    assignee: str = ""
    due_text: str = ""


def read_in(*, by: Any, place: Unit, data: bytes, name: str = "") -> Notice:
    """A file or pasted text. A secret document is refused before anything of it is kept."""
    permits.must_act(by, "conclude", place)
    text = grammar.load_bytes(data, name)
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = Notice.objects.filter(origin=Notice.READ, place=place, text_sha256=digest).first()
    return found or _kept(by, place, data, name, text, digest)


def _kept(by: Any, place: Unit, data: bytes, name: str, text: str, digest: str) -> Notice:
    read = grammar.read(text, today=clock.today())
    sha256 = _sealed(data, name or _PASTED)
    with transaction.atomic():
        notice = Notice.objects.create(
            origin=Notice.READ, place=place, kind=(read.kind or "")[:40], number=(read.number or "")[:60],
            date=read.date_resolved, body=(read.body or "")[:200], chair=(read.chair or "")[:120],
            filename=Path(name).name[:200], sha256=sha256, text_sealed=seal({"text": text}),
            text_sha256=digest, created_at=clock.now(), by=by,
        )  # fmt: skip
        audit.record(by, "notices.read_in", f"notice:{notice.pk}", sha256=sha256)
    return notice


def _sealed(data: bytes, name: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or _PASTED)
        path.write_bytes(data)
        with received.keep(path) as (_copy, sha256):
            return sha256


@transaction.atomic
def confirm(
    *,
    by: Any,
    notice: Notice,
    text: str,
    concluded_on: date,
    lines: Sequence[Confirmed],
    chair: str = "",
    briefing: Briefing | None = None,
) -> Conclusion:
    """The notice becomes a conclusion with its tasks, each tied to the words that gave it."""
    fresh = Notice.objects.select_for_update().get(pk=notice.pk)
    if fresh.origin != Notice.READ or fresh.conclusions.exists():
        raise UserError("notice_confirmed", "Thông báo này đã được xác nhận.", "Xem kết luận đã ghi.")
    conclusion = directives.conclude(
        by=by, text=text, place=fresh.place, chair=chair, briefing=briefing, concluded_on=concluded_on,
        lines=[given.line for given in lines if given.line is not None],
    )  # fmt: skip
    fresh.conclusions.add(conclusion)
    tasks = list(Task.objects.filter(conclusion=conclusion).order_by("pk"))
    for seq, given in enumerate(lines, 1):
        kept = NoticeLine.objects.create(
            notice=fresh, seq=seq, start=given.start, end=given.end, section=given.section[:40],
            assignee=given.assignee[:200], text=given.text, due_text=given.due_text[:120],
        )  # fmt: skip
        if given.line is not None:
            n = len(addressees(given.line, fresh.place, concluded_on))  # `conclude` gave them in this order
            kept.tasks.add(*tasks[:n])
            tasks = tasks[n:]
    audit.record(by, "notices.confirm", f"notice:{fresh.pk}", conclusion=conclusion.pk, lines=len(lines))
    return conclusion


@transaction.atomic
def discard(*, by: Any, notice: Notice) -> None:
    """A reading nobody wants: the row and the sealed file go, that it was there stays in the audit."""
    permits.must_act(by, "conclude", notice.place)
    if notice.conclusions.exists():
        raise UserError(
            "notice_confirmed", "Thông báo đã thành kết luận, không bỏ được.", "Rút kết luận nếu cần."
        )
    pk, sha256 = notice.pk, notice.sha256
    notice.delete()
    audit.record(by, "notices.discard", f"notice:{pk}", sha256=sha256)
    used = Notice.objects.filter(sha256=sha256).exists() or Batch.objects.filter(sha256=sha256).exists()
    if sha256 and not used:
        file = Path(settings.STATE) / "received" / f"{sha256}.sealed"
        transaction.on_commit(lambda: file.unlink(missing_ok=True))


@transaction.atomic
def write_out(*, by: Any, conclusions: Sequence[Conclusion], form: str) -> Notice:
    """The notice of these conclusions in that form, once; its number and date are the clerk's."""
    if form not in FORMS:
        raise UserError("form_unknown", f"Không có thể thức “{form}”.", "Chọn state hoặc party.")
    if not conclusions or len({c.place_id for c in conclusions}) > 1:
        raise UserError(
            "conclusions_unclear", "Cần ít nhất một kết luận, đều của một nơi.", "Chọn lại các kết luận."
        )
    place = conclusions[0].place
    permits.must_act(by, "conclude", place)
    wanted = {c.pk for c in conclusions}
    for notice in Notice.objects.filter(origin=Notice.WRITTEN, form=form, conclusions=conclusions[0]):
        if set(notice.conclusions.values_list("pk", flat=True)) == wanted:
            return notice
    notice = Notice.objects.create(
        origin=Notice.WRITTEN, place=place, form=form, kind="conclusion_notice",
        chair=conclusions[0].chair, created_at=clock.now(), by=by,
    )  # fmt: skip
    notice.conclusions.set(conclusions)
    audit.record(by, "notices.write_out", f"notice:{notice.pk}", form=form, conclusions=sorted(wanted))
    return notice


@transaction.atomic
def issue(*, by: Any, notice: Notice, number: str, date: date) -> Notice:
    """The clerk records what the signed paper bears. Once: an issued number is not changed."""
    permits.must_act(by, "conclude", notice.place)
    fresh = Notice.objects.select_for_update().get(pk=notice.pk)
    if fresh.origin != Notice.WRITTEN or fresh.number:
        raise UserError("notice_issued", "Thông báo này đã có số.", "Xem số và ngày đã ghi.")
    concluded = max(fresh.conclusions.values_list("concluded_on", flat=True))
    if not concluded <= date <= clock.today():
        raise UserError("issue_date", "Ngày ban hành không hợp lý.", "Ghi ngày từ ngày kết luận đến hôm nay.")
    fresh.number, fresh.date = number, date
    fresh.save(update_fields=["number", "date"])
    audit.record(by, "notices.issue", f"notice:{fresh.pk}", number=number, date=date.isoformat())
    return fresh
