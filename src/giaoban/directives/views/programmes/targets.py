"""Targets: the list with what is behind first, one with its path, setting one, taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.directives.presenters.programmes import targets as presenters
from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.actions import targets as actions
from giaoban.directives.programmes.models import Target
from giaoban.directives.programmes.queries import targets as queries
from giaoban.directives.programmes.queries import windows
from giaoban.directives.programmes.rules.targets import VERDICTS
from giaoban.directives.views.programmes import common
from giaoban.directives.views.programmes.forms import TargetForm
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import order_by


@common.reads
def targets(request: Any) -> HttpResponse:
    told = [queries.told(one, queries.newest(one)) for one in queries.running(request.scope)]
    told.sort(key=lambda one: (VERDICTS.index(one.verdict), one.target.due_on))
    page = Paginator(told, common.PAGE).get_page(request.GET.get("page"))
    context = {
        "sections": words.sections("targets"),
        "columns": presenters.LIST_COLUMNS,
        "rows": [presenters.list_row(one) for one in page.object_list],
        "page": page,
        "may_set": request.scope.allows("assign"),
    }
    return render(request, "directives/programmes/targets.html", context)


def _found(request: Any, pk: int) -> Target:
    found = queries.target(request.scope, pk)
    if found is None:
        raise Http404
    return found


@common.reads
def target(request: Any, pk: int) -> HttpResponse:
    found = _found(request, pk)
    evaluation = queries.newest(found)
    told, history = queries.told(found, evaluation), queries.history(found)
    asked = request.GET.get("place", "")
    line = next((one for one in told.lines if one.place.unit.code == asked), None)
    if asked and line is None:
        raise Http404
    line = line or (told.lines[0] if told.lines else None)
    columns = presenters.line_columns(found)
    rows = order_by(presenters.line_rows(told), request.GET.get("sort", ""), columns)
    page = Paginator(rows, common.PAGE).get_page(request.GET.get("page"))
    context = {
        "target": found,
        "place": found.place,
        "goal": presenters.goal(found),
        "state": words.verdict(told.verdict),
        "tally": words.place_tally(told.counts) if found.each else "",
        "milestones": list(found.milestones.all()),
        "unit": queries.unit_of(found.measure),
        "evaluation": evaluation,
        "line": line,
        "why": words.WHY.get(line.standing.why, "") if line else "",
        "wide": presenters.picture(found, line, history, narrow=False) if line else "",
        "narrow": presenters.picture(found, line, history, narrow=True) if line else "",
        "columns": columns,
        "page": page,
        "history_columns": presenters.HISTORY_COLUMNS,
        "history": [presenters.history_row(one) for one in history],
        "may_withdraw": found.withdrawn_at is None and common.may_assign(request, found.place),
    }
    return render(request, "directives/programmes/target.html", context)


@needs("export")
@common.reads
def target_csv(request: Any, pk: int) -> HttpResponse:
    found = _found(request, pk)
    header, lines = presenters.sheet(queries.told(found, queries.newest(found)))
    return common.csv(f"chi-tieu-{pk}", header, lines)


@needs("assign")
def target_new(request: Any) -> HttpResponse:
    start = windows.newest_week()
    form = TargetForm(
        request.POST or None, units=common.units_below(request), measures=common.measure_choices()
    )
    error: UserError | None = None
    if start is not None and form.is_valid():
        try:
            made = actions.set_target(by=request.user, start=start, **form.arguments())
            messages.success(request, _("Đã đặt chỉ tiêu cho %(n)s nơi.") % {"n": made.places.count()})
            return redirect("target", made.pk)
        except UserError as raised:
            error = raised
    context = {"form": form, "start": start, "error": error}
    wrong = error is not None or bool(form.errors)
    return render(request, "directives/programmes/target_new.html", context, status=422 if wrong else 200)


@needs("assign")
@require_POST
def target_withdraw(request: Any, pk: int) -> HttpResponse:
    try:
        actions.withdraw_target(by=request.user, target=_found(request, pk), why=request.POST.get("why", ""))
        messages.success(request, _("Đã rút chỉ tiêu."))
    except UserError as raised:
        messages.error(request, f"{raised.message} {raised.next_step}")
        return redirect("target", pk)
    return redirect("targets")
