"""The hotline's desk: the number that calls opens the household; calls, tickets, the next shift."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.care.actions import hotline as actions
from giaoban.care.presenters import worklist as words
from giaoban.care.queries import hotline as queries
from giaoban.care.rules import checking
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.registry import access

KINDS = {
    "medical": gettext_lazy("tư vấn y tế"),
    "psychological": gettext_lazy("tư vấn tâm lý"),
    "station": gettext_lazy("việc cho trạm"),
}


@needs("hotline")
def hotline(request: Any) -> HttpResponse:
    """The number is posted, never in the address: addresses are kept in logs."""
    now = clock.now()
    phone = request.POST.get("phone", "").strip() if request.method == "POST" else ""
    found = queries.by_number(request.scope, phone) if phone else []
    out = [] if phone else queries.to_call(request.scope, now)
    tickets = queries.tickets(request.scope)
    cases = [e.case for e in (*found, *out)] + [t.episode.case for t in tickets if t.episode]
    names = access.identities(
        by=request.user, scope=request.scope, cases=cases, subject="hotline", purpose=_("đường dây nóng")
    )
    context = {
        "now": now,
        "phone": phone,
        "found": [_person(e, names, now) for e in found],
        "out": [_person(e, names, now) for e in out],
        "tickets": [_ticket(t, names, now) for t in tickets],
        "notes": queries.shift_notes(request.scope),
        "kinds": KINDS.items(),
    }
    return render(request, "care/hotline.html", context)


def _person(episode: Any, names: Any, now: Any) -> dict[str, Any]:
    identity = names.get(episode.person_id)
    return {
        "id": episode.pk,
        "name": identity["name"] if identity else episode.case.number or _("ca không số"),
        "phone": identity["phone"] if identity else "",
        "age": words.age(checking.age_months(episode.birth, now.date())),
        "place": episode.unit.full_name,
        "code": episode.unit.code,
        "high": episode.risk == "high",
        "staff": episode.last_staff_at,
        "checked": episode.last_check_at,
    }


def _ticket(ticket: Any, names: Any, now: Any) -> dict[str, Any]:
    who = _person(ticket.episode, names, now) if ticket.episode else None
    return {
        "id": ticket.pk, "kind": str(KINDS[ticket.kind]), "due": ticket.due_at, "late": ticket.due_at < now,
        "who": who, "place": ticket.unit.full_name, "said": ticket.call.summary,
    }  # fmt: skip


@needs("hotline")
@require_POST
def act(request: Any, what: str) -> HttpResponse:
    if what not in _ACTS:
        raise Http404
    try:
        messages.success(request, _ACTS[what](request))
    except UserError as error:
        messages.error(request, f"{error.message} {error.next_step}")
    return redirect("hotline")


def _call(request: Any) -> str:
    post = request.POST
    actions.record_call(
        by=request.user, scope=request.scope, direction="out" if post.get("direction") == "out" else "in",
        phone=post.get("phone", ""), episode_id=whole(post.get("episode")),
        reached=post.get("reached") != "0", summary=post.get("summary", ""), tickets=post.getlist("ticket"),
        emergency=post.get("emergency") == "1",
    )  # fmt: skip
    return _("Đã ghi cuộc gọi.")


def _close(request: Any) -> str:
    actions.close_ticket(
        by=request.user, scope=request.scope, ticket_id=whole(request.POST.get("ticket"), 0),
        answer=request.POST.get("answer", ""),
    )  # fmt: skip
    return _("Đã trả lời phiếu.")


def _hand_over(request: Any) -> str:
    actions.hand_over(by=request.user, scope=request.scope, note=request.POST.get("note", ""))
    return _("Đã ghi bàn giao ca.")


def _take_over(request: Any) -> str:
    actions.take_over(by=request.user, scope=request.scope, note_id=whole(request.POST.get("note"), 0))
    return _("Đã nhận ca.")


_ACTS = {"cuoc-goi": _call, "phieu": _close, "ban-giao": _hand_over, "nhan-ca": _take_over}
