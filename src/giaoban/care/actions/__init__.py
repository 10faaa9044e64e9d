"""Every write of care."""

from giaoban.care.actions.alarms import answer_alarm, raise_alarm
from giaoban.care.actions.checks import Recorded, record_check, record_staff_check
from giaoban.care.actions.episodes import assess_risk, close_episode, discharge, move_episode, record_contact
from giaoban.care.actions.links import IssuedLink, issue_link, send_link, wrong_code
from giaoban.care.actions.opening import open_episodes
from giaoban.care.actions.passing import run_pass
from giaoban.care.actions.support import deliver_need, draft_papers, sign_papers, state_needs

__all__ = [
    "IssuedLink",
    "Recorded",
    "answer_alarm",
    "assess_risk",
    "close_episode",
    "deliver_need",
    "discharge",
    "draft_papers",
    "issue_link",
    "move_episode",
    "open_episodes",
    "raise_alarm",
    "record_check",
    "record_contact",
    "record_staff_check",
    "run_pass",
    "send_link",
    "sign_papers",
    "state_needs",
    "wrong_code",
]
