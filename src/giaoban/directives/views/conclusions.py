"""Conclusions: the list, typing one with a look before it is given out, and how far it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.directives import actions, presenters, queries
from giaoban.directives.models import Conclusion
from giaoban.directives.notices.queries import written_of
from giaoban.directives.queries import measures
from giaoban.directives.views.drafts import Source, from_task, source_of
from giaoban.directives.views.typed import TypedConclusion
from giaoban.documents import csvfile
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import order_by

PAGE = 30
ROWS = 60  # units a page: what is late or stuck stands on the first
_ANY = ("conclude", "assign", "answer", "sign_off")


@needs(*_ANY)
def conclusions(request: Any) -> HttpResponse:
    page = Paginator(queries.conclusions(request.scope), PAGE).get_page(request.GET.get("page"))
    counted = queries.counts_of(request.scope, page.object_list, clock.now())
    return render(
        request,
        "directives/conclusions.html",
        {
            "page": page,
            "columns": presenters.CONCLUSION_COLUMNS,
            "rows": [presenters.conclusion_row(c, counted.get(c.pk, {})) for c in page.object_list],
            "sections": presenters.sections("conclusions"),
        },
    )


@needs("conclude")
def conclude(request: Any) -> HttpResponse:
    """Typed, looked at, then given out: nothing is stored before the second look."""
    source = source_of(request)
    if source is None:
        raise Http404
    return _typing(request, source)


def _typing(request: Any, source: Source) -> HttpResponse:
    typed = TypedConclusion(
        request.POST or None,
        place=source.place,
        briefing=source.briefing,
        now=clock.now(),
        draft=source.draft,
    )
    error: UserError | None = None
    if typed.confirmed and typed.is_valid():
        try:
            made = source.save(request.user, typed.arguments())
            messages.success(request, _("Đã ghi kết luận và giao %(n)s nhiệm vụ.") % {"n": typed.n_tasks()})
            return redirect("conclusion", made.pk)
        except UserError as raised:
            error = raised
    wrong = error or (typed.asked and not typed.is_valid())
    context = {
        "typed": typed, "source": source, "briefing": source.briefing, "place": source.place, "error": error,
    }  # fmt: skip
    return render(request, "directives/conclude.html", context, status=422 if wrong else 200)


@needs("answer")
def task_concrete(request: Any, pk: int) -> HttpResponse:
    """A task from above, made concrete for those below in one's own document."""
    task = queries.task(request.scope, pk)
    if task is None:
        raise Http404
    if not queries.may_make_concrete(request.scope, task):
        raise PermissionDenied("conclude")
    return _typing(request, from_task(task))


def _found(request: Any, pk: int) -> Conclusion:
    found = queries.conclusion(request.scope, pk)
    if found is None:
        raise Http404
    return found


@needs(*_ANY)
def conclusion(request: Any, pk: int) -> HttpResponse:
    found, now = _found(request, pk), clock.now()
    counted = queries.counts_of(request.scope, [found], now).get(found.pk, {})
    state = request.GET.get("state", "")
    listed = _listed(request, found, state)
    states, total = presenters.progress(counted)
    tasks = [task for task, _row in listed]
    columns = presenters.unit_columns(tasks)
    rows = order_by([row for _task, row in listed], request.GET.get("sort", ""), columns)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "directives/conclusion.html",
        {
            "conclusion": found,
            "counted": counted,
            "states": states,
            "state_columns": presenters.STATE_COLUMNS,
            "total": total,
            "state": presenters.STATE_WORDS.get(state, ""),
            "columns": columns,
            "page": page,
            "measures": presenters.measures_of(tasks),
            "deadlines": presenters.deadlines(tasks),
            "newest": next((row["as_of"] for _task, row in listed if row["as_of"]), None),
            "n_waiting": counted.get("done", 0),
            "notices": written_of(request.scope, found),
            "may_sign_off": request.scope.allows("sign_off") and request.scope.covers(found.place.path),
            "may_withdraw": request.scope.allows("assign") and request.scope.covers(found.place.path),
        },
    )


def _listed(request: Any, found: Conclusion, state: str) -> list[tuple[Any, dict[str, Any]]]:
    """The tasks the reader may see with their row, worst first: late, stuck, then by deadline."""
    now = clock.now()
    tasks = list(queries.tasks(request.scope, "all", now).filter(conclusion=found))
    if state in presenters.STATE_WORDS:
        tasks = [t for t in tasks if t.state == state]
    words, reported = queries.last_words(tasks), queries.last_values(tasks)
    newest = measures.newest_of(tasks)
    rows = []
    for task in tasks:
        as_of, value = newest.get(task.pk, (None, None))
        row = presenters.row(task, words.get(task.pk), value, reported.get(task.pk), now)
        rows.append((task, {**row, "as_of": as_of}))
    return sorted(rows, key=lambda pair: presenters.urgency(pair[0], now))


@needs("export")
def conclusion_csv(request: Any, pk: int) -> HttpResponse:
    found = _found(request, pk)
    listed = _listed(request, found, request.GET.get("state", ""))
    header, lines = presenters.sheet([(task, row) for task, row in listed], clock.now())
    response = HttpResponse(csvfile.text(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ket-luan-{found.pk}.csv"'
    return response


@needs("sign_off", "assign")
def conclusion_move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Every answered task signed off at once, or everything still open taken back."""
    found = _found(request, pk)
    if request.method != "POST":
        return redirect("conclusion", pk)
    try:
        if move == "sign_off":
            n = actions.sign_off_all(by=request.user, conclusion=found)
            messages.success(request, _("Đã xác nhận %(n)s kết quả.") % {"n": n})
        elif move == "withdraw":
            n = actions.withdraw_all(by=request.user, conclusion=found, note=request.POST.get("note", ""))
            messages.success(request, _("Đã rút %(n)s nhiệm vụ chưa xong.") % {"n": n})
        else:
            raise Http404
    except UserError as error:
        messages.error(request, str(error))
    return redirect("conclusion", pk)
