"""Nouns of care. Facts are rows with their times; who a person is stays sealed in the registry."""

from giaoban.care.models.alarms import Alarm, AlarmStep, PassRun
from giaoban.care.models.checks import Check, Contact
from giaoban.care.models.episodes import Assessment, Episode, Link, Responsibility
from giaoban.care.models.hotline import Call, ShiftNote, Ticket
from giaoban.care.models.reviews import Review, ReviewStatement
from giaoban.care.models.support import Need, Paper

from giaoban.care.dispensing.models import Prescription  # isort: skip
from giaoban.care.referrals.models import Referral, ReferralAsk, ReferralStep, Stay  # isort: skip

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
    "Prescription",
    "Referral",
    "ReferralAsk",
    "ReferralStep",
    "Responsibility",
    "Review",
    "ReviewStatement",
    "ShiftNote",
    "Stay",
    "Ticket",
]
