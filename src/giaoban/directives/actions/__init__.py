"""Every write of directives: conclusions become tasks, tasks move, answers are kept, follow-ups told."""

from giaoban.directives.actions.answering import answer_obstacle
from giaoban.directives.actions.bodies import (
    add_body,
    appoint,
    dismiss,
    end_body,
    put_in_charge,
    release,
)
from giaoban.directives.actions.conclude import cascade, conclude
from giaoban.directives.actions.concrete import make_concrete
from giaoban.directives.actions.follow_up import add_follow_up
from giaoban.directives.actions.moves import (
    answer,
    ask_extension,
    ask_help,
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
from giaoban.directives.actions.obstacles import raise_obstacle

__all__ = [
    "add_body",
    "add_follow_up",
    "answer",
    "answer_obstacle",
    "appoint",
    "ask_extension",
    "ask_help",
    "cascade",
    "conclude",
    "dismiss",
    "end_body",
    "extend",
    "make_concrete",
    "put_in_charge",
    "raise_obstacle",
    "receive",
    "refuse_extension",
    "release",
    "reply",
    "report",
    "return_",
    "sign_off",
    "sign_off_all",
    "stuck",
    "withdraw",
    "withdraw_all",
]
