"""One line of a conclusion: what, whom, until when, measured by what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from giaoban.directives.bodies.models import Body
from giaoban.places.models import Unit

# Whom a line addresses: every commune or every district of the place, one named unit, one body.
COMMUNES, DISTRICTS, ONE, BODY = "communes", "districts", "unit", "body"

_BODY = {
    "commune": "UBND {place}",
    "district": "UBND {place}",
    "station": "Trạm Y tế {place}",
    "hospital": "Cơ sở điều trị, {place}",
}


@dataclass(frozen=True)
class TaskLine:
    """`target` is in the measure's unit; `target_change` is per cent of each unit's own start value."""

    text: str
    whom: str
    role: str
    due_at: datetime
    due_text: str = ""
    due_rule: str = ""
    unit: Unit | None = None
    body: str = ""
    measure: str = ""
    direction: str = ""
    target: float | None = None
    target_change: float | None = None
    agency: Body | None = None


def body_of(role: str, unit: Unit) -> str:
    """The body's name as officials write it: the kind of unit in small letters after the body."""
    name = unit.full_name[:1].lower() + unit.full_name[1:]
    return _BODY.get(role, "{place}").format(place=name)
