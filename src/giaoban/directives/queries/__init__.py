"""Every read of directives, through a scope."""

from giaoban.directives.queries.addressees import addressees, choosable
from giaoban.directives.queries.conclusions import briefing_of, conclusion, conclusions, counts_of
from giaoban.directives.queries.duties import duties
from giaoban.directives.queries.follow_up import FollowUp, Path, follow_up
from giaoban.directives.queries.tasks import (
    STATES,
    answered_by,
    condition,
    counts,
    last_values,
    last_words,
    statuses,
    task,
    tasks,
    visible,
)

__all__ = [
    "STATES",
    "FollowUp",
    "Path",
    "addressees",
    "answered_by",
    "briefing_of",
    "choosable",
    "conclusion",
    "conclusions",
    "condition",
    "counts",
    "counts_of",
    "duties",
    "follow_up",
    "last_values",
    "last_words",
    "statuses",
    "task",
    "tasks",
    "visible",
]
