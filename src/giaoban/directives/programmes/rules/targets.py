"""Where a target should stand on a day, and how a value stands against that."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from giaoban.directives.rules import differs, has_reached

LINEAR, MILESTONES = "linear", "milestones"
REACHED, ON_PATH, BEHIND, MISSED, UNKNOWN = "reached", "on_path", "behind", "missed", "unknown"
VERDICTS = (MISSED, BEHIND, UNKNOWN, ON_PATH, REACHED)  # what needs a look stands first


@dataclass(frozen=True)
class Course:
    """From a start value to a goal; `milestones` by day, the goal itself left out."""

    path: str
    direction: str
    unit: str
    start_on: date
    start: float | None
    due_on: date
    goal: float | None
    milestones: tuple[tuple[date, float], ...] = field(default=())


@dataclass(frozen=True)
class Standing:
    """`gap`: how much is missing to what the path asks by then; always positive, None where it is not."""

    verdict: str
    expected: float | None = None
    gap: float | None = None
    why: str = ""  # of what cannot be told: no_value, no_start, no_goal


def expected(course: Course, on: date) -> float | None:
    """What the path asks for on a day. Between milestones the last one due holds; before the first, none."""
    if on >= course.due_on:
        return course.goal
    if course.path == MILESTONES:
        due = [value for day, value in course.milestones if day <= on]
        return due[-1] if due else None
    if course.start is None or course.goal is None:
        return None
    days = (course.due_on - course.start_on).days
    passed = max(0, (on - course.start_on).days)
    return course.start + (course.goal - course.start) * (passed / days if days else 1.0)


def standing(course: Course, on: date, value: float | None) -> Standing:
    """Less than half of the last printed digit behind is on the path."""
    if course.goal is None:
        return Standing(UNKNOWN, why="no_goal")
    asked = expected(course, on)
    if value is None:
        return Standing(UNKNOWN, asked, why="no_value")
    if has_reached(value, course.goal, course.direction):
        return Standing(REACHED, asked)
    if on < course.due_on and asked is None:
        if course.path == MILESTONES:
            return Standing(ON_PATH)  # no milestone is due yet
        return Standing(UNKNOWN, why="no_start")
    assert asked is not None
    if has_reached(value, asked, course.direction) or not differs(value, asked, course.unit):
        late = on >= course.due_on
        return Standing(REACHED if late else ON_PATH, asked)
    gap = abs(asked - value)
    return Standing(MISSED if on >= course.due_on else BEHIND, asked, gap)


def in_order(course: Course) -> str:
    """What is wrong with a path before it is set: "", due, milestone_day, milestone_way, reached."""
    if course.due_on <= course.start_on:
        return "due"
    days = [day for day, _ in course.milestones]
    inside = all(course.start_on < day < course.due_on for day in days)
    if days != sorted(set(days)) or not inside:
        return "milestone_day"
    line = [value for _, value in course.milestones] + ([course.goal] if course.goal is not None else [])
    rising = course.direction == "up"
    if line != sorted(line, reverse=not rising):
        return "milestone_way"
    if has_reached(course.start, course.goal, course.direction):
        return "reached"
    return ""
