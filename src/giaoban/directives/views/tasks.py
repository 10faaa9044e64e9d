"""Tasks: the list with its filter in the URL, one task, its moves, the record that answers it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs
from giaoban.accounts.scope import Scope
from giaoban.directives import actions, presenters, queries, records, rules
from giaoban.directives.forms import FilterForm, MoveForm, move_form
from giaoban.directives.models import Task, TaskStatus
from giaoban.directives.queries import measures
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.places.models import Unit

PAGE = 50
_ANY = ("conclude", "assign", "answer", "sign_off")
_SORTS = {"body": "unit__path", "-body": "-unit__path", "due": "due_at", "-due": "-due_at"}


@needs(*_ANY)
def tasks(request: Any) -> HttpResponse:
    scope, now = request.scope, clock.now()
    form, filters, place = _filters(request, scope)
    base = queries.tasks(scope, "all", now, place)
    conclusion = filters.get("conclusion")
    if conclusion:
        base = base.filter(conclusion=conclusion)
    base = queries.narrowed(base, filters.get("theme", ""), filters.get("body", ""))
    state = filters.get("state") if filters.get("state") in queries.STATES else "open"
    counts = queries.counts(base, now)
    found = base.filter(queries.condition(str(state), now))
    sort = _SORTS.get(request.GET.get("sort", ""))
    page = Paginator(found.order_by(sort, "id") if sort else found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directives/tasks.html",
        {
            "form": form,
            "place": place or request.posting.place,
            "page": page,
            "columns": presenters.TASK_COLUMNS,
            "rows": _rows(list(page.object_list)),
            "tabs": presenters.tabs(counts, str(state), lambda key: _with(request, state=key)),
            "sections": presenters.sections("tasks"),
            "counts": counts,
            "conclusion": queries.conclusion(scope, conclusion) if conclusion else None,
            "narrowed": _narrowed(filters),
        },
    )


def _narrowed(filters: dict[str, Any]) -> str:
    """What else the list is filtered by, in words."""
    theme, body = filters.get("theme", ""), filters.get("body", "")
    return str(body or (_("không ghi lĩnh vực") if theme == "-" else theme))


def _with(request: Any, **changes: str) -> str:
    parameters = request.GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        parameters[name] = value
    return "?" + str(parameters.urlencode())


def _rows(found: list[Task]) -> list[dict[str, Any]]:
    now = clock.now()
    words, reported = queries.last_words(found), queries.last_values(found)
    newest = measures.newest_of(found)
    return [
        presenters.row(t, words.get(t.pk), newest.get(t.pk, (None, None))[1], reported.get(t.pk), now)
        for t in found
    ]


def _filters(request: Any, scope: Scope) -> tuple[FilterForm, dict[str, Any], Unit | None]:
    """The form, what of it is valid, and the place asked for within the scope."""
    form = FilterForm(request.GET or None)
    filters = form.cleaned_data if form.is_bound and form.is_valid() else {}
    home, on = request.posting.place, clock.today()
    below = [home, *places.children(home, on=on)]
    place = None
    code = filters.get("place")
    if code and code != home.code:
        place = next((u for u in below if u.code == code), None) or _resolved(code)
        if place is None or not scope.covers(place.path):
            raise Http404
    form.fields["place"].widget.choices = [(u.code, u.full_name) for u in below]
    return form, filters, place


def _resolved(code: str) -> Unit | None:
    try:
        return places.resolve(code, clock.today())
    except UserError:
        return None


def _found(request: Any, pk: int) -> Task:
    """Out of scope is answered like something that does not exist."""
    found = queries.task(request.scope, pk)
    if found is None:
        raise Http404
    return found


@needs(*_ANY)
def task(request: Any, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


def _page(
    request: Any, found: Task, tried: MoveForm | None = None, move: str = "", error: UserError | None = None
) -> HttpResponse:
    now, statuses = clock.now(), queries.statuses(found)
    newest = measures.newest_of([found]).get(found.pk)
    measured = presenters.measured(found, newest[1] if newest else None, _last_value(statuses))
    forms = [
        {
            "move": name,
            "label": presenters.MOVE_WORDS[name],
            "form": tried
            if name == move and tried
            else move_form(name, _value_label(found), due=_asked_due(statuses) if name == "extend" else ""),
            "open": name == move,
        }
        for name in _moves(request.scope, found, statuses)
    ]
    return render(
        request,
        "directives/task.html",
        {
            "task": found,
            "trail": presenters.trail(found, statuses, now),
            "state": presenters.state_mark(found, now),
            "measured": measured if found.measure else None,
            "newest": newest[0] if newest else None,
            "answers": [s for s in statuses if s.evidence_id],
            "until": presenters.until(found.due_at),
            "first_due": _first_due(found, statuses),
            "main": forms[0] if forms else None,
            "others": forms[1:],
            "parts": presenters.parts_rows(queries.parts_of(found), now),
            "part_columns": presenters.PART_COLUMNS,
            "may_make_concrete": queries.may_make_concrete(request.scope, found),
            "obstacles": queries.obstacles_of(found),
            "stands_in": rules.STAND_IN in queries.standing_of(request.scope, found),
            "error": error,
        },
        status=422 if error or (tried and tried.errors) else 200,
    )


def _first_due(found: Task, statuses: list[TaskStatus]) -> str:
    """The deadline as it was given, where it has moved since."""
    given = statuses[0].due_at if statuses else None
    return presenters.until(given) if given and given != found.due_at else ""


def _asked_due(statuses: list[TaskStatus]) -> str:
    """The date of the request on the table, so that granting it is one tap."""
    if not rules.waits_for_extension(s.move for s in statuses):
        return ""
    asked = next(s.due_at for s in reversed(statuses) if s.move == "ask_extension")
    return f"{asked:%H} giờ {asked:%M} ngày {asked:%d/%m/%Y}" if asked else ""


def _value_label(found: Task) -> str:
    return presenters.label(found.measure) if found.measure else ""


def _last_value(statuses: list[TaskStatus]) -> float | None:
    return next((s.value for s in reversed(statuses) if s.value is not None), None)


# The order in which they stand on the page: what is most likely wanted first.
_ORDER = (
    "receive", "sign_off", "answer", "report", "stuck", "ask_help", "ask_extension", "return", "reply",
    "extend", "refuse_extension", "withdraw",
)  # fmt: skip


def _moves(scope: Scope, found: Task, statuses: list[TaskStatus]) -> list[str]:
    """What the reader may do with the task now."""
    sides = queries.standing_of(scope, found)
    asked = rules.waits_for_extension(s.move for s in statuses)
    # a request on the table is decided first; without one there is nothing to refuse
    order = ("extend", "refuse_extension", *_ORDER) if asked else _ORDER
    return [
        move
        for move in dict.fromkeys(order)
        if rules.MOVES[move].side in sides
        and rules.may_move(found.state, move, scope.role, sides)
        and (asked or move != "refuse_extension")
    ]


@needs("answer", "assign", "sign_off")
def task_move(request: Any, pk: int, move: str) -> HttpResponse:
    found = _found(request, pk)
    if move not in rules.MOVES:
        raise Http404
    if request.method != "POST":
        return redirect("task", pk)
    form = move_form(move, _value_label(found), request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, move)
    try:
        _make(request.user, found, move, form.cleaned_data)
    except UserError as error:
        return _page(request, found, form, move, error)
    messages.success(request, _("Đã ghi: %(what)s.") % {"what": str(presenters.MOVE_WORDS[move]).lower()})
    return redirect("task", pk)


def _make(by: Any, found: Task, move: str, given: dict[str, Any]) -> None:
    """One call of one action, with what that move types."""
    typed: dict[str, Any] = {k: given[k] for k in ("note", "value") if k in given}
    if move == "answer":
        return _answer(by, found, typed, given.get("file"))
    if "due" in given:
        deadline = rules.resolve_deadline(given["due"], clock.now())
        if deadline.at is None:
            raise UserError("deadline_unknown", deadline.rule[:1].upper() + deadline.rule[1:] + ".")
        typed["due_at"] = deadline.at
    action = getattr(actions, "return_" if move == "return" else move)
    action(by=by, task=found, **typed)


def _answer(by: Any, found: Task, typed: dict[str, Any], upload: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = None
        if upload is not None:
            path = Path(folder) / (Path(upload.name).name or "tep")
            with path.open("wb") as copy:
                for chunk in upload.chunks():
                    copy.write(chunk)
        actions.answer(by=by, task=found, file=path, **typed)


@needs(*_ANY)
def evidence(request: Any, pk: int, status_pk: int) -> HttpResponse:
    """The record that answered the task, as it was received."""
    found, status = _status(request, pk, status_pk)
    record = records.opened(status.evidence)
    accounts.log_access(by=request.user, subject=f"task:{pk}", purpose=_("xem minh chứng nhiệm vụ"))
    context = {
        "task": found,
        "status": status,
        "record": record,
        "unit": presenters.unit_of(found.measure),
        "label": _value_label(found),
        "file_url": reverse("task_evidence_file", args=[pk, status_pk]) if record["file"] else "",
    }
    return render(request, "directives/evidence.html", context)


@needs(*_ANY)
def evidence_file(request: Any, pk: int, status_pk: int) -> HttpResponse:
    """Always as a download: what somebody sent must not run in the reader's page."""
    _task, status = _status(request, pk, status_pk)
    file = records.file_of(records.opened(status.evidence))
    if file is None:
        raise Http404
    accounts.log_access(by=request.user, subject=f"task:{pk}", purpose=_("tải minh chứng nhiệm vụ"))
    response = HttpResponse(file[1], content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, file[0]) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _status(request: Any, pk: int, status_pk: int) -> tuple[Task, TaskStatus]:
    found = _found(request, pk)
    status = queries.answered_by(found, status_pk)
    if status is None:
        raise Http404
    return found, status
