"""Medicine of one patient: what may be given on which grounds, what was, and one form for all of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.care.dispensing import actions, queries
from giaoban.care.dispensing.grounds import PACKS, questions
from giaoban.care.referrals import access
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.places.models import Facility
from giaoban.resources.models import Item
from giaoban.resources.queries import stock


@needs("stock")
def courses(request: Any, episode_id: int) -> HttpResponse:
    found = queries.episode(request.scope, episode_id)
    if found is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
            return redirect("course_new", episode_id)
        except UserError as raised:
            error = raised
    now = clock.now()
    item = request.POST.get("item") or request.GET.get("item") or "pack_a"
    names = access.names(by=request.user, scope=request.scope, cases=[found.case], purpose=_("cấp thuốc"))
    shelves = stock.balances([found.station_id], on=now.date())
    context = {
        "episode": found,
        "place": found.unit,
        "error": error,
        "item": item,
        "who": names.get(found.person_id, {}).get("name") or found.unit.full_name,
        "age": actions.age_of(found, now.date()),
        "items": [(i, Item(i).label, shelves.get((found.station_id, i), 0)) for i in PACKS],
        "questions": questions(item, now.date(), found.unit.path),
        "courses": queries.courses(found),
        "prescriber": queries.prescriber_of(request.user.pk, now.date()),
    }
    return render(request, "care/courses.html", context, status=422 if error else 200)


def _act(request: Any, found: Any) -> str:
    data, by = request.POST, request.user
    station: Facility = found.station
    if data.get("act") in ("dispense", "withdraw"):
        course = queries.course(request.scope, whole(data.get("course"), 0))
        if course is None or course.episode_id != found.pk:
            raise Http404
        if data["act"] == "dispense":
            actions.dispense(by=by, course=course, facility=station)
            return _("Đã cấp thuốc; kho đã trừ.")
        actions.withdraw(
            by=by, course=course, reason=data.get("reason", ""), came_back=data.get("back") == "1"
        )
        return _("Đã thu hồi lượt kê.")
    item, now = data.get("item", ""), clock.now()
    if item not in PACKS:
        raise Http404
    asked = {fact: data[fact] == "1" for fact, _words in questions(item, now.date(), found.unit.path)
             if data.get(fact) in ("0", "1")}  # fmt: skip
    ordering = {
        "episode": found, "item": item, "asked": asked, "weight": _weight(data.get("weight", "")),
        "consent": data.get("consent") == "1",
        "prescriber": queries.prescriber_of(by.pk, now.date()) if item != "pack_a" else None,
    }  # fmt: skip
    if data.get("act") == "order":
        actions.order(by=by, **ordering)
        return _("Đã kê đơn; chờ cấp.")
    actions.hand_out(by=by, facility=station, **ordering)
    return _("Đã cấp thuốc; kho đã trừ.")


def _weight(text: str) -> float | None:
    """Kilograms, with a comma or a point."""
    try:
        kilograms = float(text.replace(",", "."))
    except ValueError:
        return None
    return kilograms if 0 < kilograms < float("inf") else None
