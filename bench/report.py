"""The measured lines as a table, and as docs/performance.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

HEAD = "| what | asked | measured | holds | runs | beside it |\n|---|---|---|---|---|---|\n"
TITLES = {
    "weekly": "Weekly snapshot and briefing",
    "increment": "Increment of the extract",
    "pages": "Pages, figures opened, memory",
    "lists": "Lists of a commune officer",
    "import": "Importing",
    "duplicates": "Duplicates",
    "declarations": "Citizens' declarations",
    "checks": "Care at home",
    "redistribution": "Proposals of redistribution",
    "reading": "Reading",
}
INTRODUCTION = """# Performance

Written by the bench (`python -m bench.run --state DIR`); not edited by hand. Figures are medians of the runs
stated, on the machine as it was: the load and a fixed loop on one core (seconds on the clock, seconds of the
processor) stand beside each bench. Where the two seconds of the loop are far apart, other programs had the
machine, and the clock times say more about them than about this program: compare processor seconds.

The bench state is one province of {persons:,} residents registered one by one with {doses:,} doses, and
{cases:,} cases with their states, made up from a fixed seed on the real tree of Quảng Ninh; SQLite, the site
as `giaoban serve` runs it (granian, two workers of two threads).
"""


def table(lines: Sequence[Mapping[str, Any]]) -> str:
    return HEAD + "\n".join(_row(line) for line in lines) + "\n"


def _row(line: Mapping[str, Any]) -> str:
    sign = "≥" if line["more_is_better"] else "≤"
    asked = f"{sign} {line['asked']:g} {line['unit']}" if line["asked"] is not None else ""
    measured = f"{line['measured']:,} {line['unit']}" if line["measured"] is not None else "–"
    holds = {True: "yes", False: "**no**", None: ""}[line["holds"]]
    beside = ", ".join(f"{name} {value}" for name, value in line["details"].items())
    beside = "; ".join(part for part in (beside, line["note"]) if part)
    return f"| {line['what']} | {asked} | {measured} | {holds} | {line['runs']} | {beside} |"


def document(kept: Mapping[str, Any], names: Sequence[str]) -> str:
    size = kept.get("size", {"persons": 0, "cases": 0})
    parts = [INTRODUCTION.format(doses=2 * size["persons"], **size), _falls_short(kept, names)]
    for name in names:
        if name in kept:
            own = kept[name].get("size", kept["size"])
            parts.append(_section(TITLES[name], kept[name], own if own != kept["size"] else None))
    return "\n".join(parts)


def _falls_short(kept: Mapping[str, Any], names: Sequence[str]) -> str:
    lines = [line for name in names if name in kept for line in kept[name]["lines"]]
    short = [line for line in lines if line["holds"] is False]
    absent = [line for line in lines if line["measured"] is None]
    said = [
        f"- {line['what']}: {line['measured']:,} {line['unit']} where {line['asked']:g} are asked"
        for line in short
    ]
    said += [f"- {line['what']}: not measured ({line['note']})" for line in absent]
    missing = [TITLES[name] for name in names if name not in kept]
    said += [f"- {title}: not measured yet" for title in missing]
    return "## What falls short\n\n" + ("\n".join(said) or "Nothing.") + "\n"


def _section(title: str, told: Mapping[str, Any], size: Mapping[str, Any] | None = None) -> str:
    def at(moment: Mapping[str, Any]) -> str:
        return (
            f"load {', '.join(map(str, moment['load']))} on {moment['cores']} cores, "
            f"loop {moment['loop_s']} s by the clock, {moment['loop_processor_s']} s of the processor"
        )

    state = "State of {persons:,} residents and {cases:,} cases. ".format(**size) if size else ""
    moments = f"{state}Before: {at(told['before'])}. After: {at(told['after'])}."
    return f"## {title}\n\nMeasured on {told['date']}. {moments}\n\n{table(told['lines'])}"
