"""Pages of notices: reading one in beside its text, and the papers written from conclusions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.directives.notices import actions, presenters, queries
from giaoban.directives.notices.forms import IssueForm, SourceForm
from giaoban.directives.notices.models import Notice
from giaoban.directives.notices.reviewed import Reviewed
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.reading.text import MAX_BYTES

PAGE = 30
WRITTEN_NEXT = 12  # conclusions offered for writing: those of the last meetings
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@needs("conclude")
def notices(request: Any) -> HttpResponse:
    """What was read and written so far; reading one begins here."""
    form = SourceForm(request.POST or None, request.FILES or None)
    error: UserError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.read_in(by=request.user, place=request.posting.place, **_source(form))
            return redirect("notice", found.pk)
        except UserError as raised:
            error = raised
    counted = queries.notices(request.scope).annotate(n_conclusions=Count("conclusions"))
    page = Paginator(counted, PAGE).get_page(request.GET.get("page"))
    wrong = error is not None or (request.method == "POST" and not form.is_valid())
    return render(
        request,
        "directives/notices/notices.html",
        {
            "form": form,
            "error": error,
            "page": page,
            "columns": presenters.NOTICE_COLUMNS,
            "rows": [presenters.notice_row(n, n.n_conclusions) for n in page.object_list],
            "unwritten": queries.unwritten(request.scope)[:WRITTEN_NEXT],
        },
        status=422 if wrong else 200,
    )


def _source(form: SourceForm) -> dict[str, Any]:
    file = form.cleaned_data["file"]
    if file is None:
        return {"data": form.cleaned_data["text"].encode()}
    return {"data": file.read(MAX_BYTES + 1), "name": file.name}


def _found(request: Any, pk: int) -> Notice:
    found = queries.notice(request.scope, pk)
    if found is None:
        raise Http404
    return found


@needs("conclude")
def notice(request: Any, pk: int) -> HttpResponse:
    """Waiting to be confirmed, confirmed, or written here: three states of one page."""
    found = _found(request, pk)
    if found.origin == Notice.WRITTEN:
        return _written(request, found, None, None)
    if found.conclusions.exists():
        return _confirmed(request, found)
    return _review(request, found)


def _review(request: Any, found: Notice) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    page = Reviewed(found, now=clock.now(), covers=request.scope.covers, data=posted)
    error: UserError | None = None
    if page.is_valid():
        try:
            made = actions.confirm(by=request.user, notice=found, **page.arguments())
            messages.success(request, _("Đã xác nhận thông báo và giao việc."))
            return redirect("conclusion", made.pk)
        except UserError as raised:
            error = raised
    context = {
        "notice": found,
        "title": presenters.title(found),
        "page": page,
        "pieces": presenters.marked(page.read),
        "failing": presenters.failing(page.read),
        "repairs": page.read.check["repairs"],
        "unknown_places": presenters.unknown_places(page.read),
        "columns": presenters.FIGURE_COLUMNS,
        "figures": presenters.figure_rows(page.read),
        "error": error,
    }
    wrong = error is not None or (page.asked and not page.is_valid())
    return render(request, "directives/notices/review.html", context, status=422 if wrong else 200)


def _confirmed(request: Any, found: Notice) -> HttpResponse:
    lines = list(found.lines.order_by("seq").annotate(n_tasks=Count("tasks")))
    context = {
        "notice": found,
        "title": presenters.title(found),
        "pieces": presenters.kept_marks(queries.text_of(found), lines),
        "lines": lines,
        "conclusion": found.conclusions.first(),
    }
    return render(request, "directives/notices/confirmed.html", context)


@needs("conclude")
@require_POST
def notice_discard(request: Any, pk: int) -> HttpResponse:
    try:
        actions.discard(by=request.user, notice=_found(request, pk))
        messages.success(request, _("Đã bỏ thông báo; không còn giữ nội dung nào."))
    except UserError as raised:
        messages.error(request, f"{raised.message} {raised.next_step}")
        return redirect("notice", pk)
    return redirect("notices")


@needs("conclude")
@require_POST
def notice_write(request: Any, conclusion: int) -> HttpResponse:
    """The button "Soạn thông báo" of a conclusion."""
    found = queries.conclusion(request.scope, conclusion)
    if found is None:
        raise Http404
    try:
        made = actions.write_out(by=request.user, conclusions=[found], form=request.POST.get("form", "state"))
    except UserError as raised:
        messages.error(request, f"{raised.message} {raised.next_step}")
        return redirect("notices")
    return redirect("notice", made.pk)


def _written(request: Any, found: Notice, form: IssueForm | None, error: UserError | None) -> HttpResponse:
    from giaoban.directives.notices.paper import build, numbered

    context = {
        "notice": found,
        "document": build(found),
        "full_number": numbered(found),
        "conclusions": list(found.conclusions.order_by("pk")),
        "form": None if found.number else form or IssueForm(),
        "error": error,
    }
    wrong = error is not None or (form is not None and bool(form.errors))
    return render(request, "directives/notices/written.html", context, status=422 if wrong else 200)


@needs("conclude")
@require_POST
def notice_issue(request: Any, pk: int) -> HttpResponse:
    """Number and date as the clerk gave them after the signature."""
    found = _found(request, pk)
    form = IssueForm(request.POST)
    if found.origin != Notice.WRITTEN:
        raise Http404
    if not form.is_valid():
        return _written(request, found, form, None)
    try:
        actions.issue(by=request.user, notice=found, **form.cleaned_data)
    except UserError as raised:
        return _written(request, found, form, raised)
    messages.success(request, _("Đã ghi số và ngày ban hành."))
    return redirect("notice", pk)


@needs("conclude")
def notice_paper(request: Any, pk: int, kind: str) -> HttpResponse:
    found = _found(request, pk)
    if found.origin != Notice.WRITTEN or kind not in TYPES:
        raise Http404
    from giaoban.directives.notices.paper import build
    from giaoban.documents.apart import set_apart

    response = HttpResponse(set_apart(build(found), kind), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="thong-bao-{found.pk}.{kind}"'
    return response
