"""A file that waits: its columns are told, its first rows shown as they would be taken, then it goes in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs
from giaoban.intake import received
from giaoban.intake.models import Upload
from giaoban.intake.uploads import actions as uploads
from giaoban.intake.uploads import queries as waiting
from giaoban.intake.uploads import rules
from giaoban.intake.uploads.models import State
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import said
from giaoban.registry.forms import MappingForm
from giaoban.registry.imports.take import is_quick, take
from giaoban.registry.imports.views import put_in_line, under_way
from giaoban.registry.preview import presenters as previewed
from giaoban.registry.preview import queries as previews

SAMPLES = 3  # cells of a column shown beside its name


@needs("import")
def telling(request: HttpRequest, upload_id: int) -> HttpResponse:
    upload = waiting.waiting(request.scope, upload_id)
    if upload is None:
        raise Http404
    if upload.state != State.TELLING:
        return under_way(request, upload)
    offered = waiting.offered(request.scope, upload.kind, upload.headings)
    act = request.POST.get("do", "") if request.method == "POST" else ""
    if act == "drop":
        uploads.drop(by=request.user, upload=upload)
        messages.success(request, _("Đã bỏ tệp, chưa ghi gì."))
        return redirect("import")
    if act.startswith("use-"):
        chosen = next((m for m in offered if str(m.id) == act.removeprefix("use-")), None)
        if chosen is None:
            raise Http404
        uploads.tell(by=request.user, upload=upload, mapping=chosen.mapping)
    try:
        with received.reopened(upload.sha256, upload.filename) as path:
            return _answer(request, upload, offered, path, act)
    except UserError as error:
        messages.error(request, f"{said(error.message)} {said(error.next_step)}")
        return redirect("import")


def _answer(request: HttpRequest, upload: Upload, offered: list[Any], path: Any, act: str) -> HttpResponse:
    fields = previews.KINDS[upload.kind].fields
    samples = dict(zip(upload.headings, previews.first_cells(path, SAMPLES, upload.mapping), strict=False))
    telling = act in ("preview", "import")
    form = MappingForm(
        request.POST if telling else None, kind=upload.kind, fields=fields, samples=samples,
        columns=rules.fields_of(upload.headings, fields, upload.mapping), mapping=upload.mapping,
    )  # fmt: skip
    error: UserError | None = None
    if telling and form.is_valid():
        _tell(request, upload, form, fields)
        if act == "import":
            try:
                return _imported(request, upload, path, form.cleaned_data["save_as"])
            except UserError as raised:
                error = raised
    shown = None
    try:
        shown = previews.preview(path, upload.kind, upload.mapping, clock.now())
    except UserError as raised:
        error = error or raised
    accounts.log_access(
        by=request.user, subject=f"upload:{upload.id}", purpose=_("Xem trước tệp trước khi nhập"),
        rows=len(shown.rows) if shown else SAMPLES,
    )  # fmt: skip
    context = {
        "upload": upload,
        "form": form,
        "error": error,
        "offered": offered,
        "untold": rules.untold(upload.headings, fields, upload.mapping),
        "columns": previewed.COLUMNS,
        "rows": previewed.rows(shown) if shown else [],
        "counts": previewed.counts(shown) if shown else "",
    }
    return render(request, "registry/import_map.html", context, status=422 if error and telling else 200)


def _tell(request: HttpRequest, upload: Upload, form: MappingForm, fields: list[str]) -> None:
    told = form.told()
    mapping = rules.mapping_of(
        told["columns"], fields, told["constants"], form.cleaned_data["dates"], upload.mapping
    )
    uploads.tell(by=request.user, upload=upload, mapping=mapping)


def _imported(request: HttpRequest, upload: Upload, path: Any, name: str) -> HttpResponse:
    batch = None
    if is_quick(path, upload.kind):
        batch = take(by=request.user, kind=upload.kind, path=path, mapping=upload.mapping)
    if name:
        uploads.save_mapping(by=request.user, unit_id=request.scope.unit_id, upload=upload, name=name)
        messages.success(request, _("Đã lưu cách đọc tệp “%s”.") % name)
    if batch is None:
        return put_in_line(request, upload)
    uploads.drop(by=request.user, upload=upload)
    return redirect("import_batch", batch)
