"""A unit's own figures before the freeze, and what it says of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.briefing.explanations import actions, queries, rules
from giaoban.briefing.forms import ExplainForm
from giaoban.briefing.presenters import explanations as words
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.weeks import Window, week_label


@needs("close_cases")
def explain(request: HttpRequest) -> HttpResponse:
    unit, now = request.posting.place, clock.now()
    weeks = queries.open_weeks(now, unit.path)
    week = _chosen(request, weeks)
    if week is None:
        return render(request, "briefing/explain.html", {"place": unit})
    shown = queries.shown(unit, week, now)
    said = list(queries.of_unit(unit, week))
    form = ExplainForm(request.POST or None, figures=words.choices(shown), initial=_initial(request))
    error: UserError | None = None
    if request.method == "POST":
        try:
            return _said(request, unit, week, form)
        except UserError as raised:
            error = raised
    return render(
        request,
        "briefing/explain.html",
        {
            "place": unit,
            "week": week,
            "period": words.period(week),
            "weeks": words.tabs(weeks, week),
            "days": words.days_gone(week, now.date()),
            "due": queries.due(week, unit.path),
            "seen": [note for note in said if not note.indicator],
            "said": said,
            "rows": words.rows(shown, unit, week, sees_cases=request.scope.allows("see_cases")),
            "columns": words.COLUMNS,
            "form": form,
            "longest": rules.LONGEST,
            "error": error,
            "now": now,
        },
        status=422 if error or form.errors else 200,
    )


def _chosen(request: HttpRequest, weeks: list[Window]) -> Window | None:
    """The one asked for by its label, else the first; one that is frozen is not found."""
    asked = request.GET.get("week", "")
    if not asked:
        return next(iter(weeks), None)
    found = next((week for week in weeks if week_label(week) == asked), None)
    if found is None:
        raise Http404
    return found


def _initial(request: HttpRequest) -> dict[str, Any]:
    return {"indicator": request.GET.get("figure", "")}


def _said(request: HttpRequest, unit: Any, week: Window, form: ExplainForm) -> HttpResponse:
    """Back to the page when it is kept; a form that is not filled raises what is wrong with it."""
    if request.POST.get("do") == "seen":
        actions.see(by=request.user, unit=unit, week=week)
        messages.success(request, _("Đã ghi nhận: đơn vị đã xem số liệu của tuần."))
    else:
        if not form.is_valid():
            raise UserError("explanation_empty", _("Chưa đủ để ghi giải trình."), _("Xem lỗi ở từng ô."))
        given = form.cleaned_data
        actions.explain(
            by=request.user, unit=unit, week=week, indicator=given["indicator"], text=given["text"]
        )
        messages.success(request, _("Đã ghi giải trình."))
    return redirect(f"{reverse('explain')}?week={week_label(week)}")
