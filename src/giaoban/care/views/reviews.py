"""Reviews: dossiers for those who review, a summary by month for everybody who may read figures."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.accounts.access import needs
from giaoban.care.actions import reviews as actions
from giaoban.care.queries import reviews as queries
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import Column
from giaoban.registry import access

KINDS = {"death": gettext_lazy("Tử vong"), "deterioration": gettext_lazy("Chuyển nặng")}
AVOIDABLE = {
    "yes": gettext_lazy("có thể phòng tránh"),
    "no": gettext_lazy("không thể phòng tránh"),
    "undetermined": gettext_lazy("chưa kết luận được"),
}
STATES = {
    "new": gettext_lazy("chờ trạm giải trình"),
    "heard": gettext_lazy("chờ hội đồng"),
    "concluded": gettext_lazy("đã kết luận"),
}
STEPS = {
    "test": gettext_lazy("Lấy mẫu"),
    "result": gettext_lazy("Có kết quả"),
    "declared": gettext_lazy("Báo cáo, công bố"),
    "first_contact": gettext_lazy("Nhân viên liên lạc lần đầu"),
    "first_sign": gettext_lazy("Dấu hiệu nguy hiểm đầu tiên"),
    "answered": gettext_lazy("Xử trí báo động"),
    "referral": gettext_lazy("Đề nghị chuyển tuyến"),
    "bed": gettext_lazy("Vào giường"),
}
MONTHS = [
    Column("month", gettext_lazy("Tháng"), head=True),
    Column("deaths", gettext_lazy("Tử vong"), "number"),
    Column("deteriorations", gettext_lazy("Chuyển nặng"), "number"),
    Column("concluded", gettext_lazy("Đã kết luận"), "number"),
    Column("avoidable", gettext_lazy("Có thể phòng tránh"), "number"),
    Column("undetermined", gettext_lazy("Chưa kết luận được"), "number"),
]


@needs("review", "see_cases")
def reviews(request: Any) -> HttpResponse:
    """Individual reviews only to who reviews; meetings see the months."""
    state = request.GET.get("trang-thai", "")
    closed = not request.scope.allows("review") or _in_a_meeting(request)
    found = [] if closed else queries.reviews(request.scope)
    counts = Counter(_state(r) for r in found)
    found = [r for r in found if not state or _state(r) == state]
    names = access.identities(
        by=request.user, scope=request.scope, cases=[r.case for r in found], subject="reviews",
        purpose=_("kiểm thảo"),
    )  # fmt: skip
    months = [{**row, "month": f"{row['month']:%m/%Y}"} for row in queries.summary(request.scope)]
    rows = [
        {"id": r.pk, "who": _name(r, names), "kind": str(KINDS[r.kind]), "on": r.happened_on,
         "place": r.unit.full_name, "state": str(STATES[_state(r)]), "death": r.kind == "death"}
        for r in found
    ]  # fmt: skip
    tabs = [{"url": "?", "label": _("Tất cả"), "count": counts.total(), "current": not state}]
    tabs += [
        {"url": f"?trang-thai={key}", "label": str(label), "count": counts[key], "current": key == state}
        for key, label in STATES.items()
    ]
    context = {
        "rows": rows, "months": months, "columns": MONTHS, "open": not closed,
        "tabs": tabs,
    }  # fmt: skip
    return render(request, "care/reviews.html", context)


def _state(review: Any) -> str:
    return "concluded" if review.concluded else "heard" if review.heard else "new"


def _name(review: Any, names: Any) -> str:
    identity = names.get(review.case.person_id)
    return str(identity["name"]) if identity else review.case.number or _("ca không số")


def _in_a_meeting(request: Any) -> bool:
    """A screen that a room sees shows no single review, whoever holds the mouse."""
    return bool(request.GET.get("mode") == "meeting")


@needs("review")
def review(request: Any, review_id: int) -> HttpResponse:
    if _in_a_meeting(request):
        raise PermissionDenied("review")
    found = queries.dossier(request.scope, review_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _say(request, review_id)
    names = access.identities(
        by=request.user, scope=request.scope, cases=[found.review.case], subject=f"review:{review_id}",
        purpose=_("kiểm thảo"),
    )  # fmt: skip
    context = {
        "r": found.review,
        "who": _name(found.review, names),
        "kind": str(KINDS[found.review.kind]),
        "steps": [{"label": str(STEPS[s.name]), "s": s, "who": found.answered.get(s.name, "")}
                  for s in found.steps],
        "late": sum(s.late is True for s in found.steps),
        "unknown": sum(s.at is None for s in found.steps),
        "heard": any(s["kind"] == "account" for s in found.statements),
        "concluded": any(s["kind"] == "conclusion" for s in found.statements),
        "said": [{**s, "avoidable": str(AVOIDABLE.get(s["avoidable"], ""))} for s in found.statements],
        "choices": AVOIDABLE.items(),
        "concludes": request.scope.role in actions.CONCLUDES,
    }  # fmt: skip
    return render(request, "care/review.html", context)


def _say(request: Any, review_id: int) -> HttpResponse:
    post = request.POST
    try:
        if post.get("kind") == "conclusion":
            actions.conclude_review(
                by=request.user, scope=request.scope, review_id=review_id, text=post.get("text", ""),
                avoidable=post.get("avoidable", ""), council=post.get("council", ""),
            )  # fmt: skip
            messages.success(request, _("Đã ghi kết luận của hội đồng."))
        else:
            actions.give_account(
                by=request.user, scope=request.scope, review_id=review_id, text=post.get("text", "")
            )
            messages.success(request, _("Đã ghi giải trình của trạm."))
    except UserError as error:
        messages.error(request, f"{error.message} {error.next_step}")
    return redirect("care_review", review_id)
