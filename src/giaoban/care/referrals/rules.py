"""Who owns a request now: pure facts and the clock, nothing stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Standing:
    """A request as its owner's clock sees it."""

    owner: str  # hospital, desk, sender, receiver
    due: datetime | None
    late: bool


def standing(
    state: str, now: datetime, answer_by: datetime, open_asks: int, leave_by: datetime | None
) -> Standing:
    """Asked: the hospitals until the answer is due, then the desk; at once where nobody is left to answer.

    Accepted: the sender, who sends the patient off. On the way: the receiver. Refused: the sender again.
    """
    if state == "asked":
        at_desk = open_asks == 0 or now >= answer_by
        return Standing("desk" if at_desk else "hospital", answer_by, now >= answer_by)
    if state == "accepted":
        return Standing("sender", leave_by, leave_by is not None and now >= leave_by)
    if state == "on_the_way":
        return Standing("receiver", None, False)
    return Standing("sender", None, state == "refused")
