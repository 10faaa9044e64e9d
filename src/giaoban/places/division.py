"""Shares by which a divided unit's figures go to the units that took it over. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence


def room_left(
    successors: Mapping[str, Sequence[str]],
    old_population: Mapping[str, float],
    new_population: Mapping[str, float],
) -> dict[str, float]:
    """What each new unit's population leaves for parts of divided units, on the scale of the old count.

    The published populations of 2025 come from another register with a larger sum, so they are scaled to
    the old count first. A new unit already filled by whole ones leaves nothing.
    """
    total_new = sum(new_population.values())
    if not total_new:
        return {}
    scale = sum(old_population.values()) / total_new
    room = {code: persons * scale for code, persons in new_population.items()}
    for old, news in successors.items():
        if len(news) == 1 and news[0] in room:
            room[news[0]] -= old_population.get(old, 0.0)
    return {code: max(0.0, persons) for code, persons in room.items()}


def shares(
    successors: Mapping[str, Sequence[str]],
    room: Mapping[str, float],
    areas: Mapping[str, float],
) -> dict[tuple[str, str], float]:
    """Weight of each (old, new); the weights of one old unit sum to 1.

    By the room left where that tells anything, else by area, else equal.
    """
    claims: dict[str, int] = defaultdict(int)
    for news in successors.values():
        if len(news) > 1:
            for new in news:
                claims[new] += 1
    weights: dict[tuple[str, str], float] = {}
    for old, news in successors.items():
        # the room of a unit that takes parts of several old ones is shared among them
        measure = [room.get(new, 0.0) / max(1, claims[new]) for new in news]
        if sum(measure) <= 0:
            measure = [areas.get(new, 0.0) for new in news]
        if sum(measure) <= 0:
            measure = [1.0] * len(news)
        whole = sum(measure)
        weights.update({(old, new): part / whole for new, part in zip(news, measure, strict=True)})
    return weights
