"""Reviews: dossiers for those who review, a summary by month for everybody who may read figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
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
    found = queries.reviews(request.scope)
    names = access.identities(
        by=request.user, scope=request.scope, cases=[r.case for r in found], subject="reviews",
        purpose=_("kiểm thảo"),
    )  # fmt: skip
    months = [{**row, "month": f"{row['month']:%m/%Y}"} for row in queries.summary(request.scope)]
    rows = [
        {"id": r.pk, "who": _name(r, names), "kind": str(KINDS[r.kind]), "on": r.happened_on,
         "place": r.unit.full_name, "heard": r.heard, "concluded": r.concluded}
        for r in found
    ]  # fmt: skip
    context = {"rows": rows, "months": months, "columns": MONTHS, "open": request.scope.allows("review")}
    return render(request, "care/reviews.html", context)


def _name(review: Any, names: Any) -> str:
    identity = names.get(review.case.person_id)
    return str(identity["name"]) if identity else review.case.number or _("ca không số")


@needs("review")
def review(request: Any, review_id: int) -> HttpResponse:
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
        "steps": [{"label": str(STEPS[s.name]), "s": s} for s in found.steps],
        "said": [{**s, "avoidable": str(AVOIDABLE.get(s["avoidable"], ""))} for s in found.statements],
        "choices": AVOIDABLE.items(),
        "concludes": request.scope.role in actions.CONCLUDES,
    }
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
