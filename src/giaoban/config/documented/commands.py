"""docs/commands.md: every command with its arguments and options, from the typer application itself."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

import typer

from giaoban.config import cli
from giaoban.config.documented import told

INTRO = """# Commands

`./giaoban COMMAND --help` says the same in the terminal; the help texts are the program's own, in
Vietnamese. `--state DIR` (or `GIAOBAN_STATE`) may stand before or after any command and names the
installation: without it the last demo's, else `var/quang-ninh`.

With `--json`, stdout holds one JSON document and nothing else; progress goes to stderr.
"""


def commands_markdown() -> str:
    lines = [INTRO, "| exit code | of every command |", "|---|---|"]
    lines += [f"| {code} | {words} |" for code, words in told.COMMON.items()]
    lines += ["", f"What is refused prints, with `--json`, `{told.ERROR}`.", ""]
    for name, entry in cli.COMMANDS.items():
        lines += [f"## {name}", ""]
        for path, command in walk(name):
            if path != name:
                lines += [f"### {path}", ""]
            lines += _command(path, command, entry.help)
    return "\n".join(lines)


def walk(name: str) -> Iterator[tuple[str, Any]]:
    """A command and, of a group, each command in it: (words, command)."""
    whole: Any = typer.main.get_command(cli.build(name))
    command = whole.commands[name]
    yield name, command
    for inner, below in getattr(command, "commands", {}).items():
        yield f"{name} {inner}", below


def _command(path: str, command: Any, fallback: str) -> Iterator[str]:
    yield " ".join((command.help or fallback).split())
    yield ""
    if not hasattr(command, "commands"):
        words = filter(None, (_usage(param) for param in command.params))
        yield f"```\n./giaoban {' '.join([path, *words, '[OPTIONS]'])}\n```"
        yield ""
        yield from _parameters(command.params)
    yield from _promises(path)


def _parameters(params: list[Any]) -> Iterator[str]:
    shown = [param for param in params if param.name not in ("state", "help")]
    if not shown:
        return
    yield from ("| argument or option | what it is | default |", "|---|---|---|")
    for param in shown:
        default = "required" if param.required else _default(param)
        told_by_it = (getattr(param, "help", "") or "").replace("|", "\\|")
        yield f"| {_called(param)} | {told_by_it} | {default} |"
    yield ""


def _promises(path: str) -> Iterator[str]:
    if path in told.JSON:
        yield f"With `--json`:\n\n```\n{told.JSON[path]}\n```\n"
    if path in told.NOTES:
        yield told.NOTES[path] + "\n"
    if path in told.EXITS:
        codes = (f"{code} {words}" for code, words in sorted(told.EXITS[path].items()))
        yield f"Exit codes: {'; '.join(codes)}.\n"


def _usage(param: Any) -> str:
    """Arguments and required options, as they are typed."""
    if _is_argument(param):
        return _word(param) if param.required else f"[{_word(param)}]"
    return f"{param.opts[0]} {_word(param)}" if param.required else ""


def _called(param: Any) -> str:
    if _is_argument(param):
        return f"`{_word(param)}`"
    return f"`{param.opts[0]}`" if param.is_flag else f"`{param.opts[0]} {_word(param)}`"


def _is_argument(param: Any) -> bool:
    return not param.opts[0].startswith("-")


def _word(param: Any) -> str:
    kind = param.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "\\|".join(member.value for member in kind)
    return str(param.metavar or param.name).upper()


def _default(param: Any) -> str:
    value = param.default
    if param.__dict__.get("is_flag") or value in (None, "", False) or callable(value):
        return ""
    return f"`{value.value if isinstance(value, Enum) else value}`"
