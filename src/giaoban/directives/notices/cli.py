"""`giaoban write`: the notice of conclusions as DOCX and PDF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

Ids = Annotated[list[int] | None, typer.Option("--conclusion", help="Mã kết luận; nêu được nhiều lần")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON")]


def write(
    briefing: Annotated[str, typer.Option("--briefing", help="Mã báo cáo: mọi kết luận sau khi nghe")] = "",
    conclusion: Ids = None,
    form: Annotated[
        str, typer.Option("--form", help="state (Nghị định 30) hoặc party (36-HD/VPTW)")
    ] = "state",
    docx: Annotated[Path | None, typer.Option("--docx", help="Ghi văn bản DOCX")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Ghi văn bản PDF")] = None,
    as_json: Json = False,
) -> None:
    """Soạn Thông báo kết luận từ các kết luận đã ghi; số và ngày để trống cho văn thư."""
    from giaoban.directives.notices import actions, queries
    from giaoban.directives.notices.paper import build, numbered
    from giaoban.documents.apart import set_apart
    from giaoban.kernel.errors import UserError

    if bool(briefing) == bool(conclusion):
        raise UserError(
            "source_unclear", "Chưa rõ soạn từ đâu.", "Nêu --briefing MÃ, hoặc một hay nhiều --conclusion MÃ."
        )
    if docx is None and pdf is None and not as_json:
        raise UserError("nothing_to_write", "Chưa nêu tệp để ghi.", "Nêu --docx TỆP, --pdf TỆP, hoặc cả hai.")
    found = queries.for_writing(briefing, conclusion or [])
    notice = actions.write_out(by=None, conclusions=found, form=form)
    document = build(notice)
    for kind, path in (("docx", docx), ("pdf", pdf)):
        if path is not None:
            path.write_bytes(set_apart(document, kind))
    told = {
        "notice": notice.pk,
        "form": form,
        "conclusions": [c.pk for c in found],
        "number": numbered(notice) or None,
        "date": notice.date.isoformat() if notice.date else None,
    }
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(f"Thông báo {notice.pk}: {', '.join(str(p) for p in (docx, pdf) if p)}")
