"""Every write about persons who stand twice."""

from giaoban.registry.duplicates.actions.merging import alone, decide, undo
from giaoban.registry.duplicates.actions.propose import propose

__all__ = ["alone", "decide", "propose", "undo"]
