"""`giaoban brief --quick`: the ten lines on the terminal, and as a picture."""

from __future__ import annotations

from pathlib import Path

import typer

from giaoban.briefing import actions
from giaoban.briefing.quick import picture, queries, rules
from giaoban.kernel import clock
from giaoban.kernel.weeks import Window
from giaoban.places import queries as places


def tell(place: str, window: Window | None, count: str, png: Path | None) -> None:
    """Of a week as frozen; without a week of this hour, and then nothing is frozen."""
    if window is None:
        now = clock.now()
        report = queries.of_now(places.resolve(place, now.date()), now)
    else:
        unit = places.resolve(place, window.end)
        report = queries.of_briefing(actions.draft(by=None, place=unit, window=window, count=count))
    lines = rules.lines(report)
    typer.echo("\n".join(lines))
    if png is not None:
        png.write_bytes(picture.png(lines, frozen=report.frozen))
        typer.echo(f"Đã ghi {png}", err=True)
