"""Every read of directives, through a scope."""

from giaoban.directives.queries.addressees import addressees, choosable
from giaoban.directives.queries.bodies import (
    bodies,
    bodies_at,
    body,
    charge,
    charges,
    leaders_of,
    leads,
    officers,
    posts_of,
    themes,
)
from giaoban.directives.queries.conclusions import briefing_of, conclusion, conclusions, counts_of
from giaoban.directives.queries.duties import duties
from giaoban.directives.queries.follow_up import FollowUp, Path, follow_up
from giaoban.directives.queries.followed import followed
from giaoban.directives.queries.obstacles import obstacle, obstacles, open_for
from giaoban.directives.queries.tasks import (
    STATES,
    answered_by,
    condition,
    counts,
    last_values,
    last_words,
    may_make_concrete,
    narrowed,
    obstacles_of,
    parts_of,
    standing_of,
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
    "bodies",
    "bodies_at",
    "body",
    "briefing_of",
    "charge",
    "charges",
    "choosable",
    "conclusion",
    "conclusions",
    "condition",
    "counts",
    "counts_of",
    "duties",
    "follow_up",
    "followed",
    "last_values",
    "last_words",
    "leaders_of",
    "leads",
    "may_make_concrete",
    "narrowed",
    "obstacle",
    "obstacles",
    "obstacles_of",
    "officers",
    "open_for",
    "parts_of",
    "posts_of",
    "standing_of",
    "statuses",
    "task",
    "tasks",
    "themes",
    "visible",
]
