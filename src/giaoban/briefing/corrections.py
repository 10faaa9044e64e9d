"""What a signed briefing told that is otherwise now: stated then, now, and how many rows changed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F

from giaoban.briefing.models import Briefing
from giaoban.places.models import Unit
from giaoban.situation import corrections as situation
from giaoban.situation.models import Evaluation

# Figures the text of a briefing tells; shares follow from them and are not told twice.
TOLD = (
    "new", "cumulative", "active", "recovered", "deaths", "hospital", "hospital_under_12", "care_home",
    "level3", "level4", "beds", "tests_done", "tests_positive",
)  # fmt: skip

# Looked into even where the value is the same: rows that cancel out are another set of people.
BALANCED = ("new", "deaths")


def last_signed(evaluation: Evaluation, place: Unit) -> Briefing | None:
    """The briefing of the place signed last, of a snapshot before this one and a week not after it."""
    return (
        Briefing.objects.filter(
            place=place,
            states__state="signed",
            evaluation__count=evaluation.count,
            evaluation__disease=evaluation.disease,
            evaluation__end__lte=evaluation.end,
            evaluation__snapshot__known_at__lt=evaluation.snapshot.known_at,
        )
        .annotate(signed_at=F("states__at"))
        .select_related("evaluation__snapshot", "place")
        .order_by("-evaluation__end", "-signed_at", "-id")
        .first()
    )


def since_signed(
    evaluation: Evaluation, place: Unit, figures: Sequence[Mapping[str, Any]], unsigned: Briefing | None
) -> dict[str, Any] | None:
    """{of, signed_at, from, to, rows[{figure, stated, now, added, corrected, moved, withdrawn}]}.

    Where nothing was signed the briefing of the week before stands in for it, and `signed_at` is None.
    """
    basis = last_signed(evaluation, place) or unsigned
    if basis is None:
        return None
    told = basis.evaluation
    viewed, window = seen(evaluation, told)
    now = {f["id"]: f["base"] for f in figures} if window else situation.values_now(viewed, place.code)
    stated = {f["id"]: f["value"] for f in basis.figures}
    otherwise = {name for name in TOLD if changed(stated.get(name), now.get(name))}
    same = {name for name in BALANCED if stated.get(name) is not None and stated[name] == now.get(name)}
    names = [name for name in TOLD if name in otherwise | same]
    found = situation.tallies(viewed, told, names, place.path, window)
    signed_at = getattr(basis, "signed_at", None)
    return {
        "of": basis.slug,
        "signed_at": signed_at.isoformat() if signed_at else None,
        "from": told.start.isoformat(),
        "to": told.end.isoformat(),
        "rows": [
            {"figure": name, "stated": stated[name], "now": now[name], **vars(found[name])}
            for name in names
            if name in otherwise or found[name].rows
        ],
    }


def changed(stated: float | None, now: float | None) -> bool:
    """Only what was stated can be told otherwise; what nobody knew then is news, not a correction."""
    return stated is not None and now is not None and stated != now


def seen(evaluation: Evaluation, told: Evaluation) -> tuple[Evaluation, str | None]:
    """The evaluation that sees the told window now, and the name of that window in it."""
    if (evaluation.start - told.end).days == 1 and (evaluation.end - evaluation.start) == (
        told.end - told.start
    ):
        return evaluation, "base"
    return situation.seen_now(told, evaluation.snapshot), None
