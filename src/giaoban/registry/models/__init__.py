"""Nouns of the registry. Identity lives apart in `Identity`; nothing else names a person."""

from giaoban.registry.models.cases import Case, CaseRevision, CaseState
from giaoban.registry.models.duplicates import Merge, MergeChange, Pair, PairDecision, SameEpisode
from giaoban.registry.models.people import Dose, Household, Identity, Person
from giaoban.registry.models.transfers import Absence, Transfer, TransferStep

__all__ = [
    "Absence", "Case", "CaseRevision", "CaseState", "Dose", "Household", "Identity", "Merge", "MergeChange",
    "Pair", "PairDecision", "Person", "SameEpisode", "Transfer", "TransferStep",
]  # fmt: skip
