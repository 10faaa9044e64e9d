"""Obstacles and requests for help from below: raising one, answering one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.directives import actions, presenters, queries
from giaoban.directives.forms import AnswerForm, ObstacleForm
from giaoban.directives.models import Obstacle
from giaoban.directives.queries.obstacles import STATES
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError

PAGE = 40
_ANY = ("conclude", "assign", "answer", "sign_off")


@needs(*_ANY)
def obstacles(request: Any) -> HttpResponse:
    """The list; who answers tasks raises what stands in the way of all of them here."""
    may_raise = request.scope.allows("answer") and request.scope.role != "agency"
    form = ObstacleForm(request.POST or None)
    error: UserError | None = None
    if request.method == "POST" and may_raise and form.is_valid():
        try:
            actions.raise_obstacle(by=request.user, unit=request.posting.place, **form.cleaned_data)
            messages.success(request, _("Đã gửi lên cấp trên."))
            return redirect("obstacles")
        except UserError as raised:
            error = raised
    state = request.GET.get("state", "open")
    now = clock.now()
    found = queries.obstacles(request.scope, state if state in STATES else "open", now)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    wrong = error is not None or bool(form.errors)
    context = {
        "page": page,
        "columns": presenters.OBSTACLE_COLUMNS,
        "rows": [presenters.obstacle_row(one, now) for one in page.object_list],
        "tabs": presenters.obstacle_tabs(state),
        "sections": presenters.sections("obstacles"),
        "form": form if may_raise else None,
        "error": error,
    }
    return render(request, "directives/obstacles.html", context, status=422 if wrong else 200)


@needs(*_ANY)
def obstacle(request: Any, pk: int) -> HttpResponse:
    found = queries.obstacle(request.scope, pk, clock.now())
    if found is None:
        raise Http404
    may_answer = request.scope.allows("assign") and request.scope.covers(found.owner.path)
    form = AnswerForm(request.POST or None)
    error: UserError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_obstacle(by=request.user, obstacle=found, answer=form.cleaned_data["answer"])
            messages.success(request, _("Đã trả lời."))
            return redirect("obstacle", pk)
        except UserError as raised:
            error = raised
    wrong = error is not None or bool(form.errors)
    context = {
        "one": found,
        "mark": presenters.obstacle_mark(found, clock.now()),
        "form": form if may_answer and found.state == Obstacle.OPEN else None,
        "error": error,
    }
    return render(request, "directives/obstacle.html", context, status=422 if wrong else 200)
