"""Proposals and each side's word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.places.models import Facility
from giaoban.resources.actions import proposals as proposing
from giaoban.resources.models import Item
from giaoban.resources.queries import load

_LINES = 60


@needs("stock", "redistribute")
def proposals(request: Any) -> HttpResponse:
    """Lines in which one's sites give or take, with what each side said."""
    error: UserError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _answer(request))
            return redirect("proposals")
        except UserError as raised:
            error = raised
    now, scope = clock.now(), request.scope
    rows = [_line(scope, line, now) for line in load.lines_for(scope)[:_LINES]]
    return render(
        request, "resources/proposals.html", {"rows": rows, "now": now, "error": error},
        status=422 if error else 200,
    )  # fmt: skip


def _line(scope: Any, line: Any, now: Any) -> dict[str, Any]:
    """`speaks`: the sides this reader may answer for; a desk for the whole province answers for none."""
    sides = [
        s for s in proposing.SIDES if _speaks(scope, getattr(line, s)) and not getattr(line, f"{s}_said")
    ]
    refused = "refused" in (line.giver_said, line.taker_said)
    names = (
        load.staff_at(line.giver, now.date()) if "giver" in sides and line.proposal.kind == "staff" else []
    )
    return {
        "line": line,
        "what": Item(line.proposal.item).label if line.proposal.item else _("nhân viên"),
        "sides": [] if refused else sides,
        "refused": refused,
        "staff": names,
        "may_carry": (line.giver_said, line.taker_said) == ("agreed", "agreed")
        and line.done_at is None and _speaks(scope, line.giver),
    }  # fmt: skip


def _speaks(scope: Any, facility: Facility) -> bool:
    """A side's word is that of its own place: the station, the hospital, or their district."""
    if scope.facility_id:
        return bool(scope.facility_id == facility.pk)
    return not scope.whole and scope.covers(facility.unit.path)


def _answer(request: Any) -> str:
    data, scope = request.POST, request.scope
    line = load.line(scope, whole(data.get("line"), -1))
    if line is None:
        raise Http404
    run: dict[str, Callable[[], Any]] = {
        "carry": lambda: proposing.carry_out(
            by=request.user, line=line, since=clock.today() + timedelta(days=1)
        )
    }
    for side in proposing.SIDES:
        for agreed, word in ((True, "agree"), (False, "refuse")):
            run[f"{word}:{side}"] = lambda side=side, agreed=agreed: proposing.answer_line(  # type: ignore[misc]
                by=request.user, line=line, side=side, agreed=agreed, reason=data.get("reason", ""),
                staff=[whole(r, -1) for r in data.getlist("staff")],
            )  # fmt: skip
    act = data.get("act", "")
    side = act.partition(":")[2] or "giver"
    if act not in run or not _speaks(scope, getattr(line, side)):
        raise Http404
    run[act]()
    return _("Đã ghi trả lời.") if act != "carry" else _("Đã thực hiện theo đề xuất.")
