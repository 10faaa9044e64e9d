"""Files received: upload, what became of every row, the report to take away."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.documents import csvfile
from giaoban.intake.result import ImportResult
from giaoban.intake.returns import import_returns
from giaoban.kernel.errors import UserError
from giaoban.registry import presenters, queries
from giaoban.registry.duplicates import find
from giaoban.registry.forms import UploadForm
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.residents import import_residents

_IMPORTS: dict[str, Callable[..., ImportResult]] = {
    "linelist": import_linelist,
    "returns": import_returns,
    "residents": import_residents,
}
SHOWN = 200  # rows of trouble on the page; the report has them all


@needs("import")
def imports(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    error: UserError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("import_batch", _take(request, form.cleaned_data).batch)
        except UserError as raised:
            error = raised
    return render(
        request,
        "registry/imports.html",
        {"form": form, "error": error, "batches": queries.batches(request.scope)[:30]},
        status=422 if error or form.errors else 200,
    )


def _take(request: HttpRequest, given: dict[str, Any]) -> ImportResult:
    """Spool the upload under its own name and import it."""
    upload = given["file"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(upload.name).name or "tep")
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        mapping: dict[str, Any] | None = None
        if given.get("mapping"):
            mapping = _mapping(given["mapping"].read())
        since = find.newest_person()
        result = _IMPORTS[given["kind"]](path, by=request.user, mapping=mapping)
    find.after_import(by=request.user, since=since)
    return result


def _mapping(raw: bytes) -> dict[str, Any]:
    from giaoban.intake.mapping import check

    try:
        return check(yaml.safe_load(raw.decode("utf-8")) or {})
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(
            "mapping_unreadable", _("Không đọc được bảng ánh xạ."), _("Sửa lại tệp YAML.")
        ) from error


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
        },
    )


@needs("import")
def import_report(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Every row not taken, with its reason and the next step, as CSV."""
    batch = _batch(request, batch_id)
    columns = presenters.ISSUE_COLUMNS
    rows = [presenters.issue(i) for i in queries.issues(batch)]
    content = csvfile.text([str(c.label) for c in columns], [[r[c.key] for c in columns] for r in rows])
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ket-qua-nhap-{batch.id}.csv"'
    return response
