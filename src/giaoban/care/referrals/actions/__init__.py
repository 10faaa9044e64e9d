"""Every write of referrals. Each locks the request first: of two hospitals at once, one wins."""

from giaoban.care.referrals.actions.answering import accept, refuse, take_back
from giaoban.care.referrals.actions.asking import ask, ask_again, cancel, refuse_at_desk
from giaoban.care.referrals.actions.moving import arrive, call_vehicle, leave_hospital, set_off

__all__ = [
    "accept", "arrive", "ask", "ask_again", "call_vehicle", "cancel", "leave_hospital", "refuse",
    "refuse_at_desk", "set_off", "take_back",
]  # fmt: skip
