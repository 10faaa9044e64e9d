"""Nouns of care. Facts are rows with their times; who a person is stays sealed in the registry."""

from giaoban.care.models.alarms import Alarm, AlarmStep, PassRun
from giaoban.care.models.checks import Check, Contact
from giaoban.care.models.episodes import Assessment, Episode, Link, Responsibility
from giaoban.care.models.hotline import Call, ShiftNote, Ticket
from giaoban.care.models.reviews import Review, ReviewStatement
from giaoban.care.models.support import Need, Paper

__all__ = [
    "Alarm",
    "AlarmStep",
    "Assessment",
    "Call",
    "Check",
    "Contact",
    "Episode",
    "Link",
    "Need",
    "Paper",
    "PassRun",
    "Responsibility",
    "Review",
    "ReviewStatement",
    "ShiftNote",
    "Ticket",
]
