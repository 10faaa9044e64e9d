"""What a cut states of a place: figures and tables, of the briefing or computed from the evaluation.

Both are immutable, so a process reads them once; only what pages show is kept of the 190 figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from giaoban.briefing import compose, variants
from giaoban.briefing.models import Briefing, Section
from giaoban.desk.queries.cuts import Cut
from giaoban.places.models import Unit
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

SHOWN = (
    "new", "active", "overdue", "home_share", "mild_share", "mild_later_oxygen_share", "recovered", "deaths",
    "deaths_per_new", "deaths_per_new_two_weeks", "hospital", "hospital_under_12", "on_support",
    "admissions", "deteriorations", "beds_free", "beds_staffed", "beds_set_up", "beds_planned",
    "incidence_7d", "incidence_14d", "new_community", "new_not_established", "new_ministry", "back_fill",
    "level1", "level2", "level3", "level4", "communes", "communes_reporting", "reporting_completeness",
    "reporting_delay", "positivity", "tests_done", "new_workers", "new_pupils", "new_teachers",
    "new_health_workers", "coverage_adults_dose1", "coverage_adults_dose2", "coverage_adults_dose3",
    "coverage_elderly50_dose2", "adults", "population", "cumulative",
)  # fmt: skip
_KEPT = 256  # places a process keeps; about 40 KB each, so at most 10 MB


@dataclass(frozen=True)
class Told:
    """Figures by id as in a briefing's JSON; tables {children, transitions, not_reporting, communes}."""

    figures: Mapping[str, dict[str, Any]]
    tables: Mapping[str, Any]

    def value(self, name: str) -> float | None:
        value: float | None = self.figures.get(name, {}).get("value")
        return value


def told(cut: Cut, place: Unit) -> Told:
    if cut.briefing_id is not None:
        return _stated(cut.briefing_id, cut.counts, place.code)
    return _computed(cut.evaluation_id, cut.counts, place.code, place.id)


def first_seen(cut: Cut) -> list[list[str]]:
    """[variant, place, day] of variants the briefing tells for the first time."""
    section = Section.objects.filter(briefing=cut.briefing_id, key=variants.KEY).first()
    return list(section.content.get("first", [])) if section else []


@lru_cache(maxsize=_KEPT)
def _stated(briefing_id: int, counts: str, code: str) -> Told:
    figures, tables = Briefing.objects.values_list("figures", "tables").get(id=briefing_id)
    return Told({f["id"]: f for f in figures if f["id"] in SHOWN}, tables)


@lru_cache(maxsize=_KEPT)
def _computed(evaluation_id: int, counts: str, code: str, unit_id: int) -> Told:
    """A place nobody briefed: the same figures without the number of rows behind them."""
    evaluation = Evaluation.objects.select_related("snapshot").get(id=evaluation_id)
    unit = Unit.objects.get(id=unit_id)
    place = situation.figures_of(evaluation, [code])[code]
    figures = {name: _figure(place.figure(name)) for name in SHOWN}
    if unit.level != "commune":
        return Told(figures, compose.tables(evaluation, unit))
    silent = [{"code": code, "name": unit.full_name}] if not place.value("communes_reporting") else []
    return Told(figures, {"children": [], "transitions": None, "not_reporting": silent, "communes": 1})


def _figure(figure: Any) -> dict[str, Any]:
    indicator = situation.CATALOGUE[figure.id]
    return {
        "id": figure.id,
        "label": indicator.label_vi,
        "label_en": indicator.label_en,
        "value": figure.value,
        "unit": indicator.unit,
        "base": figure.base,
        "change": figure.change,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "stated_before": None,
        "status": "no_data" if figure.value is None else "computed",
    }
