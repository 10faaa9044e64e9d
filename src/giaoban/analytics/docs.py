"""Pages of the documentation made from the definitions."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from giaoban.analytics.catalogue import CATALOGUE
from giaoban.analytics.definition import Change, Count, Indicator, Median, Rate, Ratio, Share, Sum


def indicators_markdown(specs: Path | None = None) -> str:
    """docs/indicators.md; with a folder of specs, the worked examples that are also the tests."""
    chapters: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in CATALOGUE.values():
        chapters[indicator.chapter].append(indicator)
    lines = ["# Indicators", "",
             f"{len(CATALOGUE)} indicators, written by `giaoban.analytics.docs` from their files.",
             ""]
    for chapter, members in chapters.items():
        lines += [f"## {chapter}", "",
                  "| id | Vietnamese | English | unit | made of | place | definition | source |",
                  "|---|---|---|---|---|---|---|---|"]
        lines += [_line(indicator) for indicator in members]
        lines.append("")
    if specs is not None:
        lines += ["# Worked examples", "", "Each is a test that both engines pass.", ""]
        lines += [_lowered(path.read_text("utf-8")) for path in sorted(specs.glob("*.md"))]
    return "\n".join(lines)


def _line(indicator: Indicator) -> str:
    beside = ", ".join(f"`{name}`" for name in indicator.companions)
    definition = indicator.definition_vi + (f" Đọc cùng {beside}." if beside else "")
    cells = (f"`{indicator.id}`", indicator.label_vi, indicator.label_en, indicator.unit,
             made_of(indicator), indicator.place, definition, indicator.source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def made_of(indicator: Indicator) -> str:
    """One phrase that says how the value comes about."""
    if isinstance(indicator, Sum):
        return " + ".join(f"`{part}`" for part in indicator.parts)
    if isinstance(indicator, Share):
        read = indicator.read_in or indicator.denominator_in
        where = f" (`{read}`)" if read else ""
        return f"`{indicator.numerator}` / `{indicator.denominator}`{where}"
    if isinstance(indicator, Ratio):
        where = f" (`{indicator.denominator_in}`)" if indicator.denominator_in else ""
        times = f" × {indicator.times:g}" if indicator.times != 1 else ""
        return f"`{indicator.numerator}` / `{indicator.denominator}`{where}{times}"
    if isinstance(indicator, Rate):
        return f"`{indicator.count}` in `{indicator.window}` / `{indicator.population}`"
    if isinstance(indicator, Change):
        return f"`{indicator.of}` − one window earlier"
    if isinstance(indicator, Median):
        return f"median of `{indicator.of}` over `{indicator.over}`"
    assert isinstance(indicator, Count)
    return f"rows of `{indicator.over}`" + (", to the end" if indicator.span == "until" else "")


def _lowered(text: str) -> str:
    """Headings one step down: each spec is a chapter of its own file."""
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in text.splitlines())
