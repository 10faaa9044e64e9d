"""The `*.cases.yaml` beside the rules, read for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from giaoban.policy import Rule, Rules, load
from giaoban.policy import files as policy_files
from giaoban.policy.decide import decide
from giaoban.policy.decision import Decision
from giaoban.policy.schema import check

RULES: Rules = load()
TALLIES = RULES.root / "epidemic_level" / "tallies.cases.yaml"


def contents() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(RULES.root.rglob("*.cases.yaml")):
        if path == TALLIES:
            continue
        content = policy_files.read(path, RULES.root)
        check("cases", content, path.name)
        yield path, content


def cases() -> list[tuple[str, Rule, date, dict[str, Any], dict[str, Any]]]:
    """(title, rule, date, facts, case) of every case."""
    found = []
    for path, content in contents():
        for case in content["cases"]:
            on = date.fromisoformat(case["date"])
            named = content.get("rule")
            rule = RULES.get(named) if named else RULES.in_force(path.parent.name, on)
            assert rule is not None, f"{path.name}: no rule in force on {on}"
            facts = {**content.get("base", {}), **case["given"]}
            found.append((f"{path.parent.name}: {case['name']}", rule, on, facts, case))
    return found


def answer(rule: Rule, on: date, facts: dict[str, Any]) -> Decision:
    return decide(rule, on, facts)
