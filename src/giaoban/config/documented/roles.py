"""docs/roles.md: who may do what, and why, from the one table in accounts/rules.py."""

from __future__ import annotations

import inspect
import io
import tokenize

from giaoban.accounts import rules
from giaoban.accounts.models import Role

INTRO = """# Roles

What a posting may do: its role's acts (`giaoban.accounts.rules`), at its place and below, from its
first to its last day. Every query of a page goes through that scope (`giaoban.accounts.scope`).
"""
GUARDED = """Acts marked \\* wait for a second factor when the posting is at a province or the country: a
stolen password alone must not open a province. Every look at identities is logged with its purpose.
"""


def roles_markdown() -> str:
    reasons = reasons_of_roles()
    lines = [INTRO, "| act | what it opens | " + " | ".join(f"`{role}`" for role in Role.values) + " |",
             "|---|---|" + "---|" * len(Role.values)]  # fmt: skip
    for act, words in rules.ACTS.items():
        star = " \\*" if act in rules.GUARDED else ""
        marks = ("✓" if act in rules.acts_of(role) else "" for role in Role.values)
        lines.append(f"| `{act}`{star} | {words} | " + " | ".join(marks) + " |")
    lines += ["", GUARDED, "| role | Vietnamese | why these acts and not others |", "|---|---|---|"]
    lines += [f"| `{role}` | {name} | {reasons[role]} |" for role, name in _in_vietnamese()]
    return "\n".join([*lines, ""])


def _in_vietnamese() -> list[tuple[str, str]]:
    from django.utils import translation

    with translation.override("vi"):
        return [(role, str(name)) for role, name in Role.choices]


def reasons_of_roles() -> dict[str, str]:
    """The comment above each role's line: the reason stands in the code, beside what it explains."""
    reasons: dict[str, str] = {}
    comment: list[str] = []
    source = inspect.getsource(rules)
    table = source[source.index("ROLE_ACTS") :].partition("\n}")[0] + "\n}\n"
    for token in tokenize.generate_tokens(io.StringIO(table).readline):
        if token.type == tokenize.COMMENT:
            comment.append(token.string.lstrip("# "))
        elif token.type == tokenize.STRING and comment:
            reasons[token.string.strip("\"'")] = " ".join(comment)
            comment = []
    return reasons
