"""The proposed epidemic level of units under a rule, with its reasons. Pure, over arrays."""

from __future__ import annotations

from datetime import date

from giaoban.policy.levels.lowering import Way, ways
from giaoban.policy.levels.proposal import LevelInputs, LevelProposal, Reason
from giaoban.policy.levels.propose import (
    elderly_age,
    elderly_ages,
    needed_inputs,
    propose,
    scale_method,
    tally,
)
from giaoban.policy.rule import Rule

__all__ = [
    "LevelInputs",
    "LevelProposal",
    "Reason",
    "Way",
    "elderly_age",
    "elderly_ages",
    "needed_inputs",
    "propose",
    "scale_method",
    "tally",
    "ways",
    "what_lowers",
]


def what_lowers(rule: Rule | None, on: date, inputs: LevelInputs) -> list[str]:
    """What would bring the level of one unit down, each way tried on the rule itself."""
    return [way.text_vi for way in ways(rule, on, inputs)]
