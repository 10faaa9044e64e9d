"""What the chapters of a briefing know: its figures, its window, its place."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from giaoban import policy
from giaoban.briefing.models import Briefing
from giaoban.kernel.vietnamese import date_vi
from giaoban.kernel.weeks import Window, week_label
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.situation import queries as situation

WEEK = 7


class Facts:
    """A briefing read for writing. Rounds nothing."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.evaluation = briefing.evaluation
        self.place: Unit = briefing.place
        self.window = Window(self.evaluation.start, self.evaluation.end)
        self.by_id: dict[str, dict[str, Any]] = {f["id"]: f for f in briefing.figures}
        self.tables: dict[str, Any] = briefing.tables

    def figure(self, name: str) -> dict[str, Any]:
        return self.by_id[name]

    def value(self, name: str) -> float | None:
        found = self.by_id.get(name)
        return found["value"] if found else None

    def some(self, name: str) -> bool:
        """Whether there is anything to tell: known and not zero."""
        return bool(self.value(name))

    @property
    def period(self) -> str:
        """ "tuần" where the window is seven days long, else "kỳ"."""
        return "tuần" if self.window.days == WEEK else "kỳ"

    @property
    def week_number(self) -> int | None:
        label = week_label(self.window)
        return int(label[-2:]) if "W" in label else None

    @property
    def between(self) -> str:
        return f"từ ngày {date_vi(self.window.start)} đến ngày {date_vi(self.window.end)}"

    @property
    def until(self) -> str:
        return f"đến hết ngày {date_vi(self.window.end)}"

    @property
    def where(self) -> str:
        return f"trên địa bàn {in_sentence(self.place.full_name)}"

    @cached_property
    def disease(self) -> str:
        rules = policy.load(settings.GIAOBAN_POLICY_DIR)
        return rules.diseases[self.evaluation.disease].name

    @cached_property
    def signed_at(self) -> datetime | None:
        signed = self.briefing.states.filter(state="signed").first()
        return signed.at if signed else None

    @cached_property
    def children(self) -> list[Unit]:
        return list(places.children(self.place, on=self.window.end))

    @cached_property
    def communes(self) -> list[Unit]:
        found = places.communes_of(self.place, on=self.window.end).select_related("parent")
        return list(found.order_by("parent__code", "code"))

    @cached_property
    def below(self) -> dict[str, Any]:
        """The frozen figures of the units directly below, by code."""
        return situation.figures_of(self.evaluation, [c.code for c in self.children])

    @cached_property
    def levels(self) -> dict[str, dict[str, Any]]:
        return {row["place"]: row for row in self.briefing.levels}

    @cached_property
    def commune_word(self) -> str:
        """ "xã, phường, thị trấn": the kinds there are at that time and place."""
        return _kinds(self.communes) or "xã"

    @cached_property
    def child_word(self) -> str:
        return _kinds(self.children) or "đơn vị"


# The order in which officials name the kinds of units.
_ORDER = ("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu")


def _kinds(units: list[Unit]) -> str:
    kinds = {unit.kind.lower() for unit in units}
    known = [kind for kind in _ORDER if kind in kinds]
    return ", ".join([*known, *sorted(kinds - set(_ORDER))])


def in_sentence(full_name: str) -> str:
    """ "Thành phố Cẩm Phả" → "thành phố Cẩm Phả": the kind is no name."""
    for kind in sorted((*_ORDER, "tỉnh"), key=len, reverse=True):
        if full_name.lower().startswith(kind + " "):
            return kind + full_name[len(kind) :]
    return full_name


def iso(text: str) -> date:
    return date.fromisoformat(text)
