"""What a briefing gives a meeting to speak about, and what lives on beside it: late tasks, obstacles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from giaoban.briefing import document
from giaoban.briefing.document.facts import Facts
from giaoban.briefing.models import Briefing, BriefingState
from giaoban.directives.meetings.models import AgendaItem
from giaoban.directives.queries.obstacles import open_for
from giaoban.directives.queries.reaching import reaching
from giaoban.directives.queries.tasks import overdue_given
from giaoban.directives.rules import CLIMB
from giaoban.documents.model import Block, Heading
from giaoban.documents.numbering import Numberer
from giaoban.kernel.vietnamese import datetime_vi, number
from giaoban.places.models import Unit

Kind = AgendaItem.Kind
# The figures a meeting looks at first, in this order, as far as the briefing states them.
KEY_FIGURES = (
    "new", "incidence_7d", "new_community", "active", "home_share", "hospital", "severity_severe",
    "severity_critical", "deaths", "recovered", "beds_free", "coverage_adults_dose3", "level3", "level4",
)  # fmt: skip
_TITLES = {
    Kind.FIGURES: "Số liệu chính và tăng, giảm so với kỳ trước",
    Kind.LEVELS: "Thay đổi cấp độ dịch",
    Kind.CHECKS: "Số liệu không khớp, cần làm rõ",
    Kind.OVERDUE: "Nhiệm vụ quá hạn",
    Kind.OBSTACLES: "Vướng mắc, đề nghị từ cơ sở",
}
_BRIEFINGS = 2  # whose chapters a process keeps: this week's and the one being prepared
_NAMED = 4  # late units named in a row; the others are counted


@dataclass(frozen=True)
class Chapter:
    """A section of the briefing's text: its place in it, its number and title, what stands below."""

    ref: str
    title: str
    blocks: tuple[tuple[str, Block], ...]  # label, block


def chapters(briefing: Briefing) -> tuple[Chapter, ...]:
    """Written once a process: a projector walks through the same text, screen by screen."""
    content = (briefing.created_at, briefing.evaluation.counts, briefing.sections.count())
    return _kept.get(briefing, (briefing.pk, *content, BriefingState.objects.count()))


class _Kept:
    """The chapters of the few briefings last walked through, by everything that can change their text."""

    def __init__(self) -> None:
        self._held: dict[tuple[object, ...], tuple[Chapter, ...]] = {}

    def get(self, briefing: Briefing, key: tuple[object, ...]) -> tuple[Chapter, ...]:
        found = self._held.get(key)
        if found is None:
            found = tuple(_written(briefing))
            while len(self._held) >= _BRIEFINGS:
                self._held.pop(next(iter(self._held)), None)
            self._held[key] = found
        return found


_kept = _Kept()


def _written(briefing: Briefing) -> list[Chapter]:
    numberer = Numberer("arabic")
    found: list[tuple[str, list[tuple[str, Block]]]] = []
    for block in document.body(Facts(briefing)):
        label = numberer.label(block)
        if isinstance(block, Heading) and block.level == 1:
            found.append((label + block.text, []))
        elif found:
            found[-1][1].append((label, block))
    return [Chapter(f"muc-{n}", title, tuple(blocks)) for n, (title, blocks) in enumerate(found, 1)]


def drawn(briefing: Briefing | None) -> list[tuple[str, str, str]]:
    """(kind, ref, title) of a new agenda: the briefing's sections, then what needs a decision."""
    items: list[tuple[str, str, str]] = []
    if briefing is not None:
        items.append((str(Kind.FIGURES), "", _TITLES[Kind.FIGURES]))
        items += [(str(Kind.SECTION), chapter.ref, chapter.title) for chapter in chapters(briefing)]
        if moved(briefing):
            items.append((str(Kind.LEVELS), "", _TITLES[Kind.LEVELS]))
        if failing(briefing):
            items.append((str(Kind.CHECKS), "", _TITLES[Kind.CHECKS]))
    return [*items, *((str(kind), "", _TITLES[kind]) for kind in (Kind.OVERDUE, Kind.OBSTACLES))]


def key_figures(briefing: Briefing) -> list[dict[str, Any]]:
    known = {f["id"]: f for f in briefing.figures}
    return [known[name] for name in KEY_FIGURES if name in known and known[name]["value"] is not None]


def moved(briefing: Briefing) -> list[dict[str, Any]]:
    """Units whose announced level is another than in the window before."""
    return [
        row for row in briefing.levels
        if row["announced"] and row["previous"] and row["announced"] != row["previous"]
    ]  # fmt: skip


def failing(briefing: Briefing) -> list[dict[str, Any]]:
    return [check for check in briefing.checks if check["verdict"] == "fails"]


def living(kind: str, place: Unit, now: datetime) -> dict[str, Any]:
    """{columns, rows, at}: Vietnamese, since it is kept with the meeting's papers."""
    found = _overdue(place, now) if kind == str(Kind.OVERDUE) else _obstacles(place, now)
    return {**found, "at": datetime_vi(now)}


def _overdue(place: Unit, now: datetime) -> dict[str, Any]:
    """One row a conclusion: 177 rows are no agenda."""
    late = overdue_given(now).filter(reaching("giver", place, "due_at", now, first=CLIMB))
    rows = late.order_by().values("conclusion", "conclusion__text", "conclusion__concluded_on")
    grouped = rows.annotate(n=Count("pk"), due=Min("due_at")).order_by("due")
    return {
        "columns": ["Kết luận", "Quá hạn", "Hạn sớm nhất", "Đơn vị"],
        "rows": [
            [
                f"{row['conclusion__text']} ({row['conclusion__concluded_on']:%d/%m/%Y})",
                row["n"], datetime_vi(row["due"]),
                _bodies(list(late.filter(conclusion=row["conclusion"]).values_list("body", flat=True))),
            ]
            for row in grouped
        ],
    }  # fmt: skip


def _bodies(names: list[str]) -> str:
    more = f" và {number(len(names) - _NAMED)} đơn vị khác" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _obstacles(place: Unit, now: datetime) -> dict[str, Any]:
    found = open_for(place, now)
    return {
        "columns": ["Đơn vị", "Nội dung", "Nêu lúc", "Hạn trả lời"],
        "rows": [
            [
                one.raiser,
                f"{one.get_kind_display()}: {one.text}", datetime_vi(one.raised_at),
                datetime_vi(one.due_at) + (" (quá hạn)" if one.due_at < now else ""),
            ]
            for one in found
        ],
    }  # fmt: skip
