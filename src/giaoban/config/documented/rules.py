"""docs/rules.md: every value of the law with its status and source, and the facts a rule may be told."""

from __future__ import annotations

from giaoban import policy
from giaoban.config.commands import common
from giaoban.policy.describe import describe_all
from giaoban.policy.facts import Fact, choices, of_subject
from giaoban.policy.status import STATUS_VI

INTRO = """# Rules

The numbers of the law as the program uses them: `policy/<subject>/<document>.yaml`, one file for one
decision, each value with its unit, how sure it is, where it was read and, where it changed, the day it
begins. A page, a briefing or a command asks for the rule in force on a day at a place; a place's own
rule goes before its province's and the country's. Values that were never found are shown as holes: what
depends on them stays undetermined.

Ask any of them by hand: `./giaoban decide SUBJECT --on 2022-03-06 --at 22 --facts FILE.json --json`
([commands.md](commands.md#decide)).
"""
FACTS = """# Facts

The names `--facts` takes, by subject. A fact left out or `null` is not known, and a rule then says what
stays open. A name that no rule of the subject uses is refused.
"""


def rules_markdown() -> str:
    rules = policy.load(common.ROOT / "policy")
    sure = "From surest to least; a result is as sure as the least sure value it needed:"
    lines = [INTRO, sure, ""]
    lines += [f"- `{status}`: {words}" for status, words in STATUS_VI.items()]
    return "\n".join([*lines, "", describe_all(rules), FACTS, *_facts(rules)])


def _facts(rules: policy.Rules) -> list[str]:
    lines: list[str] = []
    for subject in dict.fromkeys(rule.subject for rule in rules.all()):
        lines += [f"## {subject}: facts", "", "| fact | what it is | needed |", "|---|---|---|"]
        found = of_subject(rules, subject).values()
        lines += [
            f"| `{fact.name}` | {_kind(rules, subject, fact)} | {'yes' if fact.required else ''} |"
            for fact in found
        ]
        lines.append("")
    return lines


def _kind(rules: policy.Rules, subject: str, fact: Fact) -> str:
    codes: dict[str, None] = {}
    for rule in rules.all(subject):
        codes |= dict.fromkeys(choices(rules, rule, fact.name))
    if codes:
        return "one of " + ", ".join(f"`{code}`" for code in codes)
    return f"{fact.kind}{f', {fact.unit}' if fact.unit else ''}"
