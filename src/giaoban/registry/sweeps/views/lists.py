"""A round on paper or in a spreadsheet: the sheet to take along, and its rows taken in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs
from giaoban.documents import csvfile
from giaoban.intake.models import Upload
from giaoban.intake.uploads import actions as uploads
from giaoban.intake.uploads import queries as waiting
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.registry import presenters as words
from giaoban.registry import queries as registry
from giaoban.registry.forms import FileForm
from giaoban.registry.imports.take import is_quick, of_round
from giaoban.registry.imports.views import Way, put_in_line, under_way
from giaoban.registry.models import SweepRound
from giaoban.registry.sweeps import lists, presenters, queries
from giaoban.registry.views.imports import mapping_of, spooled

SHEET = (
    "Họ tên", "Ngày sinh", "Thôn, tổ", "Địa chỉ", "Gặp/vắng", "Kết quả test", "Số mũi", "Lý do thiếu mũi",
)  # fmt: skip


def _round(request: Any, round_id: int) -> SweepRound:
    found = queries.round_of(request.scope, round_id)
    if found is None:
        raise Http404
    return found


@needs("see_identities")
def sweep_list(request: Any, round_id: int) -> HttpResponse:
    found, error = _round(request, round_id), None
    if said := request.GET.get("upload", ""):
        upload = waiting.waiting(request.scope, whole(said, 0))
        if upload is None or upload.kind != of_round(found.pk):
            raise Http404
        return under_way(request, upload, _way(found, upload))
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            mapping = mapping_of(given["mapping"].read()) if given.get("mapping") else {}
            with spooled(given) as path:
                if not is_quick(path, of_round(found.pk)):
                    upload = uploads.receive(
                        by=request.user, kind=of_round(found.pk), path=path, mapping=mapping, unopened=True
                    )
                    return put_in_line(request, upload, _way(found, upload))
                made = lists.import_sweep(path, by=request.user, round_id=found.pk, mapping=mapping)
            return redirect(f"{reverse('sweep_list', args=[found.pk])}?batch={made.batch}")
        except UserError as raised:
            error = raised
    batch = _batch(request, found)
    context = {
        "sweep": found,
        "name": presenters.name(found),
        "form": form,
        "error": error,
        "batch": batch,
        "on_way": _on_way(request, found),
        "counts": words.counts(batch) if batch else [],
        "columns": words.ISSUE_COLUMNS,
        "issues": [words.issue(i) for i in registry.issues(batch)] if batch else [],
    }
    return render(request, "registry/sweep_list.html", context, status=422 if error or form.errors else 200)


def _on_way(request: Any, sweep: SweepRound) -> list[tuple[Upload, str]]:
    """The reader's lists of this round that are not in yet, and where each tells how far it is."""
    files = [f for f in waiting.all_waiting(request.scope) if f.kind == of_round(sweep.pk)]
    return [(file, _way(sweep, file).here) for file in files]


def _way(sweep: SweepRound, upload: Upload) -> Way:
    here = reverse("sweep_list", args=[sweep.pk])
    return Way(f"{here}?upload={upload.pk}", lambda batch: f"{here}?batch={batch}", here)


def _batch(request: Any, sweep: SweepRound) -> Any:
    """The list just taken in, shown to whoever sent it."""
    said = request.GET.get("batch", "")
    if not said:
        return None
    batch = registry.batch(request.scope, whole(said, 0))
    if batch is None or batch.kind != lists.KIND or batch.source != f"sweep:{sweep.pk}":
        raise Http404
    return batch


@needs("see_identities")
def sweep_sheet(request: Any, round_id: int) -> HttpResponse:
    """Who is still to be visited, with the columns to fill in at the door."""
    found = _round(request, round_id)
    people = list(queries.not_visited(found))
    accounts.log_access(
        by=request.user, subject=f"sweep:{found.pk}", purpose=_("tải phiếu rà soát"), rows=len(people)
    )
    names = queries.names([p.pk for p in people])
    rows = [presenters.sheet_row(p, names.get(p.pk, {})) for p in people]
    response = HttpResponse(csvfile.text(list(SHEET), rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="phieu-ra-soat-{found.pk}.csv"'
    return response
