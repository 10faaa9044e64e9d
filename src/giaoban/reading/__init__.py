"""Reads Vietnamese administrative writing: what it says, and whether its figures add up.

A grammar of the form such writing has, with a gazetteer of places passed in; no network, no
language model, the same answer every time. `read` gives structure, `check` gives arithmetic.
"""

from giaoban.reading.checking import check
from giaoban.reading.gazetteer import Gazetteer, PlaceName, default_gazetteer
from giaoban.reading.model import Figure, Reading, Task
from giaoban.reading.reader import read
from giaoban.reading.text import load, load_bytes

__all__ = [
    "Figure",
    "Gazetteer",
    "PlaceName",
    "Reading",
    "Task",
    "check",
    "default_gazetteer",
    "load",
    "load_bytes",
    "read",
]
