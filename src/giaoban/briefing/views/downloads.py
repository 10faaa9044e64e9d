"""The briefing as a file: DOCX, PDF, and its figures as XLSX."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from giaoban.briefing import figures_table, papers, queries
from giaoban.briefing.views.reading import found_for
from giaoban.kernel import memory
from giaoban.kernel.vietnamese import datetime_vi

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    if kind not in TYPES:
        raise Http404
    found = found_for(request, slug)
    if kind == "xlsx":
        from giaoban.documents import xlsx

        known = datetime_vi(found.evaluation.snapshot.known_at)
        as_of = f"Số liệu tính đến {datetime_vi(queries.as_of(found))}, biết đến {known}"
        content = xlsx.to_bytes(
            figures_table.COLUMNS, figures_table.rows(found), figures_table.title(found), as_of
        )
    else:
        content = papers.paper(found, kind)
        memory.give_back()  # a paper is some 20 MB of words and drawings before it is set
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{slug}.{kind}"'
    return response
