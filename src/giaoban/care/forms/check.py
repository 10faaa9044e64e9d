"""The answers of a check as they come from a page, a phone kept without a line, or a keyboard.

Not a Django form: no answer is refused. What cannot be read is asked again and delays nothing; a form without
any answer is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from giaoban.care.rules.checking import MEASURES, Answers
from giaoban.kernel.text import whole

LONGEST = 12  # characters of a measured value
MOST_SYMPTOMS = 20


@dataclass(frozen=True)
class Sent:
    answers: Answers
    unreadable: tuple[str, ...]
    client_id: str
    answered_by: str
    answered: datetime | None
    sent: datetime | None
    second_of: int | None
    needs: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Sent without a tick, a value or a need: it would count as heard of and say nothing."""
        told = self.answers
        said = told.symptoms or told.asked or told.values or told.confirmed or told.fever_hours is not None
        return not (said or self.unreadable or self.needs)


def read(post: Any) -> Sent:
    """`post` is a QueryDict."""
    symptoms = frozenset(s for s in post.getlist("symptom")[:MOST_SYMPTOMS] if s.isidentifier())
    values, unreadable = _values(post)
    asked = bool(symptoms) or post.get("none") == "1"
    confirmed = frozenset(name for name in post.getlist("confirmed") if name in MEASURES)
    return Sent(
        answers=Answers(symptoms, asked, values, _number(post.get("fever_hours", "")), confirmed),
        unreadable=unreadable,
        client_id=post.get("client_id", ""),
        answered_by="relative" if post.get("answered_by") == "relative" else "patient",
        answered=_moment(post.get("answered_at", "")),
        sent=_moment(post.get("sent_at", "")),
        second_of=whole(post.get("second_of")),
        needs=tuple(post.getlist("need")),
    )


def _values(post: Mapping[str, str]) -> tuple[dict[str, float], tuple[str, ...]]:
    values: dict[str, float] = {}
    unreadable = []
    for name in MEASURES:
        typed = post.get(name, "").strip()
        if not typed:
            continue
        number = _number(typed)
        if number is None:
            unreadable.append(name)
        else:
            values[name] = number
    return values, tuple(unreadable)


def _number(typed: str) -> float | None:
    """98 · 36,6 · 36.6 · 97%; nothing that is not a plain number that is not negative."""
    text = typed.strip().rstrip("%").replace(",", ".")
    if not text or len(text) > LONGEST or not text.replace(".", "", 1).isdigit() or not text.isascii():
        return None
    return float(text)


def _moment(typed: str) -> datetime | None:
    """Local time without zone, as the script writes it."""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return None if found.tzinfo else found
