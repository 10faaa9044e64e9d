"""Inspections: the plan, one visit with its findings and their repairs, its protocol."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.directives.presenters.programmes import inspections as presenters
from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.actions import inspections as actions
from giaoban.directives.programmes.models import Finding, Visit
from giaoban.directives.programmes.queries import inspections as queries
from giaoban.directives.views.programmes import common
from giaoban.directives.views.programmes.forms import FindingForm, VisitForm, WorkForm
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@common.reads
def inspections(request: Any) -> HttpResponse:
    every = queries.visits(request.scope)
    counts = queries.counts(every)
    state = request.GET.get("state", "")
    if state not in queries.STATES:
        state = "planned" if counts["planned"] else "all"
    page = Paginator(queries.by_state(every, state), common.PAGE).get_page(request.GET.get("page"))
    still = queries.open_by_unit(request.scope, [v.unit_id for v in page.object_list])
    context = {
        "sections": words.sections("inspections"),
        "tabs": presenters.tabs(counts, state, lambda key: f"?state={key}"),
        "columns": presenters.VISIT_COLUMNS,
        "rows": [presenters.visit_row(v, still[v.unit_id]) for v in page.object_list],
        "page": page,
        "may_plan": common.has_below(request),
    }
    return render(request, "directives/programmes/inspections.html", context)


@needs("assign")
def inspection_new(request: Any) -> HttpResponse:
    """What is still open where the team goes is on the visit's page, before it goes."""
    home = request.posting.place
    units = [u for u in common.units_below(request) if u.pk != home.pk]
    form = VisitForm(
        request.POST or None, units=units, facilities=queries.facilities(home, clock.today()),
        initial={"unit": request.GET.get("place", "")},
    )  # fmt: skip
    error: UserError | None = None
    if form.is_valid():
        try:
            made = actions.plan_visit(by=request.user, place=home, **form.arguments())
            messages.success(request, _("Đã đưa vào kế hoạch kiểm tra."))
            return redirect("inspection", made.pk)
        except UserError as raised:
            error = raised
    wrong = error is not None or bool(form.errors)
    context = {"form": form, "error": error}
    return render(request, "directives/programmes/inspection_new.html", context, status=422 if wrong else 200)


def _found(request: Any, pk: int) -> Visit:
    found = queries.visit(request.scope, pk)
    if found is None:
        raise Http404
    return found


@common.reads
def inspection(request: Any, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


def _page(
    request: Any, visit: Visit, tried: WorkForm | None = None, of: int = 0, error: UserError | None = None
) -> HttpResponse:
    """`tried`: a form that did not go through, of the finding `of` or of a new one."""
    now, findings = clock.now(), queries.findings(visit)
    acts = common.may_assign(request, visit.place)
    begun = visit.on <= now.date() and visit.state == Visit.PLANNED
    shown = []
    for one in findings:
        made = presenters.finding(one, now)
        if acts and made["bare"]:
            made["form"] = tried if tried and of == one.pk else _repair(visit)
        shown.append(made)
    context = {
        "visit": visit,
        "place": visit.unit,
        "where": presenters.where(visit),
        "state": presenters.state(visit),
        "findings": shown,
        "tally": presenters.tally(findings),
        "earlier": [presenters.finding(one, now) for one in queries.open_before(visit)],
        "n_bare": sum(one["bare"] for one in shown),
        "form": (tried if tried and not of else _finding(visit)) if acts and begun else None,
        "may_act": acts and visit.state == Visit.PLANNED,
        "begun": begun,
        "error": error,
    }
    wrong = error is not None or tried is not None
    return render(request, "directives/programmes/inspection.html", context, status=422 if wrong else 200)


def _finding(visit: Visit, data: Any = None) -> FindingForm:
    return FindingForm(data, now=clock.now(), level=visit.unit.level)


def _repair(visit: Visit, data: Any = None) -> WorkForm:
    return WorkForm(data, now=clock.now(), level=visit.unit.level)


@needs("assign")
@require_POST
def inspection_finding(request: Any, pk: int) -> HttpResponse:
    visit = _found(request, pk)
    form = _finding(visit, request.POST)
    if not form.is_valid():
        return _page(request, visit, form)
    data = form.cleaned_data
    try:
        actions.record_finding(
            by=request.user, visit=visit, text=data["finding"], severity=data["severity"],
            repair=form.line(visit.unit) if data["text"] else None,
        )  # fmt: skip
    except UserError as raised:
        return _page(request, visit, form, error=raised)
    messages.success(request, _("Đã ghi phát hiện."))
    return redirect("inspection", pk)


@needs("assign")
@require_POST
def inspection_repair(request: Any, pk: int, finding: int) -> HttpResponse:
    visit = _found(request, pk)
    one: Finding | None = next((f for f in queries.findings(visit) if f.pk == finding), None)
    if one is None:
        raise Http404
    form = _repair(visit, request.POST)
    if not form.is_valid():
        return _page(request, visit, form, of=finding)
    try:
        actions.give_repair(by=request.user, finding=one, repair=form.line(visit.unit))
    except UserError as raised:
        return _page(request, visit, form, of=finding, error=raised)
    messages.success(request, _("Đã giao việc khắc phục."))
    return redirect("inspection", pk)


@needs("assign")
@require_POST
def inspection_end(request: Any, pk: int, how: str) -> HttpResponse:
    visit, said = _found(request, pk), request.POST.get("said", "")
    try:
        if how == "ket-thuc":
            actions.close_visit(by=request.user, visit=visit, summary=said)
            messages.success(request, _("Đã kết thúc cuộc kiểm tra."))
        elif how == "huy":
            actions.cancel_visit(by=request.user, visit=visit, why=said)
            messages.success(request, _("Đã hủy cuộc kiểm tra."))
        else:
            raise Http404
    except UserError as raised:
        messages.error(request, f"{raised.message} {raised.next_step}")
    return redirect("inspection", pk)


@common.reads
def inspection_paper(request: Any, pk: int, kind: str) -> HttpResponse:
    visit = _found(request, pk)
    if kind not in TYPES:
        raise Http404
    from giaoban.directives.programmes.paper import protocol
    from giaoban.documents.apart import set_apart

    response = HttpResponse(set_apart(protocol(visit), kind), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="bien-ban-kiem-tra-{pk}.{kind}"'
    return response
