"""Opening a review, the station's own account, the council's conclusion."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.care.models import Episode, Review, ReviewStatement
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal
from giaoban.registry.models import Case

KINDS = {"dead": "death", "hospital": "deterioration"}
AVOIDABLE = ("yes", "no", "undetermined")
CONCLUDES = frozenset({"district", "analyst"})  # a station does not conclude on itself


@transaction.atomic
def open_reviews(*, by: Any) -> int:
    """One for every death and every stay at home that ended in hospital, never one twice."""
    now, opened = clock.now(), 0
    for reason, kind in KINDS.items():
        ended = Episode.objects.filter(closed_reason=reason).exclude(
            case__in=Review.objects.filter(kind=kind).values("case_id")
        )
        rows = {}
        for episode in ended.select_related("case").order_by("id"):
            rows[episode.case_id] = Review(
                case=episode.case, kind=kind, unit_id=episode.unit_id, opened_at=now, opened_by=by,
                happened_on=_day(episode, kind),
            )  # fmt: skip
        opened += len(Review.objects.bulk_create(rows.values()))
    if opened:
        audit.record(by, "care.open_reviews", "review:*", opened=opened)
    return opened


def _day(episode: Episode, kind: str) -> date:
    case: Case = episode.case
    if kind == "death" and case.outcome_date:
        return case.outcome_date
    assert episode.closed_at is not None
    return episode.closed_at.date()


def _locked(scope: Scope, review_id: int) -> Review:
    found = scope.within(Review.objects.select_for_update().filter(pk=review_id)).first()
    if found is None:
        raise UserError("review_unknown", "Không có hồ sơ kiểm thảo này.", "Tải lại danh sách.")
    return found


@transaction.atomic
def give_account(*, by: Any, scope: Scope, review_id: int, text: str) -> ReviewStatement:
    """What the station itself says happened."""
    review = _locked(scope, review_id)
    if not text.strip():
        raise UserError("account_missing", "Chưa có nội dung giải trình.", "Ghi nội dung rồi gửi lại.")
    row = ReviewStatement.objects.create(
        review=review, kind="account", sealed=seal({"text": text.strip()}), at=clock.now(), by=by
    )
    audit.record(by, "care.give_account", f"review:{review.pk}")
    return row


@transaction.atomic
def conclude_review(
    *, by: Any, scope: Scope, review_id: int, avoidable: str, council: str, text: str
) -> ReviewStatement:
    """The professional council's conclusion; the station is heard first."""
    review = _locked(scope, review_id)
    if scope.role not in CONCLUDES:
        raise UserError(
            "not_council", "Chỉ hội đồng chuyên môn tuyến trên ghi kết luận.", "Gửi giải trình của trạm."
        )
    if avoidable not in AVOIDABLE or not council.strip():
        raise UserError(
            "conclusion_missing", "Thiếu kết luận hoặc tên hội đồng.", "Chọn kết luận và ghi tên hội đồng."
        )
    if not review.statements.filter(kind="account").exists():
        raise UserError("account_first", "Trạm chưa giải trình.", "Đề nghị trạm giải trình trước.")
    row = ReviewStatement.objects.create(
        review=review, kind="conclusion", avoidable=avoidable, body=council.strip()[:160],
        sealed=seal({"text": text.strip()}), at=clock.now(), by=by,
    )  # fmt: skip
    audit.record(by, "care.conclude_review", f"review:{review.pk}", avoidable=avoidable)
    return row
