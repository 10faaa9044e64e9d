"""Wording of a preview."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.kernel.told import said
from giaoban.registry.field_words import column_word
from giaoban.registry.preview.queries import Preview, PreviewRow

OUTCOMES: dict[str, Any] = {
    "accepted": gettext_lazy("sẽ nhận"),
    "unchanged": gettext_lazy("đã có, không đổi"),
    "corrected": gettext_lazy("sẽ đính chính"),
    "refused": gettext_lazy("sẽ từ chối"),
    "held": gettext_lazy("sẽ chờ địa bàn"),
}
COLUMNS = [
    Column("row", gettext_lazy("Dòng"), head=True),
    Column("outcome", gettext_lazy("Sẽ ra sao")),
    Column("said", gettext_lazy("Hiểu là")),
    Column("place", gettext_lazy("Địa bàn")),
    Column("why", gettext_lazy("Lý do và việc cần làm")),
]


def rows(found: Preview) -> list[dict[str, Any]]:
    return [
        {
            "row": r.row,
            "outcome": str(OUTCOMES[r.outcome]),
            "said": " · ".join(_shown(part) for part in r.said if part not in (None, "")),
            "place": found.places.get(r.unit_id or 0, ""),
            "why": _why(r),
            "_class": "" if r.outcome in ("accepted", "unchanged", "corrected") else "warn",
        }
        for r in found.rows
    ]


def counts(found: Preview) -> str:
    """ "17 sẽ nhận · 2 sẽ từ chối · 1 sẽ chờ địa bàn"."""
    told = Counter(r.outcome for r in found.rows)
    return " · ".join(f"{told[kind]} {word}" for kind, word in OUTCOMES.items() if told[kind])


def _shown(part: Any) -> str:
    if isinstance(part, date):
        return wording.day(part)
    return wording.number(part) if isinstance(part, float) else str(part)


def _why(row: PreviewRow) -> str:
    column = _("cột “%s”: ") % column_word(row.column) if row.column else ""
    near = _(" Gợi ý: %s.") % ", ".join(row.suggestions[:3]) if row.suggestions else ""
    reason = f"{said(row.reason).rstrip('.')}." if row.reason else ""
    return f"{column}{reason} {said(row.next_step)}{near}".strip() if reason else ""
