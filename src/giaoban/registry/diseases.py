"""The diseases of an installation by name, in the reader's language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from giaoban import policy


def names() -> dict[str, str]:
    """{id: name} of every disease with a profile, the default one first."""
    profiles = policy.load(settings.GIAOBAN_POLICY_DIR).diseases.values()
    english = (get_language() or "").startswith("en")
    ordered = sorted(profiles, key=lambda p: (not p.default, p.name))
    return {p.id: p.name_en if english else p.name for p in ordered}


def default() -> str:
    return policy.load(settings.GIAOBAN_POLICY_DIR).default_disease
