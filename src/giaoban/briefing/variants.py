"""What sequencing said in the window of a briefing: how many samples, which variants, what was new where."""

from __future__ import annotations

from collections import Counter
from typing import Any

from giaoban.accounts.scope import Scope
from giaoban.briefing import actions
from giaoban.briefing.models import Briefing, Section
from giaoban.kernel.vietnamese import date_vi, number, percent
from giaoban.kernel.weeks import Window
from giaoban.registry.lab import queries
from giaoban.registry.lab.rules import shares

KEY, TITLE, POSITION = "variants", "Giám sát biến thể", 15


def add_variants(*, by: Any, briefing: Briefing) -> Section | None:
    """Called when a briefing is drafted. Nothing sequenced and nothing new, no section."""
    content = told(briefing)
    if not content["paragraphs"]:
        return None
    return actions.add_section(
        by=by, briefing=briefing, key=KEY, title=TITLE, position=POSITION, content=content
    )


def told(briefing: Briefing) -> dict[str, list[Any]]:
    """{paragraphs; first: [variant, place, day] of each first appearance, for the board}."""
    place, week = briefing.place, briefing.evaluation
    everybody = Scope(None, "", place.pk, place.path, True, frozenset())
    seen = queries.variants_of(everybody, place, [Window(week.start, week.end)])
    counts = sum(seen.below.values(), Counter[str]())
    few = queries.register(week.end).number("few")
    said = [_shares(counts, few)] if counts else []
    new = [
        a
        for a in queries.flagged(place.path, week.end, all_=True)
        if not a.quiet and week.start <= a.first.recorded <= week.end
    ]
    if new:
        named = "; ".join(_appearance(a) for a in reversed(new))
        said.append(f"Lần đầu ghi nhận theo kết quả nhận trong kỳ: {named}.")
    first = [[a.first.variant, (a.within or a.unit).full_name, a.first.day.isoformat()] for a in new]
    return {"paragraphs": said, "first": first}


def _shares(counts: Counter[str], few: int) -> str:
    n = sum(counts.values())
    parts = [
        f"{s.variant} {number(s.n)} mẫu" + ("" if s.share is None else f" ({percent(100 * s.share)})")
        for s in shares(counts, few)
    ]
    small = f" Dưới {few} mẫu nên không tính tỷ lệ." if n < few else ""
    return f"Mẫu lấy trong kỳ đã có kết quả giải trình tự: {number(n)}, gồm {', '.join(parts)}.{small}"


def _appearance(each: queries.Appearance) -> str:
    within = f" (tại {each.within.full_name})" if each.within else ""
    return f"{each.first.variant} ở {each.unit.full_name}{within}, mẫu ngày {date_vi(each.first.day)}"
