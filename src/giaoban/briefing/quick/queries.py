"""What a quick report tells: of this hour, from the newest records, or of a frozen briefing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from giaoban import policy
from giaoban.briefing import queries as briefings
from giaoban.briefing.models import Briefing
from giaoban.briefing.quick.rules import Report
from giaoban.kernel.weeks import Window
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.situation import live

DAYS = 7  # the running day and six before it: a week whenever it is asked


def of_now(place: Unit, now: datetime) -> Report:
    """From the newest records; nothing is frozen, nothing is stored."""
    today = now.date()
    window = Window(today - timedelta(days=DAYS - 1), today)
    below = live.below(place, window, now)
    return Report(
        place=place.full_name,
        disease=_disease(),
        as_of=now,
        start=window.start,
        end=window.end,
        slug=None,
        signed=False,
        values=live.figures(place, window, now),
        before={"new": live.new(place, window.before(), now)},
        last_day=live.new(place, Window(today, today), now),
        levels=below.levels,
        by_unit=below.new,
        silent=below.silent,
        communes=below.communes,
    )


def of_briefing(briefing: Briefing) -> Report:
    """As frozen: every number is one of the briefing's."""
    figures = {f["id"]: f for f in briefing.figures}
    curve, tables = briefing.tables["curve"], briefing.tables
    window = briefings.window(briefing)
    below = [(row["name"], row["new"] or 0.0) for row in tables["children"]]
    communes = places.communes_of(briefing.place, on=window.end)
    codes = {u.code for u in communes}
    held = [row["announced"] for row in briefing.levels if row["place"] in codes]
    return Report(
        place=briefing.place.full_name,
        disease=_disease(),
        as_of=briefings.as_of(briefing),
        start=window.start,
        end=window.end,
        slug=briefing.slug,
        signed=briefings.signature(briefing) is not None,
        values={name: f["value"] for name, f in figures.items()},
        before={"new": figures["new"]["base"]},
        last_day=curve[-1][1] if curve else None,
        levels={n: held.count(n) for n in (1, 2, 3, 4)},
        by_unit=sorted(below, key=lambda row: -row[1]),
        silent=[unit["name"] for unit in tables["not_reporting"]],
        communes=tables["communes"],
    )


def _disease() -> str:
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    return rules.diseases[rules.default_disease].name
