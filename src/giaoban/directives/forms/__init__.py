"""Parsing and validation of what is typed in directives, nothing else."""

from giaoban.directives.forms.lines import ConclusionForm, LineForm
from giaoban.directives.forms.moves import MOVE_FIELDS, FilterForm, MoveForm, move_form
from giaoban.directives.forms.people import AnswerForm, BodyForm, ChargeForm, DayForm, ObstacleForm

__all__ = [
    "MOVE_FIELDS",
    "AnswerForm",
    "BodyForm",
    "ChargeForm",
    "ConclusionForm",
    "DayForm",
    "FilterForm",
    "LineForm",
    "MoveForm",
    "ObstacleForm",
    "move_form",
]
