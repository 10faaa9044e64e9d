"""Programmes: targets, inspections, pilots, plans of watched communes."""

from giaoban.directives.programmes.models.inspections import Finding, Visit
from giaoban.directives.programmes.models.pilots import Pilot, PilotPlace
from giaoban.directives.programmes.models.targets import Milestone, Target, TargetPlace
from giaoban.directives.programmes.models.watch import WatchPlan

__all__ = ["Finding", "Milestone", "Pilot", "PilotPlace", "Target", "TargetPlace", "Visit", "WatchPlan"]
