"""What may happen to a task and by whom, when it is late, and how far its measure has come. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from giaoban.accounts.rules import acts_of
from giaoban.directives.deadlines import Deadline, resolve_deadline

__all__ = [
    "AGENCY", "CLIMB", "CLOSED", "GIVER", "MOVES", "OPEN", "OWNER", "OWNERS", "STAND_IN", "STATES",
    "Deadline", "Move", "Parties", "acts_for", "climbed", "differs", "has_reached", "is_overdue", "may_move",
    "next_state", "resolve_deadline", "sides", "target_of", "waits_for_extension",
]  # fmt: skip

OPEN = ("given", "received", "progress", "stuck", "returned")
CLOSED = ("done", "accepted", "withdrawn")
STATES = OPEN + CLOSED

OWNER, GIVER = "owner", "giver"
STAND_IN = "stand_in"  # the office, for a body without anybody here
AGENCY, OFFICE = "agency", "office"  # roles of accounts.models
# How long something may stand overdue before the level above has it on its list as well; a guess.
CLIMB = timedelta(days=2)


@dataclass(frozen=True)
class Move:
    """From which states, to which (None: it stays), by which side, under which act of accounts.rules."""

    states: tuple[str, ...]
    to: str | None
    side: str
    act: str


# Receiving is not forced before a report: who does the work at once must not click twice.
MOVES: dict[str, Move] = {
    "receive": Move(("given",), "received", OWNER, "answer"),
    "report": Move(OPEN, "progress", OWNER, "answer"),
    "stuck": Move(OPEN, "stuck", OWNER, "answer"),
    "ask_help": Move(OPEN, None, OWNER, "answer"),
    "answer": Move(OPEN, "done", OWNER, "answer"),
    "ask_extension": Move(OPEN, None, OWNER, "answer"),
    "extend": Move(OPEN, None, GIVER, "assign"),
    "refuse_extension": Move(OPEN, None, GIVER, "assign"),
    "reply": Move(OPEN, None, GIVER, "assign"),
    "sign_off": Move(("done",), "accepted", GIVER, "sign_off"),
    "return": Move(("done",), "returned", GIVER, "sign_off"),
    "withdraw": Move(OPEN, "withdrawn", GIVER, "assign"),
}

# Who can be given a task at a unit of that level: the roles that may answer one.
OWNERS: dict[str, tuple[str, ...]] = {
    "commune": ("commune", "station"),
    "district": ("district", "hospital"),
    "province": ("hospital",),
}


@dataclass(frozen=True)
class Parties:
    """The two sides of a task: the unit and role (or the body) that own it, the unit that gave it."""

    owner_path: str
    owner_role: str
    giver_path: str
    body: int | None = None


def may_move(state: str, move: str, role: str, standing: frozenset[str] = frozenset()) -> bool:
    """Whether that role may make that move on a task in that state, place aside."""
    rule = MOVES.get(move)
    return rule is not None and state in rule.states and bool(acts_for(move, standing) & acts_of(role))


def acts_for(move: str, standing: frozenset[str]) -> frozenset[str]:
    """The acts any of which opens a move: who stands in for a body needs no act of answering."""
    rule = MOVES[move]
    return frozenset({rule.act} | ({"conclude"} if rule.side == OWNER and STAND_IN in standing else set()))


def sides(parties: Parties, *, path: str, role: str, bodies: frozenset[int] = frozenset()) -> frozenset[str]:
    """On which side somebody posted at `path` stands: its owner, its giver (or above), neither.

    `bodies`: those in which the reader holds a post.
    """
    found = set()
    above = parties.giver_path == path or parties.giver_path.startswith(path + "/")
    if parties.body is not None:
        found |= {OWNER} if parties.body in bodies else set()
        found |= {OWNER, STAND_IN} if role == OFFICE and path == parties.owner_path else set()
        found |= {GIVER} if above and role != AGENCY else set()
    elif path == parties.owner_path and role == parties.owner_role:
        found.add(OWNER)
    elif above:
        found.add(GIVER)
    return frozenset(found)


def next_state(state: str, move: str) -> str:
    return MOVES[move].to or state


def is_overdue(state: str, due_at: datetime, now: datetime) -> bool:
    """Compared with the clock, never stored. The deadline's own minute is still in time."""
    return state in OPEN and due_at < now


def climbed(due_at: datetime, now: datetime) -> int:
    """How many levels above its own somebody must hear of it: none until it is late, one more each term."""
    return 0 if due_at >= now else int((now - due_at) / CLIMB)


def waits_for_extension(moves: Iterable[str]) -> bool:
    """Whether the last word about the deadline is a request; `moves` oldest first."""
    about = [m for m in moves if m in ("ask_extension", "extend", "refuse_extension", "answer")]
    return bool(about) and about[-1] == "ask_extension"


def target_of(start: float | None, target: float | None, change: float | None) -> float | None:
    """The target in the measure's unit: as given, or the start value changed by so many per cent."""
    if target is not None:
        return target
    return None if start is None or change is None else start * (1 + change / 100)


def has_reached(value: float | None, target: float | None, direction: str) -> bool | None:
    """None where it cannot be decided: the records do not say, or there is no target."""
    if value is None or target is None:
        return None
    return value >= target if direction == "up" else value <= target


# Shares are written with two decimals, counts as whole numbers: less than half of the last digit is equal.
_SAME = {"percent": 0.005, "per_100k_week": 0.05, "days": 0.05}
_SAME_COUNT = 0.5


def differs(reported: float | None, recorded: float | None, unit: str) -> bool:
    """Whether what the owner reports is another figure than what the records show."""
    if reported is None or recorded is None:
        return False
    return abs(reported - recorded) >= _SAME.get(unit, _SAME_COUNT)
