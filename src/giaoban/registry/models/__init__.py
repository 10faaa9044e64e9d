"""Nouns of the registry. Identity lives apart in `Identity`; nothing else names a person."""

from giaoban.registry.models.cases import Case, CaseRevision, CaseState
from giaoban.registry.models.people import Dose, Household, Identity, Person

__all__ = ["Case", "CaseRevision", "CaseState", "Dose", "Household", "Identity", "Person"]
