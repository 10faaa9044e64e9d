"""A file under way: how far it is, and once it stopped what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.intake.line import actions as line
from giaoban.intake.line import queries as lines
from giaoban.intake.models import Upload
from giaoban.intake.uploads import actions as uploads
from giaoban.intake.uploads.models import State
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import said
from giaoban.registry.imports import presenters, process


class Way(NamedTuple):
    """Where a file's page stands, where its report will, and where one goes on from it."""

    here: str
    report: Callable[[int], str]
    away: str


def usual(upload: Upload) -> Way:
    return Way(
        reverse("import_map", args=[upload.id]), lambda batch: reverse("import_batch", args=[batch]),
        reverse("import"),
    )  # fmt: skip


EVERY = 3  # seconds between two looks
_STOPPED = (State.FAILED, State.CUT)


def put_in_line(request: HttpRequest, upload: Upload, way: Way | None = None) -> HttpResponse:
    """The file is taken outside this request; its page tells how far it is."""
    line.put(by=request.user, upload=upload)
    process.start()
    return redirect((way or usual(upload)).here)


def under_way(request: HttpRequest, upload: Upload, way: Way | None = None) -> HttpResponse:
    state, way = lines.state_of(upload), way or usual(upload)
    if state == State.DONE:
        return redirect(way.report(upload.batch_id) if upload.batch_id else way.away)
    if request.method == "POST":
        return _moved(request, upload, state, way)
    context = {
        "upload": upload,
        "title": presenters.title(state),
        "steps": presenters.steps(upload, state, lines.ahead(upload)),
        "notice": presenters.notice(upload, state),
        "stopped": state in _STOPPED,
        "may_go_on": presenters.may_go_on(upload, state),
        "may_drop": state != State.READING,
        "every": EVERY,
        "away": way.away,
    }
    return render(request, "registry/import_under_way.html", context)


def _moved(request: HttpRequest, upload: Upload, state: str, way: Way) -> HttpResponse:
    act = request.POST.get("do", "")
    if act == "again" and presenters.may_go_on(upload, state):
        try:
            return put_in_line(request, upload, way)
        except UserError as error:
            messages.error(request, f"{said(error.message)} {said(error.next_step)}")
    if act == "columns" and state in _STOPPED and upload.headings:
        line.ask_columns(by=request.user, upload=upload, headings=upload.headings, mapping=upload.mapping)
    if act == "drop" and state != State.READING and uploads.drop(by=request.user, upload=upload):
        messages.success(request, _("Đã bỏ tệp. Dòng nào đã ghi trước đó vẫn giữ nguyên."))
        return redirect(way.away)
    return redirect(way.here)
