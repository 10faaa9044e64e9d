"""`check`: every relation between the figures of a text, decided, with its arithmetic."""

from __future__ import annotations

from typing import Any

from giaoban.reading import (
    changes,
    cumulative,
    groups,
    limits,
    multiples,
    places,
    restated,
    shares,
    sums,
    tables,
    wholes,
    windows,
)
from giaoban.reading.gazetteer import Gazetteer
from giaoban.reading.items import items_of
from giaoban.reading.reader import Parsed, parse
from giaoban.reading.relation import FAILS, UNDECIDED, Relation
from giaoban.reading.text import canonical


def check(text: str, gazetteer: Gazetteer | None = None) -> dict[str, Any]:
    """Relations with verdicts, single changes that would reconcile sums, places judged."""
    parsed = parse(canonical(text))
    found, mends = _relations(parsed)
    return {
        "relations": [r.as_dict(parsed.source) for r in found],
        "repairs": mends,
        "places": places.judge(parsed.source, parsed.stop, gazetteer, parsed.heading.resolved),
    }


def _relations(parsed: Parsed) -> tuple[list[Relation], list[dict[str, Any]]]:
    src, figures = parsed.source, parsed.figures
    items = items_of(src, figures)
    grouped = groups.groups(src, figures)
    again = restated.decide(src, figures)
    told = [f.value for f in figures if f.approx is None]
    found: list[Relation] = []
    mends: list[dict[str, Any]] = []
    for group in grouped:
        relation = sums.decide(src, group)
        if relation is None:
            continue
        found.append(relation)
        if relation.verdict == FAILS and not group.total.approx:
            others = [v for v in told if v != group.total.value]
            mends.extend(sums.repairs(src, group, others))
    found += again
    found += shares.decide(src, items, grouped, figures)
    settled = {r.spans[-1] for r in found if r.kind == "share" and r.verdict != UNDECIDED}
    found += [r for r in wholes.decide(src, figures) if r.spans[-1] not in settled]
    found += changes.decide(src, figures)
    found += multiples.decide(src, figures)
    found += windows.decide(src, parsed.heading.resolved)
    found += cumulative.decide(src, figures)
    found += limits.decide(src, figures, items, grouped)
    found += tables.decide(src)
    return _once(found), mends


def _once(found: list[Relation]) -> list[Relation]:
    """The same figures related twice in the same way are one relation."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for relation in found:
        key = (relation.kind, tuple(sorted(relation.spans)), relation.stated)
        if key not in seen:
            seen.add(key)
            kept.append(relation)
    return sorted(kept, key=lambda r: r.spans[0] if r.spans else (0, 0))
