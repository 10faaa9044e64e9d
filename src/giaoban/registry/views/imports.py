"""Files received: upload, what became of every row, the report to take away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from giaoban.accounts.access import needs
from giaoban.documents import csvfile
from giaoban.intake import received
from giaoban.intake.line import queries as lines
from giaoban.intake.uploads import actions as uploads
from giaoban.intake.uploads import queries as waiting
from giaoban.intake.uploads.models import State
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told
from giaoban.registry import presenters, queries
from giaoban.registry.forms import UploadForm
from giaoban.registry.imports import presenters as wording
from giaoban.registry.imports.take import is_quick, take
from giaoban.registry.imports.views import put_in_line
from giaoban.registry.lab import queries as lab
from giaoban.registry.noticed import sentences
from giaoban.registry.preview import queries as previews

PASTED = "bang-dan.tsv"
SHOWN = 200  # rows of trouble on the page; the report has them all


@needs("import")
def imports(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    error: UserError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _received(request, form.cleaned_data)
        except UserError as raised:
            error = raised
    return render(
        request,
        "registry/imports.html",
        {
            "form": form,
            "error": error,
            "batches": queries.batches(request.scope)[:30],
            **_waiting(request),
        },
        status=422 if error or form.errors else 200,
    )


def _waiting(request: HttpRequest) -> dict[str, Any]:
    """Files whose columns are asked for, and those in line or stopped on the way."""
    asked, under_way = [], []
    for file in waiting.all_waiting(request.scope):
        state = lines.state_of(file)
        if state == State.TELLING:
            asked.append(file)
        else:
            under_way.append((file, wording.title(state), state in lines.UNDER_WAY))
    return {"asked": asked, "under_way": under_way}


def _received(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    """Import what explains itself; a file with columns nobody explained waits until they are told."""
    kind = given["kind"]
    with spooled(given) as path:
        mapping = mapping_of(given["mapping"].read()) if given.get("mapping") else {}
        if not is_quick(path, kind):
            upload = uploads.receive(
                by=request.user, kind=kind, path=path, mapping=mapping, review=given["review"], unopened=True
            )
            return put_in_line(request, upload)
        if given["review"] or not previews.look(path, kind, mapping).explains_itself:
            upload = uploads.receive(by=request.user, kind=kind, path=path, mapping=mapping)
            known = waiting.offered(request.scope, kind, upload.headings)
            if known and not mapping:
                uploads.tell(by=request.user, upload=upload, mapping=known[0].mapping)
            return redirect("import_map", upload.id)
        return redirect("import_batch", take(by=request.user, kind=kind, path=path, mapping=mapping))


@contextmanager
def spooled(given: dict[str, Any]) -> Iterator[Path]:
    """The upload under its own name, or the pasted rows as a file."""
    upload = given.get("file")
    with tempfile.TemporaryDirectory() as folder:
        if upload is None:
            path = Path(folder) / PASTED
            path.write_text(given["pasted"], encoding="utf-8", newline="")
        else:
            path = Path(folder) / received.file_name(upload.name)
            with path.open("wb") as copy:
                for chunk in upload.chunks():
                    copy.write(chunk)
        yield path


def mapping_of(raw: bytes) -> dict[str, Any]:
    from giaoban.intake.mapping import check, parsed

    try:
        said = parsed(raw)
    except ValueError as error:
        raise UserError(
            "mapping_unreadable", told("Không đọc được bảng ánh xạ."), told("Sửa lại tệp YAML.")
        ) from error
    return check(said)


def _batch(request: HttpRequest, batch_id: int) -> Any:
    found = queries.batch(request.scope, batch_id)
    if found is None:
        raise Http404
    return found


@needs("import")
def import_page(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _batch(request, batch_id)
    issues = [presenters.issue(i) for i in queries.issues(batch)[:SHOWN]]
    return render(
        request,
        "registry/import.html",
        {
            "batch": batch,
            "columns": presenters.ISSUE_COLUMNS,
            "issues": issues,
            "counts": presenters.counts(batch),
            "noticed": sentences(batch.noticed),
            "samples": lab.of_batch(batch) if batch.kind == "lab" else None,
            "unfinished": _unfinished(request, batch),
        },
    )


def _unfinished(request: HttpRequest, batch: Any) -> dict[str, Any] | None:
    """Where to look, of a batch that never ended: its file on its way, or the same file once more; as far as
    the reader may open them."""
    if batch.finished_at:
        return None
    upload, later = lines.of_batch(batch), lines.done_later(batch)
    return {
        "upload": upload and waiting.waiting(request.scope, upload.id),
        "later": later and queries.batch(request.scope, later.id),
    }


@needs("import")
def import_report(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Every row not taken, with its reason and the next step, as CSV: for whoever wrote the file."""
    batch = _batch(request, batch_id)
    columns = presenters.ISSUE_COLUMNS
    with translation.override("vi"):
        rows = [presenters.issue(i) for i in queries.issues(batch)]
        content = csvfile.text([str(c.label) for c in columns], [[r[c.key] for c in columns] for r in rows])
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ket-qua-nhap-{batch.id}.csv"'
    return response
