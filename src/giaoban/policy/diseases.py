"""The profile of a disease: what is reported, watched and ruled for it. Data, no code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.policy import parse
from giaoban.policy.rule import Param, Rule
from giaoban.policy.schema import check


@dataclass(frozen=True)
class Disease:
    """A disease as the system treats it. `facts` holds its dated, sourced values."""

    id: str
    name: str
    name_en: str
    icd10: str
    default: bool
    severities: tuple[str, ...]
    found: tuple[str, ...]
    outcomes: tuple[str, ...]
    subjects: tuple[str, ...]
    """Subjects of `policy/` that have rules for it; a missing subject means: no rule."""
    facts: Rule = field(repr=False)

    def param(self, key: str, on: date | None = None) -> Param:
        return self.facts.param(key, on)


def disease(raw: Any, name: str) -> Disease:
    """The profile of one checked file."""
    check("disease", raw, name)
    header = {
        "id": "diseases/" + raw["id"],
        "subject": "diseases",
        "disease": raw["id"],
        "form": "profile",
        "title_vi": raw["name_vi"],
        "document": {"number": None, "issuer": "hồ sơ bệnh", "signed": None},
        "in_force": {"from": "1900-01-01", "to": None, "status": "confirmed"},
        "sources": raw["sources"],
        "values": raw["values"],
    }
    check("rule", header, name)
    return Disease(
        id=raw["id"],
        name=raw["name_vi"],
        name_en=raw["name_en"],
        icd10=raw["icd10"],
        default=raw.get("default", False),
        severities=tuple(raw["severities"]),
        found=tuple(raw["found"]),
        outcomes=tuple(raw["outcomes"]),
        subjects=tuple(raw["subjects"]),
        facts=parse.rule(header, raw["id"]),
    )
