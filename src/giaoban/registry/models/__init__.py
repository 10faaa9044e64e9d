"""Nouns of the registry. Identity lives apart in `Identity`; nothing else names a person."""

from giaoban.registry.models.callbacks import CallbackItem, CallbackSample
from giaoban.registry.models.cases import Case, CaseRevision, CaseState
from giaoban.registry.models.declarations import DeclarationDecision, SettledDeclaration
from giaoban.registry.models.duplicates import Merge, MergeChange, Pair, PairDecision, SameEpisode
from giaoban.registry.models.lab import LabDecision, LabSample, VariantSeen
from giaoban.registry.models.layouts import ExportLayout
from giaoban.registry.models.people import Dose, Household, Identity, Person
from giaoban.registry.models.sweeps import SweepEntry, SweepFinding, SweepRound
from giaoban.registry.models.transfers import Absence, Transfer, TransferStep

__all__ = [
    "Absence", "CallbackItem", "CallbackSample", "Case", "CaseRevision", "CaseState", "DeclarationDecision",
    "Dose", "ExportLayout", "Household", "Identity", "LabDecision", "LabSample", "Merge", "MergeChange",
    "Pair", "PairDecision", "Person", "SameEpisode", "SettledDeclaration", "SweepEntry", "SweepFinding",
    "SweepRound", "Transfer", "TransferStep", "VariantSeen",
]  # fmt: skip
