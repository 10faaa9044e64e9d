"""Wording of tasks and conclusions."""

from giaoban.directives.presenters.conclusions import (
    CONCLUSION_COLUMNS,
    STATE_COLUMNS,
    conclusion_row,
    deadlines,
    measures_of,
    progress,
    sheet,
    unit_columns,
    urgency,
)
from giaoban.directives.presenters.tasks import (
    TASK_COLUMNS,
    measured,
    row,
    sections,
    tabs,
    trail,
)
from giaoban.directives.presenters.words import (
    MOVE_WORDS,
    STATE_WORDS,
    bodies,
    goal,
    goal_words,
    label,
    state_mark,
    unit_of,
    until,
)

__all__ = [
    "CONCLUSION_COLUMNS",
    "MOVE_WORDS",
    "STATE_COLUMNS",
    "STATE_WORDS",
    "TASK_COLUMNS",
    "bodies",
    "conclusion_row",
    "deadlines",
    "goal",
    "goal_words",
    "label",
    "measured",
    "measures_of",
    "progress",
    "row",
    "sections",
    "sheet",
    "state_mark",
    "tabs",
    "trail",
    "unit_columns",
    "unit_of",
    "until",
    "urgency",
]
