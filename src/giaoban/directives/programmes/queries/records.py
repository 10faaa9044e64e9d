"""A figure opened to its rows without a briefing: over the evaluation it was read from."""

from __future__ import annotations

from giaoban.accounts.scope import Scope
from giaoban.briefing import queries as briefings
from giaoban.briefing.models import Briefing
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation


def briefing_of(scope: Scope, evaluation: Evaluation, place: Unit) -> Briefing | None:
    """The nearest above the place of those with that evaluation which the reader may see."""
    codes = place.path.split("/")
    above = ["/".join(codes[: n + 1]) for n in range(len(codes))]
    found = briefings.visible(scope).filter(evaluation=evaluation, place__path__in=above)
    return found.defer("figures", "levels", "checks", "tables").order_by("-place__path").first()
