"""Keeping a layout, and exporting by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.accounts import actions as accounts
from giaoban.accounts.scope import Scope
from giaoban.documents import csvfile, laid_out
from giaoban.documents.model import Cell
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.registry.layouts import rules
from giaoban.registry.layouts.rules import Layout
from giaoban.registry.layouts.sources import Asked, Source, kinds, source
from giaoban.registry.models import ExportLayout

FORMS = ("xlsx", "csv")
LONGEST = 366  # days one click may take


@transaction.atomic
def keep(*, by: Any, unit_id: int, kind: str, name: str, layout: Layout, days: int = 1) -> ExportLayout:
    """Keep a layout under a name; the same name at the same unit is written anew."""
    name = " ".join(name.split())[:80]
    if not name:
        raise UserError("name_absent", "Mẫu xuất chưa có tên.", "Đặt một cái tên dễ nhận ra.")
    rules.checked(layout, known(kind).fields)
    kept, _ = ExportLayout.objects.update_or_create(
        unit_id=unit_id, name=name,
        defaults={
            "kind": kind, "layout": layout.as_dict(), "days": min(max(1, days), LONGEST), "by": by,
            "saved_at": clock.now(),
        },
    )  # fmt: skip
    audit.record(by, "registry.save_layout", f"layout:{kept.id}", kind=kind, columns=len(layout.columns))
    return kept


@transaction.atomic
def drop(*, by: Any, layout: ExportLayout) -> None:
    audit.record(by, "registry.drop_layout", f"layout:{layout.id}", kind=layout.kind)
    layout.delete()


def known(kind: str) -> Source:
    found = source(kind)
    if found is None:
        raise UserError("kind_unknown", f"Không có loại bảng “{kind}”.", f"Chọn {', '.join(kinds())}.")
    return found


@dataclass(frozen=True)
class Exported:
    """`withheld`: identity columns left empty because the reader may not see names."""

    content: bytes
    rows: int
    withheld: list[str] = field(default_factory=list)


@transaction.atomic
def export(
    *, by: Any, scope: Scope, kind: str, layout: Layout, place: Unit, since: date, until: date, form: str,
    subject: str = "layout:file", limit: int | None = None,
) -> Exported:  # fmt: skip
    """The records of a place and its days as a file; every one leaves a row in the audit trail."""
    if form not in FORMS:
        raise UserError("form_unknown", f"Không có dạng tệp “{form}”.", "Chọn xlsx hoặc csv.")
    if until < since:
        raise UserError("window_backwards", "Ngày kết thúc trước ngày bắt đầu.", "Đổi lại hai ngày.")
    if not _meets(scope, place):
        raise UserError(
            "place_outside", f"{place.full_name} nằm ngoài địa bàn được giao.", "Chọn một nơi trong địa bàn."
        )
    held = known(kind)
    sees = scope.allows("see_identities")
    asked = Asked(scope, place, since, until, sees, frozenset(layout.fields))
    lines = _lines(held, asked, layout, limit)
    secret = layout.fields & held.identities
    if secret and sees:
        accounts.log_access(by=by, subject=subject, purpose="xuất bảng theo mẫu", rows=len(lines))
    audit.record(
        by, "registry.export", subject, kind=kind, place=place.code, since=since.isoformat(),
        until=until.isoformat(), rows=len(lines), form=form, identities=bool(secret and sees),
    )  # fmt: skip
    content = _file(layout, lines, form)
    return Exported(content, len(lines), [] if sees else sorted(secret))


def _meets(scope: Scope, place: Unit) -> bool:
    """Whether a file of the place can hold anything: an empty one would say that nothing happened there."""
    roots = (scope.path, *(also for _, also in scope.also))
    return scope.covers(place.path) or any(root.startswith(place.path + "/") for root in roots)


def _lines(held: Source, asked: Asked, layout: Layout, limit: int | None) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for row in held.rows(asked):
        if limit is not None and len(found) == limit:
            raise UserError(
                "export_too_large",
                "Bảng có quá nhiều dòng cho một lần tải.",
                "Chọn ít ngày hơn hoặc một địa bàn nhỏ hơn; bảng lớn xuất bằng giaoban export.",
            )
        shown = {k: v for k, v in row.items() if asked.identities or k not in held.identities}
        found.append(rules.line(layout, shown, len(found) + 1))
    return found


def _file(layout: Layout, lines: list[list[Cell]], form: str) -> bytes:
    if form == "xlsx":
        return laid_out.to_bytes(layout.header, layout.headings, lines)
    return csvfile.text(layout.headings, lines, layout.header).encode("utf-8")
