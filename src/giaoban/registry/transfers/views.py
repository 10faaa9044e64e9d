"""Movement: what is on its way in and out, who is absent, one transfer, moving a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.registry import access
from giaoban.registry import queries as registry
from giaoban.registry.transfers import actions, presenters, queries

PAGE = 100


@needs("move")
def transfers(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    rule = queries.rule(now)
    found = {
        "incoming": list(queries.incoming(request.scope)[:PAGE]),
        "outgoing": list(queries.outgoing(request.scope)[:PAGE]),
        "ended": list(queries.ended(request.scope)[:30]),
    }
    absent = list(queries.absences(request.scope)[:PAGE])
    names = _names(request, [t.case for some in found.values() for t in some] + [a.case for a in absent])
    rows = {
        kind: [presenters.row(t, names, queries.clock_of(t, now, rule), now) for t in some]
        for kind, some in found.items()
    }
    context = {
        **rows,
        "absent": [
            {"who": presenters.who(a.case, names), "ref": a.case.ref, "since": a.noticed_at, "note": a.note,
             "place": presenters.place(a.case.unit)}
            for a in absent
        ],
    }  # fmt: skip
    return render(request, "registry/transfers.html", context)


def _names(request: HttpRequest, cases: list[Any]) -> dict[int, dict[str, str]]:
    purpose = _("chuyển, tiếp nhận ca bệnh")
    return access.identities(
        by=request.user, scope=request.scope, cases=cases, subject="transfers", purpose=purpose
    )


@needs("move")
def transfer(request: HttpRequest, transfer_id: int) -> HttpResponse:
    found = queries.transfer(request.scope, transfer_id)
    if found is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        try:
            _answer(request, found)
            return redirect("transfer", found.id)
        except UserError as raised:
            error = raised
            found = queries.transfer(request.scope, transfer_id) or found
    now = clock.now()
    told = queries.clock_of(found, now, queries.rule(now)) if found.state == queries.OPEN else None
    context = {
        "transfer": found, "row": presenters.row(found, _names(request, [found.case]), told, now),
        "steps": presenters.steps(found), "due": presenters.due_words(told) if told else "", "error": error,
        "sends": request.scope.covers(found.sender.path),
        "receives": request.scope.covers(found.receiver.path),
        "refuse": pgettext("transfer", "Từ chối"),
        "unread": queries.refused(request.scope).filter(id=found.id).exists(),
    }  # fmt: skip
    return render(request, "registry/transfer.html", context, status=409 if error else 200)


def _answer(request: HttpRequest, found: Any) -> None:
    note = request.POST.get("note", "")
    own: dict[str, Any] = {"by": request.user, "scope": request.scope, "transfer_id": found.id}
    answers: dict[str, tuple[Callable[[], Any], str]] = {
        "take": (lambda: actions.take_over(**own, note=note), _("Đã tiếp nhận ca bệnh.")),
        "refuse": (lambda: actions.refuse(**own, reason=note), _("Đã từ chối; nơi chuyển được báo lý do.")),
        "cancel": (lambda: actions.cancel(**own, note=note), _("Đã rút lại lần chuyển.")),
        "read": (lambda: actions.read_refusal(**own), _("Đã ghi: người bệnh vẫn ở nơi chuyển.")),
        "letter": (lambda: actions.acknowledge(**own, note=note), _("Đã ghi giấy báo tiếp nhận.")),
    }
    if request.POST.get("act") not in answers:
        raise Http404
    act, said = answers[request.POST["act"]]
    act()
    messages.success(request, said)


@needs("move")
def move(request: HttpRequest, ref: int) -> HttpResponse:
    """Send a case to another place, or say that it is absent or found."""
    case = registry.case(request.scope, ref)
    if case is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        try:
            return _move(request, case)
        except UserError as raised:
            error = raised
    asked = request.GET.get("q", "")
    context = {
        "case": case, "who": presenters.who(case, _names(request, [case])), "q": asked, "error": error,
        "found": [
            (u.code, presenters.offered(u, case.unit))
            for u in queries.places_like(asked, clock.today(), case.unit.path)
        ],
        "movement": queries.of_case(case), "chosen": request.POST.get("receiver", ""),
        "reason": request.POST.get("reason", ""), "hamlet": request.POST.get("hamlet", ""),
    }  # fmt: skip
    return render(request, "registry/move.html", context, status=422 if error else 200)


def _move(request: HttpRequest, case: Any) -> HttpResponse:
    given, own = request.POST, {"by": request.user, "scope": request.scope, "case_ref": case.ref}
    if given.get("act") == "absent":
        actions.report_absent(**own, note=given.get("note", ""))
        messages.warning(request, _("Đã báo vắng mặt; việc tìm người đã vào danh sách việc."))
        return redirect("case", case.ref)
    if given.get("act") == "found":
        actions.found_again(**own)
        messages.success(request, _("Đã ghi: tìm thấy."))
        return redirect("case", case.ref)
    receiver = places.valid_on(clock.today()).filter(code=given.get("receiver", "")).first()
    if receiver is None:
        raise UserError("receiver_absent", _("Chưa chọn nơi nhận."), _("Tìm tên xã rồi chọn một nơi."))
    made = actions.ask(
        **own, receiver=receiver, reason=given.get("reason", ""), hamlet=given.get("hamlet", "")
    )
    messages.success(request, _("Đã chuyển; bạn còn chịu trách nhiệm đến khi nơi nhận tiếp nhận."))
    return redirect("transfer", made.id)


@needs("see_identities")
def letter(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """The letter of a transfer beyond the province, for its sender."""
    from giaoban.registry.transfers.letter import letter as written

    found = queries.transfer(request.scope, transfer_id)
    if found is None or not found.outside or not request.scope.covers(found.sender.path):
        raise Http404
    names = _names(request, [found.case])
    content = written(found, names.get(found.case.person_id, {}), clock.today())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="giay-chuyen-{found.id}.pdf"'
    return response
