"""Reads of samples, through a scope."""

from giaoban.registry.lab.queries.duties import duties
from giaoban.registry.lab.queries.places import (
    TestedOf,
    VariantsOf,
    children,
    returned,
    tests_of,
    variants_of,
    weeks,
)
from giaoban.registry.lab.queries.samples import (
    declared,
    identity,
    listed,
    of_batch,
    suggestions,
    to_confirm,
    without_case,
)
from giaoban.registry.lab.queries.variants import Appearance, flagged, register, words

__all__ = [
    "Appearance", "TestedOf", "VariantsOf", "children", "declared", "duties", "flagged", "identity", "listed",
    "of_batch", "register", "returned", "suggestions", "tests_of", "to_confirm", "variants_of", "weeks",
    "without_case", "words",
]  # fmt: skip
