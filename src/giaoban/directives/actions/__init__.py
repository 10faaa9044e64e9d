"""Every write of directives: conclusions become tasks, tasks move, answers are kept, follow-ups told."""

from giaoban.directives.actions.conclude import cascade, conclude
from giaoban.directives.actions.follow_up import add_follow_up
from giaoban.directives.actions.moves import (
    answer,
    ask_extension,
    extend,
    receive,
    refuse_extension,
    reply,
    report,
    return_,
    sign_off,
    sign_off_all,
    stuck,
    withdraw,
    withdraw_all,
)

__all__ = [
    "add_follow_up",
    "answer",
    "ask_extension",
    "cascade",
    "conclude",
    "extend",
    "receive",
    "refuse_extension",
    "reply",
    "report",
    "return_",
    "sign_off",
    "sign_off_all",
    "stuck",
    "withdraw",
    "withdraw_all",
]
