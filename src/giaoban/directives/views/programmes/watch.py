"""Watched communes by urgency, and the plan of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs, unit_of
from giaoban.directives.presenters.programmes import watch as presenters
from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.actions import watch as actions
from giaoban.directives.programmes.models import WatchPlan
from giaoban.directives.programmes.queries import watch as queries
from giaoban.directives.views.programmes import common
from giaoban.directives.views.programmes.forms import MeasureForm
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import order_by


@common.reads
def watch(request: Any) -> HttpResponse:
    place = request.posting.place
    if request.GET.get("place"):
        place = unit_of(request, request.GET["place"])
    held = queries.watch_list(place.path)
    context: dict[str, Any] = {"sections": words.sections("watch"), "place": place, "held": held}
    if held is not None:
        plans = _plans(request)
        rows = [presenters.row(c, held, plans) for c in held.on_list]
        ordered = order_by(rows, request.GET.get("sort", ""), presenters.COLUMNS)
        context |= {
            "columns": presenters.COLUMNS,
            "page": Paginator(ordered, common.PAGE).get_page(request.GET.get("page")),
            "tally": presenters.tally(held),
            "waiting_columns": presenters.WAITING_COLUMNS,
            "waiting": [presenters.row(c, held, plans) for c in held.waiting],
            "left_columns": presenters.LEFT_COLUMNS,
            "left": [presenters.row(c, held, plans) for c in held.left],
            "rule": held.rule,
            "rule_words": presenters.rule_in_words(held.rule, held.evaluation.end),
        }
    return render(request, "directives/programmes/watch.html", context)


def _plans(request: Any) -> dict[str, WatchPlan]:
    """{commune: its newest plan}."""
    found: dict[str, WatchPlan] = {}
    for plan in queries.plans(request.scope):
        found.setdefault(plan.unit.code, plan)
    return found


@needs("export")
@common.reads
def watch_csv(request: Any) -> HttpResponse:
    held = queries.watch_list(request.posting.place.path)
    if held is None:
        raise Http404
    header, lines = presenters.sheet(held)
    return common.csv(f"xa-can-theo-doi-{held.evaluation.end.isoformat()}", header, lines)


@common.reads
def watch_commune(request: Any, code: str) -> HttpResponse:
    unit = unit_of(request, code)
    found = queries.commune(unit.path, code)
    if found is None:
        raise Http404
    held, mine = found
    acts = request.scope.allows("assign") and mine.standing.on_list
    form, error = None, None
    if acts:
        suggested = _suggested(held, mine)
        form = MeasureForm(
            request.POST or None, now=clock.now(), level=unit.level,
            initial={"text": suggested[0] if suggested else ""},
        )  # fmt: skip
        if request.method == "POST" and form.is_valid():
            try:
                bound = form.cleaned_data["bound"]
                actions.plan_measures(
                    by=request.user, place=request.posting.place, unit=unit, lines=[form.line(unit, **bound)]
                )
                messages.success(request, _("Đã giao biện pháp."))
                return redirect("watch_commune", code)
            except UserError as raised:
                error = raised
    context = _context(held, mine) | {
        "place": unit,
        "form": form,
        "error": error,
        "suggested": _suggested(held, mine),
        "plans": [plan for plan in queries.plans(request.scope) if plan.unit_id == unit.pk],
    }
    wrong = error is not None or bool(form and form.errors)
    return render(request, "directives/programmes/watch_commune.html", context, status=422 if wrong else 200)


def _context(held: queries.WatchList, mine: queries.Watched) -> dict[str, Any]:
    evaluation = held.evaluation
    return {
        "held": held,
        "mine": mine,
        "rank": words.rank(mine.rank),
        "reasons": presenters.reasons(mine, evaluation.end) if mine.standing.on_list else [],
        "at_least": mine.since == held.first_told,
        "week_url": words.rows_url(evaluation.pk, "new", mine.code),
        "before_url": words.rows_url(evaluation.pk, "new", mine.code, "base"),
        "silent_days": (evaluation.end - mine.last_case).days if mine.last_case else None,
        "rule": held.rule,
        "rule_words": presenters.rule_in_words(held.rule, evaluation.end),
    }


def _suggested(held: queries.WatchList, mine: queries.Watched) -> list[str]:
    """What the rule's file suggests for each reason; a suggestion, never given by itself."""
    found = [held.rule.text(f"suggested.{name}", held.evaluation.end) for name in mine.reasons]
    return [text for text in found if text]
