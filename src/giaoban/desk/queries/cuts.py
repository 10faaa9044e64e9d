"""The cut-offs a place can be read at: one a window, the newest briefing of it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, FilteredRelation, Q

from giaoban.briefing import queries as briefings
from giaoban.kernel.weeks import Window, week_label
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation


@dataclass(frozen=True, slots=True)
class Cut:
    """A window as frozen. Without a briefing of the place, `briefing_id` and `slug` are None."""

    evaluation_id: int
    snapshot_id: int
    start: date
    end: date
    count: str
    known_at: datetime
    counts: str  # the content's hash: what is kept of a cut is kept under it
    briefing_id: int | None
    slug: str | None
    place: str  # the path of the place it is read for, whose cut-off hour holds

    @property
    def window(self) -> Window:
        return Window(self.start, self.end)

    @property
    def until(self) -> datetime:
        """The moment it counts to; until when its records were known is `known_at`."""
        return briefings.cut_off_of(self.end, self.place)

    @property
    def label(self) -> str:
        return week_label(self.window)


_FIELDS = ("id", "snapshot_id", "start", "end", "count", "known_at", "counts", "briefing_id", "slug")


def cuts(place: Unit, count: str = "province") -> list[Cut]:
    """Newest window first. A briefing of the place goes before an evaluation nobody briefed it from."""
    rows = (
        Evaluation.objects.filter(count=count)
        .annotate(own=FilteredRelation("briefings", condition=Q(briefings__place=place)))
        .annotate(known_at=F("snapshot__known_at"), briefing_id=F("own__id"), slug=F("own__slug"))
        .order_by("-end", "start", "-snapshot__known_at", "-id")
        .values_list(*_FIELDS)
    )
    best: dict[Window, Cut] = {}
    for row in rows:
        cut = Cut(*(*row, place.path))
        held = best.get(cut.window)
        if held is None or (held.briefing_id is None and cut.briefing_id is not None):
            best[cut.window] = cut
    return list(best.values())


def chosen(found: Sequence[Cut], label: str) -> Cut | None:
    """The cut a label names; without a label the newest."""
    if not label:
        return next(iter(found), None)
    return next((cut for cut in found if cut.label == label), None)


def earlier(found: Sequence[Cut], cut: Cut) -> Cut | None:
    """The cut of the window just before, as it is known."""
    before = cut.window.before()
    return next((other for other in found if other.window == before), None)
