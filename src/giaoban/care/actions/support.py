"""Needs of a household until they are met, and papers until they are signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.care.law import Law, law
from giaoban.care.models import Episode, Need, Paper
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError

NEEDS = ("food", "medicine", "shopping", "child", "elder")
PAPERS = ("isolation", "recovery", "sick_leave")
MOST = 500  # papers of one signature: a batch an officer has really looked through


@transaction.atomic
def state_needs(*, by: Any, episode: Episode, kinds: Iterable[str]) -> int:
    """What is needed, each once until it is delivered. Returns how many are new."""
    wanted = [k for k in dict.fromkeys(kinds) if k in NEEDS]
    if not wanted:
        return 0
    open_ = set(Need.objects.filter(episode=episode, delivered_at=None).values_list("kind", flat=True))
    now = clock.now()
    rows = [
        Need(episode=episode, unit_id=episode.unit_id, kind=k, stated_at=now)
        for k in wanted
        if k not in open_
    ]
    Need.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        audit.record(by, "care.state_needs", f"episode:{episode.pk}", kinds=[r.kind for r in rows])
    return len(rows)


@transaction.atomic
def deliver_need(*, by: Any, scope: Scope, need_id: int) -> Need:
    """Delivered: the duty ends."""
    need = scope.within(Need.objects.select_for_update().filter(pk=need_id, delivered_at=None)).first()
    if need is None:
        raise UserError("need_unknown", "Nhu cầu này không có hoặc đã giao.", "Tải lại danh sách.")
    need.delivered_at, need.delivered_by = clock.now(), by
    need.save(update_fields=["delivered_at", "delivered_by"])
    audit.record(by, "care.deliver_need", f"need:{need.pk}", kind=need.kind)
    return need


def draft_paper(
    *, by: Any, episode: Episode, kind: str, rules: Law, to_date: date | None = None
) -> Paper | None:
    """A draft for the office competent on that date; None where no rule says who that is."""
    if kind not in PAPERS:
        raise UserError("paper_unknown", "Không có loại giấy này.", "Chọn một loại giấy trong danh sách.")
    if rules.papers is None:
        return None
    paper, made = Paper.objects.get_or_create(
        episode=episode, kind=kind,
        defaults={
            "unit_id": episode.unit_id, "role": rules.papers.text(kind, rules.on), "rule": rules.papers.id,
            "from_date": episode.day0, "to_date": to_date, "drafted_at": clock.now(),
        },
    )  # fmt: skip
    if made:
        audit.record(by, "care.draft_paper", f"paper:{paper.pk}", kind=kind)
    return paper


@transaction.atomic
def draft_papers(*, by: Any, scope: Scope, episode_id: int, kinds: Sequence[str]) -> list[Paper]:
    """Asked for by the patient or the station."""
    episode = scope.within(Episode.objects.filter(pk=episode_id)).first()
    if episode is None:
        raise UserError("episode_unknown", "Không có người này trong địa bàn của bạn.", "Tải lại danh sách.")
    rules = law(clock.today(), scope.path)
    made = [draft_paper(by=by, episode=episode, kind=k, rules=rules) for k in kinds]
    return [paper for paper in made if paper is not None]


@transaction.atomic
def sign_papers(*, by: Any, scope: Scope, paper_ids: Sequence[int], number: str = "") -> int:
    """Signs a batch, all or none. Only the role competent when the paper was drafted may sign it."""
    ids = list(dict.fromkeys(paper_ids))
    if not ids or len(ids) > MOST:
        raise UserError(
            "nothing_chosen", f"Chọn từ 1 đến {MOST} giấy để ký.", "Đánh dấu các giấy rồi ký lại."
        )
    found = Paper.objects.select_for_update().filter(pk__in=ids, signed_at=None, role=scope.role)
    papers = list(scope.within(found))
    if len(papers) != len(ids):
        raise UserError(
            "paper_not_yours",
            "Có giấy đã ký, ngoài địa bàn hoặc không thuộc thẩm quyền ký của bạn.",
            "Tải lại danh sách rồi chọn lại.",
        )
    now = clock.now()
    Paper.objects.filter(pk__in=ids).update(signed_at=now, signed_by=by, number=number[:40])
    audit.record(by, "care.sign_papers", f"paper:{ids[0]}", papers=len(ids), number=number[:40])
    return len(ids)
