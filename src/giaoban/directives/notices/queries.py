"""Every read of notices. A notice is a draft of its makers: only who may conclude at its place sees it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.briefing import queries as briefings
from giaoban.directives import queries as directives
from giaoban.directives.models import Conclusion
from giaoban.directives.notices.models import Notice
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal


def notices(scope: Scope) -> QuerySet[Notice]:
    found = Notice.objects.select_related("place").defer("text_sealed").order_by("-created_at", "-id")
    return scope.within(found, "place") if scope.allows("conclude") else found.none()


def notice(scope: Scope, pk: int) -> Notice | None:
    return notices(scope).filter(pk=pk).first()


def text_of(found: Notice) -> str:
    """The text its offsets count into."""
    return str(unseal(found.text_sealed)["text"])


def unwritten(scope: Scope) -> QuerySet[Conclusion]:
    """Conclusions of the scope for which no notice was written yet; those read from one have theirs."""
    if not scope.allows("conclude"):
        return Conclusion.objects.none()
    found = directives.conclusions(scope).filter(notices=None)
    return scope.within(found, "place")


def written_of(scope: Scope, conclusion: Conclusion) -> list[Notice]:
    """The papers written from a conclusion that the reader may see."""
    return list(notices(scope).filter(origin=Notice.WRITTEN, conclusions=conclusion))


def conclusion(scope: Scope, pk: int) -> Conclusion | None:
    found = directives.conclusion(scope, pk)
    return found if found and scope.allows("conclude") and scope.covers(found.place.path) else None


def for_writing(slug: str, ids: Sequence[int]) -> list[Conclusion]:
    """For the operator's command: the conclusions named, or all that heard a briefing."""
    chosen = Q(pk__in=ids) if ids else Q(briefing=briefings.by_slug(slug))
    found = list(Conclusion.objects.filter(chosen).select_related("place", "briefing").order_by("pk"))
    if not found or (ids and len(found) != len(set(ids))):
        raise UserError(
            "conclusion_unknown", "Không thấy kết luận đã nêu.", "Xem mã kết luận ở trang Nhiệm vụ, Kết luận."
        )
    return found
